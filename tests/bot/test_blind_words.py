"""While a credential is refused nobody is told that nothing was said: what was not heard is named, when and why."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot import answers, check, report
from bot.desk import Desk
from bot.periods import of_day
from bot.playground import Playground
from storage import cursors, refusals, sources, watches
from storage.database import Store
from storage.records import Cursor, Listen, Objective, SourceFacts, Watch
from tests.bot.made import TEAM, desk_for, settings_for

DAY = datetime(2026, 11, 20, tzinfo=UTC)
SINCE, UNTIL = DAY.replace(hour=9, minute=12), DAY.replace(hour=11, minute=40)
EVENING = DAY.replace(hour=18)
WHY = "Mastodon refused our token"


@pytest.fixture
def blinded(slack: Playground, memory: Store) -> Desk:
    """Let two listeners be refused from 09:12 on, and hear nothing all day."""
    sources.tell(memory, [SourceFacts(name="mastodon", title="Mastodon")])
    for name in ("Acme", "Brightloaf"):
        made = Watch(name=name, objective=Objective.SERVE, channel="#mentions", listens=(Listen(source="mastodon"),))
        watches.save(memory, TEAM, made, now=DAY - timedelta(days=30))
    for listener in cursors.every(memory, TEAM):
        cursors.heard(memory, listener, Cursor(), now=DAY, next_due=SINCE)
    for listener in cursors.every(memory, TEAM):
        refusals.note(memory, listener, "mastodon:print", WHY, now=SINCE)
        cursors.failed(memory, listener, WHY, now=SINCE, next_due=EVENING, credential="mastodon:print")
    return desk_for(slack, memory)


def mend(desk: Desk) -> None:
    """Let the token be taken again."""
    for listener in cursors.every(desk.store, TEAM):
        refusals.mended(desk.store, listener, now=UNTIL)
        cursors.heard(desk.store, listener, Cursor(), now=UNTIL, next_due=EVENING)


@pytest.mark.parametrize("mended", [False, True], ids=["still blind", "mended by noon"])
def test_a_digest_never_says_no_mentions_of_hours_it_was_kept_out(blinded: Desk, *, mended: bool) -> None:
    """Since when, until when, and why; once, though two watches were blind."""
    if mended:
        mend(blinded)
    period = of_day(f"{DAY:%Y-%m-%d}", "UTC", EVENING)

    told = report.gather(blinded.store, TEAM, period, None, now=EVENING)
    said, shape = report.as_text(told), json.loads(report.as_json_text(told, None))

    until = " until 11:40" if mended else ""
    line = f"Heard nothing from Mastodon since 09:12{until} ({WHY}): this digest may miss posts."
    assert told.coverage == (line,)
    assert line in said
    assert "No mentions" not in said
    assert "0 mentions" not in said
    assert (shape["blind"], shape["coverage"]) == (True, [line])


def test_health_says_who_is_kept_out_since_when_and_why(blinded: Desk) -> None:
    """In the words of the place, for each listener."""
    said = answers.health(blinded, EVENING)

    assert said.text.startswith("⚠️")
    assert said.text.count(f"({WHY})") == 2
    assert "Everything is heard" not in json.dumps(list(said.blocks))


@pytest.mark.parametrize(
    ("more", "ok", "says"),
    [
        ({"earshot_contact": ""}, True, "no EARSHOT_CONTACT"),
        ({"earshot_secret_key": "short"}, False, "too short"),
    ],
    ids=["nobody to write to", "a weak key"],
)
def test_check_tells_what_is_missing_for_good_manners(
    slack: Playground, more: dict[str, object], says: str, *, ok: bool
) -> None:
    """A kind word where it only helps, a failure where something cannot work."""
    found = [each for each in check.of_settings(settings_for(slack, None, **more)) if says in each.line()]

    assert [each.ok for each in found] == [ok]


def test_check_is_quiet_where_all_is_set(slack: Playground) -> None:
    """Nothing to mend, nothing to say."""
    settings = settings_for(
        slack, earshot_contact="listening@acme.example", earshot_secret_key="an invented key of ours"
    )

    assert [each.line() for each in check.of_settings(settings)] == ["ok    settings (Socket Mode)"]

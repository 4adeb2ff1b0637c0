"""A noisy watch, from the weekly look to the query that leaves a word out, and back."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot import noises
from bot.playground import Message
from storage import claims, mentions, outbox, watches
from storage.database import Store
from storage.records import Dismissal, Listen, Objective, State, Watch
from tests.bot.made import CHANNEL, TEAM, Work, a_post, hear
from tests.bot.test_watch_forms import shown

NOW = datetime.now(UTC)
NOISE, KETTLES = 24, 21


def noisy_watch(store: Store) -> Watch:
    """Store a watch of whose 45 judged mentions 24 were about bakeries; one that mattered names one too.

    Where it is kept it is noon: whenever the tests run, its daily digest is far off and cannot come between.
    """
    new = Watch(
        name="Acme",
        objective=Objective.SERVE,
        query="acme",
        channel=CHANNEL,
        listens=(Listen(source="feed"),),
        digest_at=time(23, 59),
        timezone=f"Etc/GMT{NOW.hour - 12:+d}",
    )
    watch = watches.save(store, TEAM, new, now=NOW - timedelta(days=20)).watch
    told = [f"acme bakery {n}" for n in range(NOISE)]
    mattered = [f"acme kettle leaks {n}" for n in range(KETTLES - 1)] + ["acme kettle by the bakery"]
    at = NOW - timedelta(days=2)
    for text in told:
        (mention,) = hear(store, watch, a_post(text, posted_at=at), urgency=20)
        mentions.dismiss(store, TEAM, mention.id, Dismissal.NOT_US, by="U1", now=NOW)
    for text in mattered:
        (mention,) = hear(store, watch, a_post(text, posted_at=at), urgency=20)
        claims.take(store, TEAM, mention.id, by="U1", now=NOW)
    hear(store, watch, a_post("acme bakery, not judged", posted_at=at), urgency=20)
    return watch


def query(store: Store) -> str:
    """Return what the watch asks for now."""
    return watches.every(store, TEAM)[0].query


def offered(work: Work) -> Message:
    """Have the week begin, several times, and return the one message that came of it."""
    for _ in range(3):
        noises.tick(work.desk, work.desk.clock())
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=30)
    (message,) = work.slack.messages(CHANNEL)
    return message


def test_a_noisy_watch_offers_a_word_shows_its_effect_changes_and_undoes(work: Work) -> None:
    """Nothing is changed before it was seen; the cursors of its listeners stay."""
    noisy_watch(work.store)
    noor = work.slack.person("noor")
    offer = offered(work)

    noor.click(offer, "query_fix")
    window = shown(work, "would not have come")
    before = query(work.store)
    noor.submit(window)
    shown(work, "leaves out “bakery” now")
    after = query(work.store)
    work.slack.wait_until(lambda: "Undo" in work.card(), timeout=10)
    noor.click(work.slack.messages(CHANNEL)[0], "query_fix_undo")
    work.slack.wait_until(lambda: "hears “bakery” again" in work.card(), timeout=10)

    assert "24 of 45 judged were set aside as spam or not about us, 24 of them because of “bakery”" in offer.text_seen()
    assert "would have kept 20 of 21 that mattered" in offer.text_seen()
    said = window.text_seen()
    assert "of 46 stories heard in four weeks, 26 would not have come" in said
    assert "set aside before: 24 of 24 would not have come" in said
    assert "mattered: 20 of 21 would have come" in said
    lost, others = said.split("These would not have come either")
    assert "acme kettle by the bakery" in lost
    assert "acme bakery, not judged" in others
    assert "acme -bakery" in said
    assert (before, after, query(work.store)) == ("acme", "acme -bakery", "acme")
    assert len(work.slack.messages(CHANNEL)) == 1


def test_an_offer_that_is_declined_does_not_come_again(work: Work) -> None:
    """Nor does the watch speak twice in a week; its message says who wished it."""
    noisy_watch(work.store)
    noor = work.slack.person("noor")
    noor.click(offered(work), "query_fix_decline")
    work.slack.wait_until(lambda: "keeps “bakery”" in work.card(), timeout=10)
    for weeks in range(1, 4):
        noises.tick(work.desk, work.desk.clock() + timedelta(days=7 * weeks))

    assert query(work.store) == "acme"
    assert outbox.backlog(work.store, TEAM, now=NOW + timedelta(days=99)).waiting == 0
    assert len(work.slack.messages(CHANNEL)) == 1


def test_a_query_somebody_edited_meanwhile_is_built_upon_and_never_overwritten(work: Work) -> None:
    """The fix goes on top of it; undoing over another edit is refused in words."""
    watch = noisy_watch(work.store)
    noor = work.slack.person("noor")
    offer = offered(work)
    watches.save(work.store, TEAM, replace(watch, query="acme OR kettle"), now=NOW)
    noor.click(offer, "query_fix")
    noor.submit(shown(work, "would not have come"))
    shown(work, "leaves out “bakery” now")
    fixed = query(work.store)
    watches.save(work.store, TEAM, replace(watch, query="kettle"), now=NOW)
    work.slack.wait_until(lambda: "Undo" in work.card(), timeout=10)
    noor.click(work.slack.messages(CHANNEL)[0], "query_fix_undo")
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)

    assert fixed == "acme OR kettle -bakery"
    assert query(work.store) == "kettle"
    assert "was changed since" in noor.ephemerals()[-1].text_seen()


def test_a_word_that_is_left_out_already_and_an_offer_that_is_gone_are_told(work: Work) -> None:
    """The window that stands open says so."""
    watch = noisy_watch(work.store)
    noor = work.slack.person("noor")
    offer = offered(work)
    watches.save(work.store, TEAM, replace(watch, query="acme -bakery"), now=NOW)
    noor.click(offer, "query_fix")
    already = shown(work, "already").text_seen()
    noor.close()
    watches.remove(work.store, TEAM, watch.id)
    noor.click(offer, "query_fix")

    assert "leaves out “bakery” already" in already
    assert "gone" in shown(work, "gone").text_seen()


@pytest.mark.parametrize("quiet", [{"paused": True}, {"query": ""}])
def test_a_watch_that_rests_or_asks_for_everything_is_left_alone(work: Work, quiet: dict[str, object]) -> None:
    """There is no query to mend."""
    watch = noisy_watch(work.store)
    watches.save(work.store, TEAM, replace(watch, **quiet), now=NOW)  # type: ignore[arg-type]
    noises.tick(work.desk, NOW)

    assert [mention for mention in mentions.walk(work.store, TEAM) if mention.state is State.ALERTED] == []
    assert outbox.backlog(work.store, TEAM, now=NOW).waiting == 0
    assert work.slack.messages(CHANNEL) == []


def test_the_week_begins_on_monday_at_the_digests_hour() -> None:
    """On the watch's own clock."""
    watch = Watch(name="a", objective=Objective.SERVE, channel="#c", digest_at=time(9), timezone="Europe/Berlin")
    monday = datetime(2026, 11, 23, 8, tzinfo=UTC)

    assert noises.week_of(watch, monday) == monday
    assert noises.week_of(watch, monday - timedelta(minutes=1)) == monday - timedelta(days=7)
    assert noises.week_of(watch, monday + timedelta(days=6, hours=23)) == monday

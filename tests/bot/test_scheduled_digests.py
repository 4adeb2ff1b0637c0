"""The daily digest, from its hour to the message in the channel."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot import digests, report
from bot.desk import Desk
from bot.playground import Fault, Playground
from storage import hearing, outbox, watches, workspaces
from storage.database import Store
from storage.records import Hearing, Watch
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_score, a_watch, desk_for, hear

START = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Give a memory on either database."""
    with Store(database_url) as opened:
        workspaces.enter(opened, TEAM)
        yield opened


def counted(store: Store) -> int:
    """Return how many digests were asked for."""
    return outbox.backlog(store, TEAM, now=datetime(2100, 1, 1, tzinfo=UTC)).waiting


def early_watch(store: Store, at: time, zone: str, name: str = "Acme") -> Watch:
    """Store a watch made long ago."""
    watch = replace(a_watch(store, name), digest_at=at, timezone=zone)
    store_now = START - timedelta(days=365)
    watches.remove(store, TEAM, watch.id)
    return watches.save(store, TEAM, replace(watch, id=0), now=store_now).watch


def test_ticks_around_both_changes_of_clocks_ask_for_one_digest_a_day(slack: Playground, store: Store) -> None:
    """Two watches, each in its own zone, hour by hour; each stretch touches four local dates of each."""
    early_watch(store, time(2, 30), "America/New_York")
    early_watch(store, time(1, 30), "Europe/London", "Other")
    desk = desk_for(slack, store)

    for first in (datetime(2026, 3, 7, 12, tzinfo=UTC), datetime(2026, 3, 28, 12, tzinfo=UTC)):
        for n in range(3 * 24):
            digests.tick(desk, first + n * timedelta(hours=1))

    assert counted(store) == 2 * 2 * 4


def test_a_changed_zone_or_hour_makes_no_second_digest_that_day(slack: Playground, store: Store) -> None:
    """At most one per local date (a manager changes the hour at noon)."""
    watch, desk = early_watch(store, time(9), "Europe/Berlin"), desk_for(slack, store)
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    digests.tick(desk, noon)

    for changed in (
        replace(watch, digest_at=time(14)),
        replace(watch, timezone="America/New_York", digest_at=time(10)),
    ):
        watches.save(store, TEAM, changed, now=noon)
        for hours in range(10):
            digests.tick(desk, noon + timedelta(hours=hours))

    assert counted(store) == 1


def test_paused_watches_and_new_ones_wait(slack: Playground, store: Store) -> None:
    """Nothing to tell, nothing told."""
    paused, desk = early_watch(store, time(9), "UTC"), desk_for(slack, store)
    watches.pause(store, TEAM, paused.id, paused=True)
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    watches.save(store, TEAM, replace(paused, id=0, name="New"), now=noon)

    digests.tick(desk, noon + timedelta(hours=1))
    before = counted(store)
    digests.tick(desk, noon + timedelta(days=1))

    assert (before, counted(store)) == (0, 1)


def test_complaint_04_what_is_not_urgent_comes_in_one_digest_and_not_one_by_one(work: Work) -> None:
    """Forty quiet mentions are one message."""
    watch = a_watch(work.store)
    hear(work.store, watch, *(a_post(f"quiet remark {n}") for n in range(40)), urgency=20)
    now = datetime.now(UTC)
    digests.ask(
        work.desk,
        digests.Wish(watch_id=watch.id, kind="day", on=now.date()),
        watch.channel,
        key="digest:test",
        now=now,
    )
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10)

    (message,) = work.slack.messages(CHANNEL)
    assert "40 mentions" in message.text_seen()
    assert "40 people wait for an answer" in message.text_seen()
    assert message.text_seen().count("quiet remark") == 5 + 3
    assert message.pings() == frozenset()


def test_a_digest_whose_chart_slack_refuses_still_comes_with_all_it_says(work: Work) -> None:
    """Letters for the chart; the lists and the buttons stay."""
    watch = a_watch(work.store)
    hear(work.store, watch, a_post("the kettle leaks"), urgency=20)
    work.slack.fail("chat.postMessage", Fault(error="invalid_blocks"))
    now = datetime.now(UTC)
    wish = digests.Wish(watch_id=watch.id, kind="day", on=now.date())
    digests.ask(work.desk, wish, watch.channel, key="digest:test", now=now)
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10)

    seen = work.card()
    assert "█" in seen
    assert "the kettle leaks" in seen
    assert "1 person waits for an answer" in seen
    assert "actions" in {block["type"] for block in work.slack.messages(CHANNEL)[0].blocks}


def test_a_digest_of_a_removed_watch_is_not_sent(desk: Desk) -> None:
    """Its row is done with."""
    wish = digests.Wish(watch_id=99, kind="daily", on=START.date())

    assert digests.message(desk, wish.payload()) is None


def test_a_daily_digest_tells_the_day_up_to_its_hour(desk: Desk) -> None:
    """What was published after the hour waits for the next one."""
    watch = early_watch(desk.store, time(9), "UTC")
    nine = datetime(2026, 3, 3, 9, tzinfo=UTC)
    for number, moment in enumerate(
        (nine - timedelta(hours=25), nine - timedelta(hours=24), nine, nine - timedelta(hours=1))
    ):
        post = a_post(f"said {number}", posted_at=moment)
        hearing.take_in(desk.store, TEAM, [Hearing(post=post, watch=watch, score=a_score())], now=nine)
    wish = digests.Wish(watch_id=watch.id, kind="daily", on=nine.date())

    message = digests.message(desk, wish.payload())

    assert message is not None
    assert "At least 2 mentions" in message.text
    assert "said 1" in str(message.blocks)
    assert "said 2" not in str([block for block in message.blocks if "Most urgent" in str(block)])


def test_the_command_prints_what_slack_shows(store: Store) -> None:
    """As text and as JSON, from the same memory."""
    watch = early_watch(store, time(9), "UTC")
    now = datetime(2026, 3, 3, 18, tzinfo=UTC)
    post = a_post("the kettle leaks", posted_at=now - timedelta(hours=2))
    hearing.take_in(store, TEAM, [Hearing(post=post, watch=watch, score=a_score())], now=now)
    url = store.url.render_as_string(hide_password=False)

    text = report.run(url, watch="acme", day="2026-03-03", week="", as_json=False, now=now)
    shape = report.run(url, watch="", day="", week="2026-W10", as_json=True, now=now)

    assert text.startswith("Acme: Tuesday 3 March\nAt least 1 mention")
    assert "the kettle leaks" in text
    assert "Owed an answer, oldest first:" in text
    assert '"mentions": 1,' in shape
    assert '"timezone": "UTC"' in shape
    assert '"blind": true' in shape

"""Thresholds by budget as people live them: the form's back-test, the daily fit, a silent week and its proposal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import budgets, digests
from bot.desk import Desk
from bot.playground import Playground
from storage import hearing, mentions, outbox, thresholds, watches, workspaces
from storage.database import Store
from storage.records import Hearing, Listen, Reason, Watch
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_score, a_watch, desk_for
from tests.bot.test_watch_forms import FILLED, entered, form, kettles, shown

DAY = timedelta(days=1)
NOW = datetime.now(UTC)
BEGAN = NOW - 10 * DAY


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Give a memory on either database."""
    with Store(database_url) as opened:
        workspaces.enter(opened, TEAM)
        yield opened


def old_watch(store: Store, **fields: object) -> Watch:
    """Store a watch that began ten days ago."""
    new = replace(a_watch(store), listens=(Listen(source="hackernews"),))
    watches.remove(store, TEAM, new.id)
    return watches.save(store, TEAM, replace(new, id=0, **fields), now=BEGAN).watch  # type: ignore[arg-type]


def hear_on(store: Store, watch: Watch, days_ago: float, *urgencies: int) -> None:
    """Take in posts of these urgencies, so many days ago."""
    at = NOW - days_ago * DAY
    heard = [
        Hearing(post=a_post(f"said {urgency} of {days_ago}", posted_at=at), watch=watch, score=a_score(urgency))
        for urgency in urgencies
    ]
    hearing.take_in(store, TEAM, heard, now=at)


def busy(store: Store, **fields: object) -> Watch:
    """Store a watch whose fullest day had nine stories from 60, three of them from 70; all are settled."""
    watch = old_watch(store, **fields)
    hear_on(store, watch, 3, 62, 63, 64, 65, 66, 67, 71, 72, 73)
    hear_on(store, watch, 5, 55, 61, 62)
    settled(store)
    return watch


def settled(store: Store) -> None:
    """Forget the cards that tests about other things need not see."""
    with store.transaction():
        for mention in mentions.walk(store, TEAM):
            mentions.close(store, TEAM, mention.id, by="U1", now=NOW)
        while job := outbox.take(store, TEAM, CHANNEL, now=NOW):
            outbox.done(store, job, now=NOW)


def again(store: Store, watch: Watch) -> Watch:
    """Return a watch as it is stored now."""
    found = watches.get(store, TEAM, watch.id)
    assert found is not None
    return found


# -- the form


def test_the_form_shows_what_each_threshold_would_have_alerted(work: Work) -> None:
    """For the days that are known; the number that stands now is among them."""
    busy(work.store, alert_at=64)

    said = form(work, "watch edit Acme").text_seen()

    assert "in the 10 days known" in said
    assert "from 50: about 1 a day, 9 on the fullest day" in said
    assert "from 64: about 5 a week, 7 on the fullest day" in said
    assert "from 90: none" in said


def test_one_click_away_are_the_posts_on_both_sides_of_the_line(work: Work) -> None:
    """And a menu for another line; the form below keeps what was typed."""
    busy(work.store)
    noor = work.slack.person("noor")

    noor.click(form(work, "watch edit Acme"), "which_alerts")
    window = shown(work, "Just above the line")
    noor.click(window, "which_alerts_from", value=f"{kettles_id(work)}:70")
    higher = shown(work, "from urgency 70")

    above, below = window.text_seen().split("Just below")
    assert "said 61 of 5" in above
    assert "said 55 of 5" in below
    assert "11 in all" in above
    above, below = higher.text_seen().split("Just below")
    assert "said 71 of 3" in above
    assert "said 67 of 3" in below


def kettles_id(work: Work) -> int:
    """Return the id of the only watch."""
    return watches.every(work.store, TEAM)[0].id


def test_choosing_at_most_so_many_sets_the_threshold_once(work: Work) -> None:
    """What would have kept to it, and it says so; it is not kept to as time goes on."""
    watch = busy(work.store)

    work.slack.person("noor").submit(form(work, "watch edit Acme"), {"at_most": "5"})
    said = shown(work, "is saved").text_seen()

    assert "From 66 there would have been at most 5 a day" in said
    assert (again(work.store, watch).alert_at, again(work.store, watch).alerts_a_day) == (66, None)
    assert entered(form(work, "watch edit Acme"), "at_most") is None


def test_keeping_to_a_budget_is_fitted_at_once_and_shown_again(work: Work) -> None:
    """The number the team wrote stays the least."""
    watch = busy(work.store)
    noor = work.slack.person("noor")

    noor.submit(form(work, "watch edit Acme"), {"at_most": "5", "keep": ["keep"]})
    said = shown(work, "is saved").text_seen()
    noor.command("/earshot", "watch list", CHANNEL)
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)

    stored = again(work.store, watch)
    assert "fitted again every day" in said
    assert (stored.alert_at, stored.alerts_a_day, stored.alerts_from) == (60, 5, 66)
    assert "from urgency 66 (fitted to at most 5 a day)" in noor.ephemerals()[-1].text_seen()
    assert entered(form(work, "watch edit Acme"), "at_most") == "5"


def test_a_tick_without_a_number_is_told_where_it_stands(work: Work) -> None:
    """Keep to what, it asks."""
    old_watch(work.store)

    sent = work.slack.person("noor").submit(form(work, "watch edit Acme"), {"keep": ["keep"]})

    assert "how many alerts a day" in sent.errors["at_most"]


def test_a_new_query_is_tried_on_what_all_watches_heard(work: Work) -> None:
    """By the listeners' own matcher, as urgent as it was."""
    known = old_watch(work.store)
    hear_on(work.store, known, 2, 75, 76, 40)
    settled(work.store)
    noor = work.slack.person("noor")

    noor.submit(form(work), FILLED | {"query": "said AND 2", "at_most": "1"})
    preview = shown(work, "stored posts")
    noor.submit(preview)
    said = shown(work, "listens now").text_seen()

    assert "from 70: about 1 a day, 2 on the fullest day" in preview.text_seen()
    assert "From 76 there would have been at most 1 a day" in said
    assert kettles(work).alert_at == 76


def test_a_new_watch_that_knows_nothing_keeps_the_number_and_says_so(work: Work) -> None:
    """No invented figures."""
    noor = work.slack.person("noor")

    noor.submit(form(work), FILLED | {"at_most": "3"})
    preview = shown(work, "no stored posts")
    noor.submit(preview)
    said = shown(work, "listens now").text_seen()

    assert "Nothing is known yet" in preview.text_seen()
    assert "It alerts from 60 until more is known" in said
    assert kettles(work).alert_at == 60


# -- day by day


def test_a_watch_is_fitted_once_a_day_and_only_if_asked(slack: Playground, store: Store) -> None:
    """Whatever the tick does; another day may change it."""
    watch, desk = busy(store, alerts_a_day=5), desk_for(slack, store)
    plain = watches.save(store, TEAM, replace(watch, id=0, name="Plain", alerts_a_day=None), now=BEGAN).watch
    budgets.tick(desk, NOW)
    first = again(store, watch).alerts_from
    hear_on(store, watch, 0, *[75] * 9)
    budgets.tick(desk, NOW)
    same = again(store, watch).alerts_from
    budgets.tick(desk, NOW + DAY)

    assert (first, same, again(store, watch).alerts_from) == (66, 66, 76)
    assert again(store, plain).alerts_from == 60


def test_no_budget_holds_back_what_is_critical(slack: Playground, store: Store) -> None:
    """However much of it there is."""
    watch, desk = old_watch(store, alerts_a_day=1), desk_for(slack, store)
    hear_on(store, watch, 2, 90, 91, 92)
    budgets.tick(desk, NOW)

    assert again(store, watch).alerts_from == 80


def test_the_digest_says_when_a_threshold_has_moved_by_more_than_five(slack: Playground, store: Store) -> None:
    """Once, from what people were told last."""
    watch, desk = busy(store, alerts_a_day=5), desk_for(slack, store)
    hour = NOW.replace(hour=9, minute=30)
    budgets.tick(desk, NOW)

    def told(moment: datetime) -> str:
        digests.tick(desk, moment)
        job = outbox.take(store, TEAM, CHANNEL, now=moment + DAY)
        assert job is not None
        outbox.done(store, job, now=moment + DAY)
        message = digests.message(desk, job.payload)
        assert message is not None
        return message.text

    first, second = told(hour), told(hour + DAY)
    thresholds.fit(store, TEAM, watch.id, 70, now=NOW)
    little = told(hour + 2 * DAY)

    assert "It alerts from urgency 66 now, no longer 60, to keep to 5 alerts a day." in first
    assert "It alerts from" not in second + little


# -- in silence


def silent(store: Store, **fields: object) -> Watch:
    """Store a watch that has been silent for ten of its seven days."""
    watch = old_watch(store, silent_days=7, **fields)
    hear_on(store, watch, 3, 62, 63, 64, 65, 66, 67, 71, 72, 73)
    return watch


def danger(store: Store, watch: Watch) -> None:
    """Hear of somebody who is hurt."""
    score = replace(a_score(85), reasons=(Reason(factor="Safety or health", points=85),))
    hearing.take_in(store, TEAM, [Hearing(post=a_post("it burned me"), watch=watch, score=score)], now=NOW)


def test_a_new_watch_can_be_silent_and_says_until_when(work: Work) -> None:
    """By a choice of the form; nothing but what cannot wait alerts."""
    noor = work.slack.person("noor")
    noor.submit(form(work), FILLED | {"silent": "7"})
    noor.submit(shown(work, "stored posts"))
    said = shown(work, "listens now").text_seen()
    watch = kettles(work)
    hear_on(work.store, watch, 0, 95, 70)
    danger(work.store, watch)
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10)

    assert "silently for 7 days" in said
    assert (watch.silent_days, watch.silent_since is not None) == (7, True)
    assert "it burned me" in work.card()
    assert len(work.slack.messages(CHANNEL)) == 1
    assert entered(form(work, "watch edit Kettles"), "silent") == "7"


def test_after_its_silence_a_watch_proposes_once_and_a_click_decides(work: Work) -> None:
    """The table of what it heard, and buttons that know what they mean; a second click changes nothing."""
    watch = silent(work.store)
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    for _ in range(3):
        budgets.tick(work.desk, work.desk.clock())
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10)
    (proposal,) = work.slack.messages(CHANNEL)
    noor.click(proposal, "alert_from_few")
    work.slack.wait_until(lambda: "chosen by" in work.card(), timeout=10)
    jonas.click(proposal, "alert_from_more", stale=True)
    work.slack.wait_until(lambda: bool(jonas.ephemerals()), timeout=10)
    hear_on(work.store, again(work.store, watch), 0, 68)

    assert "has listened silently for 7 days. From what urgency should it alert?" in proposal.text_seen()
    assert "Alert from 66: about 3 a week (fullest day: 5)" in proposal.text_seen()
    assert "alerts from urgency 66, chosen by" in work.card()
    assert "That was decided before" in jonas.ephemerals()[-1].text_seen()
    assert "alert_at = 66" in noor.ephemerals()[-1].text_seen()
    stored = again(work.store, watch)
    assert (stored.alert_at, stored.silent_since) == (66, None)
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 2, timeout=10)


def test_a_watch_may_stay_silent_and_be_woken_days_later(work: Work) -> None:
    """The message says who wished it, and keeps its buttons."""
    watch = silent(work.store)
    noor = work.slack.person("noor")
    budgets.tick(work.desk, work.desk.clock())
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10)
    noor.click(work.slack.messages(CHANNEL)[0], "stay_silent")
    work.slack.wait_until(lambda: "stays silent" in work.card(), timeout=10)
    budgets.tick(work.desk, work.desk.clock() + 9 * DAY)
    still = again(work.store, watch).silent_since
    noor.click(work.slack.messages(CHANNEL)[0], "alert_from_few")
    work.slack.wait_until(lambda: "chosen by" in work.card(), timeout=10)

    assert still is not None
    assert again(work.store, watch).silent_since is None
    assert len(work.slack.messages(CHANNEL)) == 1


def test_a_silence_is_not_proposed_before_its_time_nor_for_a_watch_that_is_gone(desk: Desk) -> None:
    """Seven days are seven days."""
    watch = old_watch(desk.store, silent_days=30)
    budgets.tick(desk, NOW)
    early = outbox.has(desk.store, TEAM, budgets.key_of(watch))
    budgets.tick(desk, BEGAN + 30 * DAY)

    assert not early
    assert outbox.has(desk.store, TEAM, budgets.key_of(watch))
    watches.remove(desk.store, TEAM, watch.id)
    assert budgets.proposal(desk, {"watch": watch.id}) is None


def test_the_form_ends_a_silence_and_does_not_begin_an_old_one_again(work: Work) -> None:
    """To alert at once means it; a watch that alerts keeps the choice out of the way."""
    watch = silent(work.store)
    noor = work.slack.person("noor")
    noor.submit(form(work, "watch edit Acme"), {"silent": "0"})
    shown(work, "is saved")
    ended = again(work.store, watch)
    later = form(work, "watch edit Acme")
    noor.submit(later, {"alert_at": "70"})
    shown(work, "is saved")

    assert ended.silent_since is None
    assert [block for block in later.blocks if block.get("block_id") == "silent"] == []
    assert again(work.store, watch).silent_since is None

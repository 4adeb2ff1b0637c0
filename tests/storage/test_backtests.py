"""What a watch would have alerted: stories counted once, ours never, day by day; on both databases."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage import backtests, claims, feedback, mentions, watches
from storage.database import Store
from storage.records import Dismissal, Hearing, Verdict, Watch
from tests.storage.made import NOW, TEAM, a_post, a_watch, everything, hear, judged

DAY = timedelta(days=1)
EDGES = tuple(NOW - n * DAY for n in (3, 2, 1, 0))


def hear_at(store: Store, at: datetime, *hearings: Hearing) -> None:
    """Take in at a moment."""
    hear(store, *hearings, now=at)


def counted(store: Store, watch: Watch, edges: Sequence[datetime] = EDGES) -> list[dict[int, int]]:
    """Count the three days."""
    return [dict(day) for day in backtests.count(store, TEAM, watch.id, edges)]


def test_stories_are_counted_by_day_and_urgency(store: Store) -> None:
    """At the moment they were heard, whatever became of them; our own never."""
    watch = a_watch(store)
    hear_at(store, EDGES[0] - timedelta(seconds=1), judged(a_post("0"), watch))
    hear_at(store, EDGES[0], judged(a_post("1"), watch), judged(a_post("2"), watch, urgency=12))
    hear_at(
        store, EDGES[2], judged(a_post("3"), watch), judged(a_post("4"), watch), judged(a_post("5"), watch, ours=True)
    )
    mentions.dismiss(store, TEAM, everything(store)["3 Acme"].id, Dismissal.SPAM, by="U1", now=NOW)

    assert counted(store, watch) == [{70: 1, 12: 1}, {}, {70: 2}]


def test_a_bundle_is_one_story_as_urgent_as_its_most_urgent_post(store: Store) -> None:
    """At the moment its first post was heard; a copy of what is ours is ours."""
    watch = a_watch(store)
    hear_at(store, EDGES[0], judged(a_post("1"), watch, urgency=40, keys=("k",)))
    hear_at(store, EDGES[1], judged(a_post("2"), watch, urgency=75, keys=("k",)))
    hear_at(store, EDGES[2], judged(a_post("3"), watch, urgency=20, keys=("k",)))
    hear_at(store, EDGES[0], judged(a_post("own"), watch, urgency=90, keys=("o",), ours=True))
    hear_at(store, EDGES[1], judged(a_post("repost"), watch, urgency=90, keys=("o",)))

    assert counted(store, watch) == [{75: 1}, {}, {}]
    assert counted(store, watch, EDGES[1:]) == [{}, {}]


def test_what_another_watch_heard_first_is_this_watchs_story_too(store: Store) -> None:
    """Each watch alerts its own channel, by its own urgency, once."""
    first, second = a_watch(store), a_watch(store, "Rivals", channel="#rivals")
    hear_at(store, EDGES[0], judged(a_post("1"), first, keys=("k",)))
    hear_at(store, EDGES[1], judged(a_post("1"), second, urgency=50, keys=("k",)))
    hear_at(store, EDGES[2], judged(a_post("2"), second, urgency=55, keys=("k",)))

    assert counted(store, second) == [{}, {55: 1}, {}]
    assert counted(store, first) == [{70: 1}, {}, {}]


def test_what_was_there_before_counts_on_the_day_it_was_published(store: Store) -> None:
    """So that a watch can be tuned on its first day; telling it again later does not alert."""
    watch = a_watch(store)
    old = [judged(a_post(str(n), at=NOW - n * DAY), watch, keys=(str(n),), is_backlog=True) for n in (1, 2, 9)]
    hear_at(store, NOW - timedelta(hours=2), *old)
    hear_at(store, NOW - timedelta(hours=1), judged(a_post("again"), watch, keys=("9",)))

    assert counted(store, watch) == [{}, {70: 1}, {70: 1}]


def test_a_watch_knows_since_it_began_or_as_far_back_as_all_its_places_told(store: Store) -> None:
    """The place that told least decides."""
    watch = a_watch(store)
    began = backtests.known_since(store, TEAM, watch.id)
    hear_at(store, NOW, *(judged(a_post(str(n), at=NOW - n * DAY), watch, is_backlog=True) for n in (1, 5)))
    one_place = backtests.known_since(store, TEAM, watch.id)
    other = a_post("b", at=NOW - 2 * DAY)
    hear_at(
        store,
        NOW,
        judged(type(other)(source="other", external_id="b", posted_at=NOW - 2 * DAY), watch, is_backlog=True),
    )

    assert (began, one_place) == (NOW, NOW - 5 * DAY)
    assert backtests.known_since(store, TEAM, watch.id) == NOW - 2 * DAY
    assert backtests.known_since(store, TEAM, 99) is None


def test_the_nearest_stories_on_both_sides_of_the_line_are_found(store: Store) -> None:
    """Each once, by its lead; a story with one post above the line is above it."""
    watch = a_watch(store)
    urgencies = {"a": 59, "b": 60, "c": 61, "d": 30, "e": 95}
    hear_at(store, EDGES[1], *(judged(a_post(name), watch, urgency=each) for name, each in urgencies.items()))
    hear_at(store, EDGES[1], judged(a_post("low"), watch, urgency=58, keys=("k",)))
    hear_at(store, EDGES[2], judged(a_post("high"), watch, urgency=62, keys=("k",)))
    above, below = backtests.nearest(store, TEAM, watch.id, at=60, since=EDGES[0], limit=3)

    assert [mention.post.external_id for mention in above] == ["b", "c", "low"]
    assert [mention.post.external_id for mention in below] == ["a", "d"]


def test_what_people_made_of_stories_is_read_from_their_states(store: Store) -> None:
    """Claimed, answered or called urgent mattered; "not us" and spam did not; "no answer needed" says neither."""
    watch = a_watch(store)
    hear_at(store, NOW, *(judged(a_post(name, at=NOW - n * DAY), watch) for n, name in enumerate("abcdefg")))
    ids = {mention.post.external_id: mention.id for mention in everything(store).values()}
    for name, why in (("a", Dismissal.NOT_US), ("b", Dismissal.SPAM), ("c", Dismissal.NO_ANSWER)):
        mentions.dismiss(store, TEAM, ids[name], why, by="U1", now=NOW)
    claims.take(store, TEAM, ids["d"], by="U1", now=NOW)
    for name, verdict in (("e", Verdict.URGENT), ("f", Verdict.NOT_ABOUT_US), ("d", Verdict.SPAM)):
        feedback.say(store, TEAM, ids[name], verdict, by="U1", via="why", now=NOW)
    every = backtests.recent(store, TEAM, since=NOW - 9 * DAY, limit=9)
    decided = backtests.recent(store, TEAM, since=NOW - 9 * DAY, limit=9, watch_id=watch.id, judged=True)

    assert [(story.post.external_id, story.mattered) for story in every] == [
        *(("a", False), ("b", False), ("c", None), ("d", True), ("e", True), ("f", False), ("g", None)),
    ]
    assert [story.post.external_id for story in decided] == ["a", "b", "d", "e", "f"]
    assert backtests.recent(store, TEAM, since=NOW - 9 * DAY, limit=9, watch_id=watch.id + 1) == ()


def test_a_watch_that_is_gone_has_no_past(store: Store) -> None:
    """Asking is no error."""
    watch = a_watch(store)
    watches.remove(store, TEAM, watch.id)

    assert counted(store, watch) == [{}, {}, {}]

"""What happens once: keys seen, timers fired, openings told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from storage import cursors, seen, timers, watches, workspaces
from storage.cursors import Step
from storage.database import Store
from storage.records import Backlog, Cursor
from tests.storage.made import MINUTE, NOW, TEAM, a_watch


def test_a_click_delivered_twice_acts_once(store: Store) -> None:
    """Slack delivers more than once; another workspace's key is another key."""
    workspaces.enter(store, "T2")

    assert [seen.first(store, TEAM, "E1", now=NOW), seen.first(store, TEAM, "E1", now=NOW)] == [True, False]
    assert seen.first(store, "T2", "E1", now=NOW)


def test_a_click_delivered_to_many_threads_at_once_acts_once(store: Store) -> None:
    """The unique key decides."""
    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(lambda _: seen.first(store, TEAM, "E1", now=NOW), range(8)))

    assert first.count(True) == 1


def test_keys_are_kept_for_a_day(store: Store) -> None:
    """A replay within a day finds its key, later the table is swept."""
    seen.first(store, TEAM, "E1", now=NOW)

    assert seen.forget_old(store, now=NOW + timedelta(hours=24)) == 0
    assert not seen.first(store, TEAM, "E1", now=NOW + timedelta(hours=23))
    assert seen.forget_old(store, now=NOW + timedelta(hours=25)) == 1


def test_a_timer_fires_once_however_late(store: Store) -> None:
    """We were down for two days."""
    timers.start(store, TEAM, "late:1", kind="late", due_at=NOW)
    early = timers.fire(store, TEAM, now=NOW - MINUTE)
    (fired,) = timers.fire(store, TEAM, now=NOW + timedelta(days=2))

    assert early == ()
    assert (fired.key, fired.kind, fired.due_at) == ("late:1", "late", NOW)
    assert timers.fire(store, TEAM, now=NOW + timedelta(days=3)) == ()


def test_a_timer_that_is_fired_by_many_fires_once(store: Store) -> None:
    """Two programs tick at once."""
    for number in range(20):
        timers.start(store, TEAM, str(number), kind="late", due_at=NOW)
    with ThreadPoolExecutor(4) as pool:
        fired = [one.key for some in pool.map(lambda _: timers.fire(store, TEAM, now=NOW), range(4)) for one in some]

    assert sorted(fired, key=int) == [str(number) for number in range(20)]


def test_a_timer_moved_or_taken_back_obeys(store: Store) -> None:
    """The key names it; one that fired before is set anew."""
    timers.start(store, TEAM, "a", kind="late", due_at=NOW)
    timers.start(store, TEAM, "a", kind="late", due_at=NOW + 2 * MINUTE)
    timers.start(store, TEAM, "b", kind="late", due_at=NOW)
    timers.stop(store, TEAM, "b")

    assert timers.fire(store, TEAM, now=NOW + MINUTE) == ()
    assert [timer.key for timer in timers.fire(store, TEAM, now=NOW + 2 * MINUTE)] == ["a"]
    timers.start(store, TEAM, "a", kind="late", due_at=NOW + 3 * MINUTE)
    assert [timer.key for timer in timers.fire(store, TEAM, now=NOW + 3 * MINUTE)] == ["a"]


def test_the_opening_of_a_watch_is_told_once(store: Store) -> None:
    """One opening card, whoever comes first, and not before each of its listeners was asked."""
    watch, silent = a_watch(store), a_watch(store, "silent")
    watches.save(store, TEAM, replace(silent, backlog=Backlog.SILENT), now=NOW)
    both = [watch.id, silent.id]
    early = watches.open_once(store, both, now=NOW)
    cursors.move(
        store, [Step(listener=one, cursor=Cursor(), at=NOW, next_due=NOW) for one in cursors.every(store, TEAM)]
    )

    assert early == ()
    assert [watches.open_once(store, both, now=NOW) for _ in range(2)] == [(watch.id,), ()]

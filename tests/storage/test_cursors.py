"""How far each listener has heard, and how well."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from storage import cursors, watches
from storage.database import Store
from storage.records import Cursor, Gap, Listener
from tests.storage.made import MINUTE, NOW, TEAM, a_watch

CURSOR = Cursor(
    since=NOW, validators={"https://example.com": {"etag": '"1"'}}, gaps=(Gap(ask="{}", until=NOW - MINUTE),)
)


def the_listener(store: Store) -> Listener:
    """Return the only listener."""
    (listener,) = cursors.every(store, TEAM)
    return listener


def test_a_new_listener_is_due_at_once(store: Store) -> None:
    """And has never been asked."""
    watch = a_watch(store)

    assert [listener.watch_id for listener in cursors.due(store, now=NOW)] == [watch.id]
    assert cursors.next_due(store) == NOW
    assert [listener.last_tried for listener in cursors.every(store, TEAM)] == [None]


def test_what_tells_by_itself_is_listened_to_and_never_due(store: Store) -> None:
    """As long as its watch is not paused, due or not."""
    watch = a_watch(store)
    source = the_listener(store).source
    cursors.heard(store, the_listener(store), CURSOR, now=NOW, next_due=NOW + MINUTE)
    later = NOW + 2 * MINUTE

    assert cursors.due(store, now=later, besides=["elsewhere"]) == (the_listener(store),)
    assert cursors.due(store, now=later, besides=["elsewhere", source]) == ()
    assert cursors.listening(store, [source, "elsewhere"]) == (the_listener(store),)
    assert cursors.listening(store, ["elsewhere"]) == cursors.listening(store, []) == ()
    watches.pause(store, TEAM, watch.id, paused=True)
    assert cursors.listening(store, [source]) == ()


def test_a_good_ask_moves_the_cursor_and_clears_the_fault(store: Store) -> None:
    """What was blind is healthy again, and the outage has its end."""
    a_watch(store)
    cursors.failed(store, the_listener(store), "no route", now=NOW, next_due=NOW + MINUTE)
    blind = the_listener(store)
    later = NOW + 5 * MINUTE
    cursors.heard(store, blind, CURSOR, now=later, next_due=later + MINUTE)
    well = the_listener(store)

    assert (blind.failures, blind.last_error, blind.blind_since) == (1, "no route", NOW)
    assert (well.cursor, well.failures, well.last_error, well.blind_since) == (CURSOR, 0, "", None)
    assert well.last_success == later
    (outage,) = cursors.outages(store, TEAM, since=NOW - MINUTE, until=later + MINUTE)
    assert (outage.since, outage.until, outage.error) == (NOW, later, "no route")


def test_failing_again_and_again_is_one_outage_since_the_first(store: Store) -> None:
    """The cursor stays where it was."""
    a_watch(store)
    cursors.heard(store, the_listener(store), CURSOR, now=NOW, next_due=NOW)
    for number in (1, 2, 3):
        moment = NOW + number * MINUTE
        failure = cursors.failed(store, the_listener(store), f"fault {number}", now=moment, next_due=moment)

    assert (failure.failures, failure.blind_since) == (3, NOW + MINUTE)
    assert the_listener(store).cursor == CURSOR
    (outage,) = cursors.outages(store, TEAM, since=NOW, until=NOW + timedelta(hours=1))
    assert (outage.since, outage.until, outage.error) == (NOW + MINUTE, None, "fault 3")


def test_an_outage_is_told_only_for_the_days_it_touches(store: Store) -> None:
    """The digest's coverage line."""
    a_watch(store)
    cursors.failed(store, the_listener(store), "x", now=NOW, next_due=NOW)
    cursors.heard(store, the_listener(store), CURSOR, now=NOW + MINUTE, next_due=NOW)

    assert cursors.outages(store, TEAM, since=NOW + MINUTE, until=NOW + 2 * MINUTE) == ()
    assert cursors.outages(store, TEAM, since=NOW - MINUTE, until=NOW) == ()
    assert len(cursors.outages(store, TEAM, since=NOW - MINUTE, until=NOW + MINUTE)) == 1


def test_a_failure_of_a_listener_removed_meanwhile_is_no_trouble(store: Store) -> None:
    """Somebody removed the watch while it was asked."""
    watch = a_watch(store)
    gone = the_listener(store)
    watches.remove(store, TEAM, watch.id)
    cursors.failed(store, gone, "x", now=NOW, next_due=NOW)
    cursors.heard(store, gone, CURSOR, now=NOW, next_due=NOW)

    assert cursors.every(store, TEAM) == ()


def test_the_listeners_of_a_paused_watch_rest(store: Store) -> None:
    """And resume where they were."""
    watch = a_watch(store)
    watches.pause(store, TEAM, watch.id, paused=True)
    resting = cursors.due(store, now=NOW), cursors.next_due(store)
    watches.pause(store, TEAM, watch.id, paused=False)

    assert resting == ((), None)
    assert len(cursors.due(store, now=NOW)) == 1


def test_a_due_time_from_a_wrong_clock_cannot_silence_a_listener(store: Store) -> None:
    """A machine that woke up in 2038 and was set right asks at once."""
    a_watch(store)
    cursors.heard(store, the_listener(store), CURSOR, now=NOW, next_due=NOW + timedelta(days=4000))
    wrong = cursors.due(store, now=NOW)
    cursors.heard(store, the_listener(store), CURSOR, now=NOW, next_due=NOW + cursors.LONGEST_BACKOFF)

    assert len(wrong) == 1
    assert cursors.due(store, now=NOW) == ()


def test_where_a_feed_went_for_good_is_asked_from_then_on(store: Store) -> None:
    """A permanent move is stored, its cursor kept."""
    a_watch(store)
    cursors.heard(store, the_listener(store), CURSOR, now=NOW, next_due=NOW)
    cursors.moved(store, the_listener(store), {"url": "https://new.example"})

    assert the_listener(store).settings == {"url": "https://new.example"}
    assert the_listener(store).cursor == CURSOR


def test_any_cursor_comes_back_as_it_was() -> None:
    """Stored as JSON, read as a record."""
    stored = json.loads(json.dumps(cursors.cursor_to_json(CURSOR)))

    assert cursors.cursor_from_json(stored) == CURSOR
    assert cursors.cursor_from_json({}) == Cursor()


@pytest.mark.parametrize(
    "broken",
    [{"since": "yesterday"}, {"gaps": 7}, {"gaps": [{"ask": "x"}]}, {"validators": [1]}, {"validators": {"a": 3}}],
)
def test_a_broken_cursor_counts_as_never_heard(broken: dict[str, object]) -> None:
    """Hearing again loses nothing; stopping would."""
    assert cursors.cursor_from_json(broken) == Cursor()


@given(
    st.dictionaries(
        st.sampled_from(["since", "validators", "gaps"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text("0-T:Z", max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ask", "until", "x"]), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    )
)
def test_no_stored_cursor_can_stop_a_listener(stored: dict[str, object]) -> None:
    """Whatever stands in the column, a cursor comes out."""
    assert isinstance(cursors.cursor_from_json(stored), Cursor)

"""What can wait sleeps until a moment, and comes back by itself."""

from datetime import timedelta

from storage import claims, history, mentions, replies, sending, snoozing, timers
from storage.database import Store
from storage.records import State
from tests.storage.made import MINUTE, NOW, TEAM, a_mention

TOMORROW = NOW + timedelta(days=1)


def test_what_sleeps_is_nobodys_and_comes_back_when_its_time_has_come(store: Store) -> None:
    """Whoever had it gives it back; the timer and the memory agree when it wakes."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    slept = snoozing.snooze(store, TEAM, one, until=TOMORROW, by="U1", now=NOW)
    early = snoozing.wake(store, TEAM, one, now=TOMORROW - MINUTE)
    due = timers.fire(store, TEAM, now=TOMORROW)
    woke = snoozing.wake(store, TEAM, one, now=TOMORROW)

    assert slept is not None
    assert (slept.mention.state, slept.mention.owner) == (State.SNOOZED, "")
    assert (slept.mention.snoozed_until, slept.mention.snoozed_by) == (TOMORROW, "U1")
    assert early is not None
    assert not early.moved
    assert [(timer.kind, timer.mention_id) for timer in due] == [("wake", one)]
    assert woke is not None
    assert (woke.moved, woke.mention.state, woke.mention.snoozed_until) == (True, State.ALERTED, None)
    assert [(line.by, line.what, line.detail) for line in history.of(store, one)][1:] == [
        ("U1", "snoozed", TOMORROW.isoformat()),
        ("earshot", "woke", ""),
    ]


def test_claiming_what_sleeps_wakes_it(store: Store) -> None:
    """Nobody has to wait for a moment somebody else chose."""
    one = a_mention(store)
    snoozing.snooze(store, TEAM, one, until=TOMORROW, by="U1", now=NOW)
    taken = claims.take(store, TEAM, one, by="U2", now=NOW + MINUTE)
    late = snoozing.wake(store, TEAM, one, now=TOMORROW)

    assert taken is not None
    assert (taken.moved, taken.mention.state, taken.mention.snoozed_until) == (True, State.CLAIMED, None)
    assert late is not None
    assert not late.moved
    assert "wake" not in {timer.kind for timer in timers.fire(store, TEAM, now=TOMORROW)}


def test_a_person_wakes_it_before_its_time(store: Store) -> None:
    """The way back, for anybody."""
    one = a_mention(store)
    snoozing.snooze(store, TEAM, one, until=TOMORROW, by="U1", now=NOW)
    woke = snoozing.wake(store, TEAM, one, by="U2", early=True, now=NOW + MINUTE)
    again = snoozing.wake(store, TEAM, one, by="U2", early=True, now=NOW + MINUTE)

    assert woke is not None
    assert again is not None
    assert (woke.moved, again.moved) == (True, False)
    assert timers.fire(store, TEAM, now=TOMORROW) == ()


def test_what_somebody_else_has_or_is_leaving_does_not_sleep(store: Store) -> None:
    """One owner; and an answer that leaves is no matter for tomorrow."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    other = snoozing.snooze(store, TEAM, one, until=TOMORROW, by="U2", now=NOW)
    replies.save(store, TEAM, one, "We are on it", base=0, by="U1", now=NOW)
    sending.approve(store, TEAM, one, version=1, by="U1", now=NOW)
    leaving = snoozing.snooze(store, TEAM, one, until=TOMORROW, by="U1", now=NOW)

    assert other is not None
    assert leaving is not None
    assert (other.moved, leaving.moved) == (False, False)
    assert leaving.mention.owner == "U1"
    assert snoozing.snooze(store, TEAM, 999, until=TOMORROW, by="U1", now=NOW) is None
    assert mentions.get(store, TEAM, one) is not None


def test_a_person_who_writes_again_wakes_what_sleeps(store: Store) -> None:
    """Whoever wants us does not wait for a moment somebody chose before."""
    one = a_mention(store)
    snoozing.snooze(store, TEAM, one, until=TOMORROW, by="U1", now=NOW)
    woken = mentions.speak_again(store, TEAM, one, now=NOW + MINUTE)
    found = mentions.get(store, TEAM, one)

    assert woken
    assert found is not None
    assert (found.state, found.snoozed_until) == (State.ALERTED, None)
    assert timers.fire(store, TEAM, now=TOMORROW) == ()

"""A claim lasts as long as its watch says, and longer while somebody writes; then it is back in the queue."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import update

from storage import claims, history, leases, mentions, replies, sending, tables, timers, watches, workspaces
from storage.database import Store
from storage.records import Dismissal, ReplyState, State
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, a_watch, everything, hear, judged

HOUR = timedelta(hours=1)
END = NOW + 2 * HOUR


def fired(store: Store, now: datetime) -> dict[str, int | None]:
    """Return what is due by its kind; the promise to answer in time is another matter."""
    return {timer.kind: timer.mention_id for timer in timers.fire(store, TEAM, now=now) if timer.kind != "late"}


def lasts(store: Store, one: int) -> datetime | None:
    """Return until when somebody has it."""
    found = mentions.get(store, TEAM, one)
    assert found is not None
    return found.lease_until


def test_a_claim_says_until_when_it_lasts_and_reminds_before(store: Store) -> None:
    """Two hours unless the watch says otherwise; the nudge comes a quarter of an hour before, each once."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)

    assert lasts(store, one) == END
    assert fired(store, END - 16 * MINUTE) == {}
    assert fired(store, END - 15 * MINUTE) == {"nudge": one}
    assert fired(store, END) == {"lease": one}
    assert fired(store, END + HOUR) == {}


def test_a_watch_has_its_own_lease_and_a_short_one_reminds_in_its_last_quarter(store: Store) -> None:
    """A quarter of an hour before the end of ten minutes would be before the claim."""
    watch = watches.save(store, TEAM, replace(a_watch(store), lease=20 * MINUTE), now=NOW).watch
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)

    assert watch.lease == 20 * MINUTE
    assert lasts(store, one) == NOW + 20 * MINUTE
    assert fired(store, NOW + 14 * MINUTE) == {}
    assert fired(store, NOW + 15 * MINUTE) == {"nudge": one}


def test_what_lapsed_is_in_the_queue_with_a_line_of_history(store: Store) -> None:
    """Claimed and forgotten is the worst of all: somebody else can have it."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)

    assert claims.lapse(store, TEAM, one, now=END - MINUTE) == ""
    assert claims.lapse(store, TEAM, one, now=END) == "U1"
    assert claims.lapse(store, TEAM, one, now=END) == ""
    found = mentions.get(store, TEAM, one)
    assert found is not None
    assert (found.state, found.owner, found.lease_until) == (State.ALERTED, "", None)
    assert [(line.by, line.what, line.detail) for line in history.of(store, one)][-1] == ("earshot", "lapsed", "U1")
    assert fired(store, END + HOUR) == {}


def test_writing_makes_a_claim_last_longer_and_never_shorter(store: Store) -> None:
    """Saving a draft counts anew; so does opening its window, which asks for the same."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    replies.save(store, TEAM, one, "We are", base=0, by="U1", now=NOW + HOUR)

    assert lasts(store, one) == END + HOUR
    assert leases.extend(store, TEAM, one, now=NOW) == END + HOUR
    assert leases.extend(store, TEAM, one, now=NOW + 2 * HOUR) == END + 2 * HOUR
    assert claims.lapse(store, TEAM, one, now=END + HOUR) == ""
    assert fired(store, END + HOUR) == {}
    assert fired(store, END + 2 * HOUR) == {"nudge": one, "lease": one}


def test_what_nobody_has_or_is_not_there_is_not_lent(store: Store) -> None:
    """A window may be opened by anybody, on anything."""
    one = a_mention(store)
    workspaces.enter(store, "T2")

    assert leases.extend(store, TEAM, one, now=NOW) is None
    assert leases.extend(store, TEAM, 999, now=NOW) is None
    assert leases.extend(store, "T2", one, now=NOW) is None
    assert fired(store, END + HOUR) == {}


def release(store: Store, one: int) -> None:
    """Give it back."""
    claims.release(store, TEAM, one, by="U1", now=NOW)


def answer(store: Store, one: int) -> None:
    """Answer it."""
    mentions.answered(store, TEAM, one, "https://example.com/1", by="U1", now=NOW)


def dismiss(store: Store, one: int) -> None:
    """Set it aside."""
    mentions.dismiss(store, TEAM, one, Dismissal.NO_ANSWER, by="U1", now=NOW)


@pytest.mark.parametrize("ends", [release, answer, dismiss])
def test_what_ends_a_claim_ends_its_time(store: Store, ends: Callable[[Store, int], None]) -> None:
    """No nudge about what is settled."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    ends(store, one)

    assert lasts(store, one) is None
    assert fired(store, END + HOUR) == {}


@pytest.mark.parametrize("state", [ReplyState.PROPOSED, ReplyState.APPROVED, ReplyState.SENDING, ReplyState.UNCERTAIN])
def test_a_claim_lasts_while_its_answer_is_under_way(store: Store, state: ReplyState) -> None:
    """Nobody takes over what is leaving at this moment, or waits for somebody else's yes."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    replies.save(store, TEAM, one, "We are on it", base=0, by="U1", now=NOW)
    sending.approve(store, TEAM, one, version=1, by="U1", now=NOW)
    with store.transaction() as connection:
        connection.execute(update(tables.replies).values(state=state.value))

    assert claims.lapse(store, TEAM, one, now=END) == ""
    assert lasts(store, one) == END + 2 * HOUR
    assert fired(store, END + 2 * HOUR) == {"nudge": one, "lease": one}


def test_a_claim_taken_again_at_the_last_moment_does_not_lapse(store: Store) -> None:
    """Whoever has it since has it for the whole time."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    claims.release(store, TEAM, one, by="U1", now=END - MINUTE)
    claims.take(store, TEAM, one, by="U2", now=END - MINUTE)

    assert claims.lapse(store, TEAM, one, now=END) == ""
    assert lasts(store, one) == END - MINUTE + 2 * HOUR


def test_the_next_is_the_oldest_of_the_most_urgent_that_nobody_has(store: Store) -> None:
    """Critical before high, and of one level who has waited longest."""
    watch = a_watch(store)
    old, young = a_post("old", at=NOW - HOUR), a_post("young", at=NOW)
    older_but_low = a_post("low", at=NOW - 9 * HOUR)
    hear(
        store,
        judged(young, watch, urgency=78),
        judged(old, watch, urgency=61),
        judged(a_post("top"), watch, urgency=90),
    )
    hear(store, judged(older_but_low, watch, urgency=20))
    known = everything(store)
    mentions.alerted(store, TEAM, [mention.id for mention in known.values()], now=NOW)
    taken = [claims.take_next(store, TEAM, by="U1", now=NOW) for _ in range(5)]

    assert [moved.mention.post.external_id for moved in taken if moved] == ["top", "old", "young", "low"]
    assert taken[-1] is None


def test_eight_people_who_ask_for_the_next_at_once_get_eight_different_ones(store: Store) -> None:
    """Whoever is slower gets the one after."""
    watch = a_watch(store)
    hear(store, *(judged(a_post(str(n)), watch) for n in range(40)))
    mentions.alerted(store, TEAM, [mention.id for mention in mentions.walk(store, TEAM)], now=NOW)
    start = Barrier(8)

    def ask(user: str) -> list[int]:
        start.wait()
        asked = [claims.take_next(store, TEAM, by=user, now=NOW) for _ in range(5)]
        return [moved.mention.id for moved in asked if moved]

    with ThreadPoolExecutor(8) as people:
        got = Counter(one for each in people.map(ask, "ABCDEFGH") for one in each)

    assert len(got) == 40
    assert set(got.values()) == {1}

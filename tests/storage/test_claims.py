"""One post, one owner: claims, and every other move, settled by the database."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from storage import claims, history, mentions, replies, timers, workspaces
from storage.database import Store
from storage.records import Dismissal, State
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, a_watch, everything, hear, judged

RACER = """
import sys
from datetime import datetime
from storage import claims
from storage.database import Store
url, user, now, ids = sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3]), sys.argv[4].split(",")
with Store(url) as store:
    print(sum(claims.take(store, "T1", int(one), by=user, now=now).moved for one in ids))
"""


def many(store: Store, number: int) -> list[int]:
    """Hear many posts below the threshold."""
    watch = a_watch(store)
    hear(store, *(judged(a_post(str(n)), watch, urgency=10) for n in range(number)))
    return [mention.id for mention in mentions.walk(store, TEAM)]


def test_eight_people_claiming_500_mentions_at_once_make_one_owner_each(store: Store) -> None:
    """The promise people rely on; everybody else is told who has it."""
    ids = many(store, 500)
    start = Barrier(8)

    def claim_all(user: str) -> dict[int, tuple[bool, str]]:
        start.wait()
        took = {one: claims.take(store, TEAM, one, by=user, now=NOW) for one in ids}
        return {one: (moved.moved, moved.mention.owner) for one, moved in took.items() if moved}

    with ThreadPoolExecutor(8) as people:
        results = dict(zip("ABCDEFGH", people.map(claim_all, "ABCDEFGH"), strict=True))
    owners = {mention.id: mention.owner for mention in mentions.walk(store, TEAM)}
    winners = Counter(one for result in results.values() for one, (moved, _) in result.items() if moved)

    assert winners == Counter(ids)
    assert all(told == owners[one] for result in results.values() for one, (_, told) in result.items())
    assert all(results[owners[one]][one][0] for one in ids)
    assert all(len(history.of(store, one)) == 1 for one in ids[::50])


def test_processes_claiming_at_once_make_one_owner_each(sqlite_url: str) -> None:
    """Between processes the file's own lock decides."""
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        ids = many(store, 200)
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, sqlite_url, user, NOW.isoformat(), ",".join(map(str, ids))],
            stdout=subprocess.PIPE,
            text=True,
        )
        for user in ("U1", "U2", "U3")
    ]
    wins = [int(racer.communicate(timeout=60)[0]) for racer in racers]

    assert sum(wins) == len(ids)


def test_who_comes_second_is_told_who_has_it(store: Store) -> None:
    """Not an error: an answer."""
    one = a_mention(store)
    first = claims.take(store, TEAM, one, by="U1", now=NOW)
    second = claims.take(store, TEAM, one, by="U2", now=NOW)

    assert first is not None
    assert second is not None
    assert (first.moved, first.mention.owner, first.mention.state) == (True, "U1", State.CLAIMED)
    assert (second.moved, second.mention.owner) == (False, "U1")


def test_a_claim_pressed_twice_by_its_owner_changes_nothing(store: Store) -> None:
    """Slack delivers clicks twice."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    again = claims.take(store, TEAM, one, by="U1", now=NOW + MINUTE)

    assert again is not None
    assert (again.moved, again.mention.owner, again.mention.claimed_at) == (False, "U1", NOW)


def test_only_the_owner_can_release(store: Store) -> None:
    """Nobody loses their work to a wrong press."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    wrong = claims.release(store, TEAM, one, by="U2", now=NOW)
    right = claims.release(store, TEAM, one, by="U1", now=NOW)

    assert wrong is not None
    assert (wrong.moved, wrong.mention.owner) == (False, "U1")
    assert right is not None
    assert (right.moved, right.mention.owner, right.mention.state) == (True, "", State.ALERTED)


def test_a_claim_is_handed_over_by_its_owner_and_what_nobody_has_by_anybody(store: Store) -> None:
    """Never out of the hands of somebody else; the promise counts anew for whoever gets it."""
    one = a_mention(store)
    assigned = claims.hand_over(store, TEAM, one, to="U2", by="U1", now=NOW)
    stolen = claims.hand_over(store, TEAM, one, to="U3", by="U1", now=NOW)
    to_oneself = claims.hand_over(store, TEAM, one, to="U2", by="U2", now=NOW)
    handed = claims.hand_over(store, TEAM, one, to="U3", by="U2", now=NOW + MINUTE)

    assert [found.moved for found in (assigned, stolen, to_oneself, handed) if found] == [True, False, False, True]
    assert handed is not None
    assert (handed.mention.owner, handed.mention.claimed_at) == ("U3", NOW + MINUTE)
    assert [(line.by, line.what, line.detail) for line in history.of(store, one)] == [
        ("U1", "handed", "U2"),
        ("U2", "handed", "U3"),
    ]


def test_what_is_gone_or_another_workspaces_cannot_be_moved(store: Store) -> None:
    """Everything belongs to a workspace."""
    one = a_mention(store)
    workspaces.enter(store, "T2")

    assert claims.take(store, TEAM, 999, by="U1", now=NOW) is None
    assert claims.take(store, "T2", one, by="U1", now=NOW) is None
    assert mentions.answered(store, "T2", one, "https://example.com", by="U1", now=NOW) is None
    assert replies.save(store, "T2", one, "text", base=0, by="U1", now=NOW) is None
    assert everything(store)["1 Acme"].owner == ""


def test_a_mention_walks_from_heard_to_closed_and_back(store: Store) -> None:
    """Each step is noted with who took it."""
    one = a_mention(store)
    mentions.alerted(store, TEAM, [one], now=NOW)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    answered = mentions.answered(store, TEAM, one, "https://example.com/answer", by="U1", now=NOW + MINUTE)
    closed = mentions.close(store, TEAM, one, by="U1", now=NOW + 2 * MINUTE)
    reopened = mentions.reopen(store, TEAM, one, by="U2", now=NOW + 3 * MINUTE)

    assert answered is not None
    assert (answered.mention.state, answered.mention.answer_url) == (State.ANSWERED, "https://example.com/answer")
    assert closed is not None
    assert closed.mention.state is State.CLOSED
    assert reopened is not None
    assert (reopened.mention.state, reopened.mention.owner) == (State.CLAIMED, "U1")
    assert (reopened.mention.answer_url, reopened.mention.answered_at, reopened.mention.closed_at) == ("", None, None)
    assert [(line.by, line.what) for line in history.of(store, one)] == [
        ("U1", "claimed"),
        ("U1", "answered"),
        ("U1", "closed"),
        ("U2", "reopened"),
    ]


def test_what_somebody_has_cannot_be_dismissed_or_answered_by_another(store: Store) -> None:
    """One post, one owner."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    dismissed = mentions.dismiss(store, TEAM, one, Dismissal.SPAM, by="U2", now=NOW)
    answered = mentions.answered(store, TEAM, one, "https://example.com", by="U2", now=NOW)

    assert dismissed is not None
    assert answered is not None
    assert (dismissed.moved, answered.moved) == (False, False)


def test_a_dismissal_is_undone_to_where_it_was(store: Store) -> None:
    """Undo gives it back to the queue."""
    one = a_mention(store)
    mentions.alerted(store, TEAM, [one], now=NOW)
    mentions.dismiss(store, TEAM, one, Dismissal.SPAM, by="U1", now=NOW)
    undone = mentions.reopen(store, TEAM, one, by="U1", now=NOW)

    assert undone is not None
    assert (undone.mention.state, undone.mention.dismissed_as) == (State.ALERTED, None)
    assert [mention.id for mention in mentions.unclaimed(store, TEAM)] == [one]


@pytest.mark.parametrize("ends", ["release", "answer", "dismiss"])
def test_the_clock_of_a_claim_runs_until_it_is_settled(store: Store, ends: str) -> None:
    """A claim that is answered in time never fires; one that is not fires once."""
    kept, ended = a_mention(store, "1"), a_mention(store, "2")
    for one in (kept, ended):
        claims.take(store, TEAM, one, by="U1", now=NOW)
    if ends == "release":
        claims.release(store, TEAM, ended, by="U1", now=NOW)
    elif ends == "answer":
        mentions.answered(store, TEAM, ended, "https://example.com", by="U1", now=NOW)
    else:
        mentions.dismiss(store, TEAM, ended, Dismissal.SPAM, by="U1", now=NOW)
    late = NOW + timedelta(hours=1)

    assert timers.fire(store, TEAM, now=late - MINUTE) == ()
    assert [timer.mention_id for timer in timers.fire(store, TEAM, now=late)] == [kept]
    assert timers.fire(store, TEAM, now=late + MINUTE) == ()


def test_what_is_reopened_for_its_owner_is_due_again(store: Store) -> None:
    """An undone answer is an open promise."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    mentions.answered(store, TEAM, one, "https://example.com", by="U1", now=NOW)
    mentions.reopen(store, TEAM, one, by="U1", now=NOW + MINUTE)

    due = timers.fire(store, TEAM, now=NOW + timedelta(hours=2))

    assert [timer.mention_id for timer in due if timer.kind == "late"] == [one]

"""The outbox: leased one by one, fenced, armed again, folded, never stuck."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from storage import outbox
from storage.database import Store
from storage.records import Job
from tests.storage.made import MINUTE, NOW, TEAM, a_mention


def put(store: Store, key: str, *, lane: str = "#a", rank: int = 0, kind: str = "note") -> bool:
    """Put one row, due now."""
    return outbox.put(store, TEAM, outbox.Wish(key=key, kind=kind, lane=lane, rank=rank), now=NOW) == 1


def take(store: Store, *, lane: str = "#a", after: timedelta = timedelta(0)) -> Job:
    """Lease the next row, which must be there."""
    job = outbox.take(store, TEAM, lane, now=NOW + after)
    assert job is not None
    return job


def test_a_key_is_put_once(store: Store) -> None:
    """Two schedulers send one digest."""
    assert [put(store, "digest:1"), put(store, "digest:1"), put(store, "digest:2")] == [True, False, True]
    assert outbox.has(store, TEAM, "digest:1")
    assert not outbox.has(store, TEAM, "digest:3")


def test_a_leased_row_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    """A killed program loses nothing: the row comes back, and says it was tried."""
    put(store, "a")
    first = take(store)

    assert outbox.take(store, TEAM, "#a", now=NOW + outbox.LEASE - timedelta(seconds=1)) is None
    again = take(store, after=outbox.LEASE)
    assert (again.key, first.attempts, again.attempts) == ("a", 1, 2)
    assert again.first_tried_at == NOW
    assert again.token != first.token


def test_who_lost_the_lease_can_no_longer_settle_the_row(store: Store) -> None:
    """The fence: a slow sender must not mark what another is sending."""
    put(store, "a")
    slow = take(store)
    fast = take(store, after=outbox.LEASE)

    assert not outbox.done(store, slow, now=NOW)
    assert not outbox.later(store, slow, due_at=NOW, error="slow")
    assert not outbox.give_up(store, slow, error="slow")
    assert outbox.done(store, fast, now=NOW)
    assert outbox.take(store, TEAM, "#a", now=NOW + MINUTE) is None


def test_a_card_armed_while_it_is_sent_is_sent_again(store: Store) -> None:
    """The last state always arrives."""
    one = a_mention(store)
    job = take(store, lane="#mentions")
    outbox.refresh(store, one, now=NOW)
    outbox.done(store, job, now=NOW)
    again = take(store, lane="#mentions")
    outbox.done(store, again, now=NOW)

    assert (again.key, again.mention_id) == (job.key, one)
    assert outbox.take(store, TEAM, "#mentions", now=NOW + MINUTE) is None


def test_a_row_put_back_waits_for_its_moment(store: Store) -> None:
    """Slack said later."""
    put(store, "a")
    outbox.later(store, take(store), due_at=NOW + MINUTE, error="ratelimited")

    assert outbox.take(store, TEAM, "#a", now=NOW) is None
    assert take(store, after=MINUTE).attempts == 2


def test_a_row_given_up_does_not_block_the_rest(store: Store) -> None:
    """Health counts it."""
    put(store, "bad", rank=9)
    put(store, "good")
    outbox.give_up(store, take(store), error="invalid_blocks")

    assert take(store).key == "good"
    standing = outbox.backlog(store, TEAM, now=NOW + MINUTE)
    assert (standing.waiting, standing.failed, standing.oldest_due) == (1, 1, NOW)


def test_the_surplus_of_a_burst_is_folded_into_one_row(store: Store) -> None:
    """More than Slack takes becomes one burst card; nothing is dropped, each can be unfolded."""
    ids = {urgency: a_mention(store, str(urgency), urgency=urgency) for urgency in (61, 62, 63, 64, 65)}
    folded = outbox.fold(store, TEAM, "#mentions", kind="card", keep=2, key="burst:1", now=NOW)
    burst = take(store, lane="#mentions")
    cards = [take(store, lane="#mentions").mention_id for _ in range(2)]

    assert folded == (ids[63], ids[62], ids[61])
    assert (burst.kind, burst.payload) == ("burst", {"mentions": list(folded)})
    assert cards == [ids[65], ids[64]]
    assert outbox.take(store, TEAM, "#mentions", now=NOW) is None
    outbox.refresh(store, ids[61], now=NOW)
    assert outbox.take(store, TEAM, "#mentions", now=NOW) is None
    outbox.unfold(store, ids[61], now=NOW)
    assert take(store, lane="#mentions").mention_id == ids[61]


def test_what_was_tried_already_is_not_folded(store: Store) -> None:
    """It may stand in Slack."""
    a_mention(store, "1")
    a_mention(store, "2", urgency=99)
    take(store, lane="#mentions")

    assert outbox.waiting(store, TEAM, "#mentions", kind="card") == 1
    assert len(outbox.fold(store, TEAM, "#mentions", kind="card", keep=0, key="b", now=NOW)) == 1
    assert outbox.fold(store, TEAM, "#mentions", kind="card", keep=0, key="b2", now=NOW) == ()
    assert not outbox.has(store, TEAM, "b2")


def test_a_held_lane_waits_while_the_others_go_on(store: Store) -> None:
    """A 429 stops its own channel only."""
    put(store, "a", lane="#a")
    put(store, "b", lane="#b")
    outbox.hold_lane(store, TEAM, "#a", until=NOW + MINUTE)

    assert outbox.lanes(store, TEAM, now=NOW) == ("#b",)
    assert outbox.take(store, TEAM, "#a", now=NOW) is None
    assert outbox.lanes(store, TEAM, now=NOW + MINUTE) == ("#a", "#b")


def test_lanes_come_by_what_is_most_urgent_in_them(store: Store) -> None:
    """A fire in one channel goes before praise in another; what is not due is no lane."""
    put(store, "a", lane="#a", rank=1)
    put(store, "b", lane="#b", rank=90)
    put(store, "c", lane="#c", rank=50)
    later = outbox.Wish(key="d", kind="note", lane="#d", rank=99)
    outbox.put(store, TEAM, later, now=NOW, due_at=NOW + MINUTE)

    assert outbox.lanes(store, TEAM, now=NOW) == ("#b", "#c", "#a")


def test_leases_are_cut_short_by_who_takes_the_lead(store: Store) -> None:
    """A restart on SQLite need not wait for the leases of the dead."""
    put(store, "a")
    dead = take(store)
    outbox.cut_leases(store, at=NOW)

    assert take(store).key == "a"
    assert not outbox.done(store, dead, now=NOW)


def test_many_senders_never_lease_one_row_twice(store: Store) -> None:
    """One drain, any number of processes."""
    for number in range(60):
        put(store, str(number))

    def drain(_: int) -> list[str]:
        keys = []
        while job := outbox.take(store, TEAM, "#a", now=NOW):
            keys.append(job.key)
        return keys

    with ThreadPoolExecutor(4) as senders:
        taken = [key for keys in senders.map(drain, range(4)) for key in keys]

    assert sorted(taken, key=int) == [str(number) for number in range(60)]

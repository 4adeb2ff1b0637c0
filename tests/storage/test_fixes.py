"""Words offered to be left out of a query: each once, applied and undone without treading on anybody's edit."""

from dataclasses import replace

from storage import fixes, outbox, watches
from storage.database import Store
from storage.records import CardPlace, Fix, FixState
from tests.storage.made import MINUTE, NOW, TEAM, a_watch

QUERY, FIXED = "acme", "acme -bakery"


def an_offer(store: Store) -> Fix:
    """Offer to leave out "bakery"."""
    watch = a_watch(store)
    watches.save(store, TEAM, replace(watch, query=QUERY), now=NOW)
    number = fixes.offer(store, TEAM, watch.id, "bakery", {"noise": 24}, now=NOW)
    assert number is not None
    return again(store, number)


def again(store: Store, fix_id: int) -> Fix:
    """Return an offer as it stands now."""
    found = fixes.get(store, TEAM, fix_id)
    assert found is not None
    return found


def query(store: Store, fix: Fix) -> str:
    """Return what the watch asks for now."""
    watch = watches.get(store, TEAM, fix.watch_id)
    assert watch is not None
    return watch.query


def test_a_term_is_offered_to_a_watch_once(store: Store) -> None:
    """Nobody is asked twice."""
    fix = an_offer(store)

    assert fixes.offer(store, TEAM, fix.watch_id, "bakery", {}, now=NOW + MINUTE) is None
    assert fixes.offered(store, TEAM, fix.watch_id) == {"bakery"}
    assert (fix.state, dict(fix.figures), fix.settled_at) == (FixState.OFFERED, {"noise": 24}, None)


def test_a_fix_changes_the_query_and_is_undone(store: Store) -> None:
    """Once, with who did it."""
    fix, offered = an_offer(store), [FixState.OFFERED]
    first, second = (
        fixes.settle(store, TEAM, fix, FixState.APPLIED, allowed=offered, by=by, now=NOW, query=(QUERY, FIXED))
        for by in ("U1", "U2")
    )
    applied, asked = again(store, fix.id), query(store, fix)
    undone = fixes.settle(
        store, TEAM, applied, FixState.UNDONE, allowed=[FixState.APPLIED], by="U3", now=NOW, query=(FIXED, QUERY)
    )

    assert (first, second, undone) == (True, False, True)
    assert (applied.by, applied.before, applied.after, asked) == ("U1", QUERY, FIXED, FIXED)
    assert (again(store, fix.id).state, again(store, fix.id).after) == (FixState.UNDONE, FIXED)
    assert query(store, fix) == QUERY


def test_a_query_somebody_edited_is_left_alone(store: Store) -> None:
    """Neither applied nor undone over their head; a settled offer changes nothing."""
    fix = an_offer(store)
    edited = fixes.settle(
        store, TEAM, fix, FixState.APPLIED, allowed=[FixState.OFFERED], by="U1", now=NOW, query=("other", FIXED)
    )
    declined = fixes.settle(store, TEAM, fix, FixState.DECLINED, allowed=[FixState.OFFERED], by="U1", now=NOW)
    late = fixes.settle(
        store, TEAM, fix, FixState.APPLIED, allowed=[FixState.OFFERED], by="U2", now=NOW, query=(QUERY, FIXED)
    )

    assert (edited, declined, late) == (False, True, False)
    assert query(store, fix) == QUERY
    assert again(store, fix.id).state is FixState.DECLINED


def test_an_offer_goes_with_its_watch(store: Store) -> None:
    """Its button then finds nothing."""
    fix = an_offer(store)
    watches.remove(store, TEAM, fix.watch_id)

    assert fixes.get(store, TEAM, fix.id) is None


def test_a_row_that_is_amended_is_sent_again_where_it_stands(store: Store) -> None:
    """What it carried before stays; a key nobody put is no error."""
    wish = outbox.Wish(key="p", kind="proposal", lane="#c", payload={"watch": 1})
    outbox.put(store, TEAM, wish, now=NOW)
    job = outbox.take(store, TEAM, "#c", now=NOW)
    assert job is not None
    outbox.done(store, job, now=NOW, at=CardPlace(channel="C1", ts="1.0"))
    outbox.amend(store, TEAM, "p", {"chosen": 64}, now=NOW)
    outbox.amend(store, TEAM, "nobody", {}, now=NOW)
    armed = outbox.take(store, TEAM, "#c", now=NOW)

    assert armed is not None
    assert dict(armed.payload) == {"watch": 1, "channel": "C1", "ts": "1.0", "chosen": 64}

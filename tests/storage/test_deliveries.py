"""Deliveries of other tools: kept once, read on from where one was, forgotten in the end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage import deliveries, workspaces
from storage.database import Store
from tests.storage.made import NOW, TEAM


def bodies(store: Store, last: int = 0, *, name: str = "survey") -> list[str]:
    """Return what was delivered after one."""
    return [delivery.body for delivery in deliveries.after(store, TEAM, name, last)]


def test_a_delivery_is_kept_once(store: Store) -> None:
    """Its key decides, for each name and each workspace."""
    workspaces.enter(store, "T2")
    kept = [deliveries.keep(store, TEAM, "survey", "msg_1", body, now=NOW) for body in ("one", "again")]
    others = [deliveries.keep(store, "T2", "survey", "msg_1", "b", now=NOW)]
    others += [deliveries.keep(store, TEAM, "board", "msg_1", "c", now=NOW)]

    assert kept == [True, False]
    assert others == [True, True]
    assert bodies(store) == ["one"]
    assert bodies(store, name="board") == ["c"]


def test_reading_goes_on_after_the_last_one_however_many_write(store: Store) -> None:
    """A reader that always goes on after the newest it saw misses none of those that come at the same time."""
    last, seen = 0, list[str]()
    with ThreadPoolExecutor(8) as pool:
        writing = [
            pool.submit(deliveries.keep, store, TEAM, "survey", f"msg_{number}", str(number), now=NOW)
            for number in range(60)
        ]
        is_over = False
        while not is_over:
            written = all(one.done() for one in writing)
            found = deliveries.after(store, TEAM, "survey", last)
            seen += [delivery.body for delivery in found]
            last = found[-1].id if found else last
            is_over = written and not found

    assert sorted(seen, key=int) == [str(number) for number in range(60)]


@pytest.mark.parametrize(
    ("size", "first"), [(3, 4), (deliveries.BYTES_AT_ONCE // 2, 2), (deliveries.BYTES_AT_ONCE * 2, 1)]
)
def test_so_much_is_read_as_can_be_read_at_once(store: Store, size: int, first: int) -> None:
    """At least one, and the rest the next time."""
    for number in range(4):
        deliveries.keep(store, TEAM, "survey", f"msg_{number}", "x" * size, now=NOW)
    found = deliveries.after(store, TEAM, "survey", 0)

    assert len(found) == first
    assert len(bodies(store, found[-1].id)) == min(4 - first, first)


def test_old_deliveries_are_forgotten(store: Store) -> None:
    """Thirty days on nobody repeats them."""
    deliveries.keep(store, TEAM, "survey", "msg_1", "one", now=NOW)
    deliveries.keep(store, TEAM, "survey", "msg_2", "two", now=NOW + timedelta(days=1))

    assert deliveries.forget_old(store, now=NOW + deliveries.KEPT + timedelta(hours=1)) == 1
    assert bodies(store) == ["two"]

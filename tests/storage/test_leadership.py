"""One leader runs the clock, and its death frees the place."""

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from storage.database import Leadership, Store
from storage.errors import AlreadyRunning

HOLDER = """
import sys, time
from storage.database import Leadership, Store
store = Store(sys.argv[1])
assert Leadership(store, "bot").take()
print("leading", flush=True)
time.sleep(60)
"""


def eventually(true: Callable[[], bool]) -> bool:
    """Wait until something holds, for five seconds at most."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        with suppress(AlreadyRunning):
            if true():
                return True
        time.sleep(0.02)
    return False


def test_a_second_copy_on_sqlite_is_refused_in_one_line(sqlite_url: str) -> None:
    """It says which program is at work, and on what."""
    with Store(sqlite_url) as first, Store(sqlite_url) as second:
        leader = Leadership(first, "bot")
        assert leader.take()
        assert leader.take()

        with pytest.raises(AlreadyRunning, match=r"python -m bot.*earshot\.db"):
            Leadership(second, "bot").take()
        leader.release()
        assert Leadership(second, "bot").take()


def test_each_program_has_its_own_place(database_url: str) -> None:
    """The bot does not keep the listeners out."""
    with Store(database_url) as store:
        places = [Leadership(store, program) for program in ("bot", "listeners")]

        assert [place.take() for place in places] == [True, True]
        for place in places:
            place.release()


def test_a_second_copy_on_postgresql_stands_by_until_the_place_is_free(postgres_url: str) -> None:
    """Many may run; one runs the clock."""
    with Store(postgres_url) as first, Store(postgres_url) as second:
        leader, standby = Leadership(first, "bot"), Leadership(second, "bot")
        before = leader.take(), leader.take(), standby.take()
        leader.release()

        assert before == (True, True, False)
        assert eventually(standby.take)
        assert not leader.take()
        standby.release()


def test_a_leader_killed_without_warning_frees_its_place(database_url: str) -> None:
    """The system gives it back: kill -9 needs no clean-up."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, database_url], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "leading\n"
    with Store(database_url) as store:
        place = Leadership(store, "bot")
        refused = not place.take() if not store.is_sqlite else is_refused(place)
        holder.kill()
        holder.communicate()

        assert refused
        assert eventually(place.take)
        place.release()


def is_refused(place: Leadership) -> bool:
    """Say whether a place is refused with an error."""
    with pytest.raises(AlreadyRunning):
        place.take()
    return True

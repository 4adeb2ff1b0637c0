"""A source that hangs, leaks, crashes or raises harms nobody but itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, SourceChanged
from listeners.reader import Reader
from listeners.source import Answer, Ask, Need, Page
from tests.webserver import eventually

HOME = "tests.listeners.odd_sources"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NEED = Need(phrases=("acme",), settings={"a": "ä"}, since=NOW - timedelta(hours=1), now=NOW)


@pytest.fixture
def reader() -> Iterator[Reader]:
    """Two children, one second each."""
    with Reader(children=2, seconds=1, home=HOME) as reader:
        yield reader


def read(reader: Reader, body: str) -> Page:
    """Let the odd source read a body."""
    answer = Answer(url="https://example.com/", status=200, headers={"etag": "ö"}, body=body.encode(), fetched_at=NOW)
    return reader.read("odd", answer, NEED)


def pid(page: Page) -> int:
    """Return which child read the page."""
    return int(page.posts[0].text.split()[0])


def test_what_was_asked_goes_in_and_what_was_read_comes_back(reader: Reader) -> None:
    """Nothing is lost between us and the child."""
    page = read(reader, "tell")

    told = f"{pid(page)} ('acme',) 2026-11-21 11:00:00+00:00 {{'a': 'ä'}} {{'etag': 'ö'}}"
    assert page.posts[0].text == told
    assert page.more == Ask(url="https://example.com/2", params={"a": "b"}, headers={"c": "d"})
    assert pid(page) != os.getpid()


def test_a_child_reads_one_answer_after_the_other(reader: Reader) -> None:
    """Starting a process for every page would be slow."""
    first = pid(read(reader, "tell"))
    began = time.monotonic()
    again = pid(read(reader, "tell"))

    assert first == again
    assert time.monotonic() - began < 0.5


@pytest.mark.parametrize(
    ("body", "words"),
    [("hang", "longer than 1 s"), ("leak", "too much"), ("crash", "too much")],
)
def test_a_child_that_cannot_go_on_is_replaced(reader: Reader, body: str, words: str) -> None:
    """The next page is read as if nothing had happened."""
    before = pid(read(reader, "tell"))
    with pytest.raises(SourceChanged, match=words):
        read(reader, body)

    assert pid(read(reader, "tell")) != before


@pytest.mark.parametrize(("body", "name"), [("raise", "ZeroDivisionError"), ("recurse", "RecursionError")])
def test_what_a_source_may_not_raise_comes_back_as_source_changed(reader: Reader, body: str, name: str) -> None:
    """It is named, because it is a bug or a change at the source, and the child lives on."""
    before = pid(read(reader, "tell"))
    with pytest.raises(SourceChanged, match=name):
        read(reader, body)

    assert pid(read(reader, "tell")) == before


def test_the_four_errors_come_back_as_themselves(reader: Reader) -> None:
    """With everything they know."""
    with pytest.raises(Later, match="come back") as later:
        read(reader, "later")
    with pytest.raises(NeedsKey, match="a key, please"):
        read(reader, "key")

    assert later.value.after == timedelta(seconds=7)


def test_one_that_hangs_does_not_delay_the_others(reader: Reader) -> None:
    """Every due listener is isolated."""
    read(reader, "tell")
    troubles: list[SourceChanged] = []

    def hang() -> None:
        try:
            read(reader, "hang")
        except SourceChanged as error:
            troubles.append(error)

    hanging = threading.Thread(target=hang)
    hanging.start()
    pids = {pid(read(reader, "tell")) for _ in range(20)}
    was_hanging = hanging.is_alive()
    hanging.join()

    assert was_hanging
    assert len(pids) == 1
    assert len(troubles) == 1


def test_a_child_killed_while_idle_is_replaced(reader: Reader) -> None:
    """Somebody may tidy up processes by hand: one read says so, the next works."""
    os.kill(pid(read(reader, "tell")), signal.SIGKILL)
    with pytest.raises(SourceChanged):
        read(reader, "tell")

    assert pid(read(reader, "tell"))


@pytest.mark.parametrize("body", ["tell", "hang"])
def test_children_die_with_their_parent(body: str) -> None:
    """Even kill -9 of the parent leaves no orphan, idle or busy."""
    script = (
        "import sys; sys.stdout.reconfigure(line_buffering=True)\n"
        "from tests.listeners.test_reader import *\n"
        f"reader = Reader(children=1, seconds=1, home=HOME); print(pid(read(reader, 'tell'))); read(reader, {body!r})\n"
        "import time; time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert eventually(lambda: not _is_alive(child), seconds=20)


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return False
    return state != "Z"  # dead, and only waiting for somebody to take note

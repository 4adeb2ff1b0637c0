"""`python -m bot demo` as a newcomer meets it: it starts, it says what is wrong, and it leaves nothing behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 40.0  # seconds: a busy machine is no broken promise


class Demo:
    """A demo started from a terminal, with all its files below one folder."""

    def __init__(self, folder: Path, *words: str) -> None:
        """Start it; what it leaves would be below the folder, and its programs stand there."""
        self.folder = folder
        folder.mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment = kept | {"TMPDIR": str(folder), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--no-open", *words],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def address(self) -> str:
        """Return the address it prints, as soon as it prints it."""
        assert self.program.stdout
        line = self.program.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, f"no address in {line!r}"
        return found.group()

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit code and what stood on stderr."""
        self.program.send_signal(signal.SIGINT)
        _, errors = self.program.communicate(timeout=PATIENCE)
        return self.program.returncode, errors

    def strays(self) -> list[str]:
        """Name the programs that still stand below the folder."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                if (place / "cwd").resolve().is_relative_to(self.folder):
                    found.append((place / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue  # it ended while it was looked at, or is another's
        return found


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Demo]]:
    """Start demos; what still runs at the end is ended."""
    started: list[Demo] = []

    def starting(*words: str) -> Demo:
        started.append(Demo(tmp_path / f"demo{len(started)}", *words))
        return started[-1]

    yield starting
    for demo in started:
        if demo.program.poll() is None:
            demo.program.kill()
        demo.program.communicate()


def cards(address: str) -> int:
    """Count what the bot said in the demo's channels."""
    count = 0
    for channel in ("mentions", "reviews"):
        with urlopen(f"{address}/playground/messages?channel=%23{channel}") as answer:  # noqa: S310  loopback
            count += len(json.load(answer)["messages"])
    return count


def wait_for_a_card(address: str) -> None:
    """Return once a card is there."""
    deadline = time.monotonic() + PATIENCE
    while not cards(address):
        assert time.monotonic() < deadline, "no card appeared"
        time.sleep(0.05)


def test_two_demos_play_side_by_side_and_each_ends_with_nothing_left(start: Callable[..., Demo]) -> None:
    """Each has its own port, memory and town; Ctrl-C ends one and not the other."""
    first, second = start("--port", "0"), start("--port", "0")
    addresses = first.address(), second.address()
    for address in addresses:
        wait_for_a_card(address)

    assert len(set(addresses)) == 2
    assert first.interrupt() == (0, "")
    assert first.strays() == []
    assert list(first.folder.iterdir()) == []
    assert cards(addresses[1])
    assert second.strays() != []
    assert second.interrupt() == (0, "")
    assert second.strays() == []


@pytest.mark.parametrize("after", [0.0, 0.15, 0.6], ids=["at once", "while programs start", "while they connect"])
def test_ctrl_c_at_any_moment_leaves_no_program_and_no_file(start: Callable[..., Demo], after: float) -> None:
    """The programs are in the making when it comes: they end all the same."""
    demo = start("--port", "0")
    demo.address()
    time.sleep(after)
    code, errors = demo.interrupt()

    assert (code, errors) == (0, "")
    assert demo.strays() == []
    assert list(demo.folder.iterdir()) == []


def test_a_taken_port_is_said_in_one_line_with_the_way_out(start: Callable[..., Demo]) -> None:
    """Exit 2, no traceback, nothing left."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        demo = start("--port", str(port))
        _, errors = demo.program.communicate(timeout=PATIENCE)

    assert demo.program.returncode == 2
    assert errors == f"error: port {port} is taken; choose another with --port, or let it be found with --port 0\n"
    assert list(demo.folder.iterdir()) == []


def test_a_kept_demo_leaves_its_memory_and_is_not_played_over(start: Callable[..., Demo], tmp_path: Path) -> None:
    """`--keep` leaves what the programs remembered and logged; a second demo asks for another folder."""
    kept = tmp_path / "kept"
    demo = start("--port", "0", "--keep", str(kept))
    wait_for_a_card(demo.address())
    demo.interrupt()
    again = start("--port", "0", "--keep", str(kept))
    _, errors = again.program.communicate(timeout=PATIENCE)

    assert {"earshot.db", "bot.log", "listeners.log"} <= {file.name for file in kept.iterdir()}
    assert again.program.returncode == 2
    assert errors == f"error: {kept} already keeps the memory of a demo; choose an empty folder\n"


def test_a_program_that_ends_by_itself_ends_the_demo_with_its_last_words(start: Callable[..., Demo]) -> None:
    """Nothing plays on without its bot: exit 1, and what the bot said last."""
    demo = start("--port", "0")
    wait_for_a_card(demo.address())
    bot = next(
        int(place.name)
        for place in Path("/proc").glob("[0-9]*")
        if _says(place / "cmdline", "-m\0bot\0") and _stands_below(place / "cwd", demo.folder / "earshot-")
    )
    os.kill(bot, signal.SIGKILL)
    _, errors = demo.program.communicate(timeout=PATIENCE)

    assert demo.program.returncode == 1
    assert errors.startswith("error: `python -m bot` ended by itself: ")
    assert demo.strays() == []


def _says(file: Path, words: str) -> bool:
    try:
        return file.read_text().endswith(words)
    except OSError:
        return False


def _stands_below(link: Path, start: Path) -> bool:
    try:
        return str(link.resolve()).startswith(str(start))
    except OSError:
        return False

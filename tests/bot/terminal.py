"""A person at a terminal: a program in a pseudo-terminal of its own, read and typed into as people do."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

# The first terminal a session leader opens becomes the one that Ctrl-C comes from.
_TAKE = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Terminal:
    """Runs `python …` until it ends; whatever it shows is in `seen`."""

    def __init__(self, environment: Mapping[str, str], folder: Path, *words: str) -> None:
        """Start it."""
        self.seen = ""
        self._read_to = 0
        self._ours, theirs = pty.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-c", _TAKE, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        """Use it as a context that leaves nothing behind."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._program.kill()
        self._program.wait()
        os.close(self._ours)

    def expect(self, words: str, *, within: float = 20) -> None:
        """Wait until it shows these words, after those that were waited for before."""
        until = monotonic() + within
        while (found := self.seen.find(words, self._read_to)) < 0:
            assert monotonic() < until, f"never showed {words!r}; it showed {self.seen[self._read_to :]!r}"
            assert self._hear(until), f"ended without {words!r}; it showed {self.seen[self._read_to :]!r}"
        self._read_to = found + len(words)

    def asks(self, words: str, answer: str) -> None:
        """Wait for a question, to its very end, and type the answer."""
        self.expect(words)
        self.expect(": ")
        self.type(answer + "\n")

    def asks_hidden(self, words: str, answer: str) -> None:
        """As `asks`, but whatever is typed must not show."""
        self.expect(words)
        self.expect("(hidden): ")
        assert not self.echoes, "what is typed now would show"
        self.type(answer + "\n")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def interrupt(self, words: str) -> None:
        """Press Ctrl-C until it shows these words: Python forgets one that comes as it begins to wait for a line."""
        for _ in range(10):
            self.type("\x03")
            until = monotonic() + 2
            while words not in self.seen[self._read_to :] and monotonic() < until:
                self._hear(until)
            if words in self.seen[self._read_to :]:
                return
        self.expect(words)

    @property
    def echoes(self) -> bool:
        """Whether what is typed shows."""
        return bool(termios.tcgetattr(self._ours)[3] & termios.ECHO)

    def ends(self, *, within: float = 20) -> int:
        """Wait for its end and return its exit code."""
        until = monotonic() + within
        while self._hear(until):
            assert monotonic() < until, f"does not end; it showed {self.seen[self._read_to :]!r}"
        code = self._program.wait(timeout=5)
        assert code != -signal.SIGKILL
        return code

    def _hear(self, until: float) -> bool:
        """Read what it shows next; False once it shows nothing more."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, until - monotonic()))
        if not ready:
            return True
        try:
            heard = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.seen += _COLOURS.sub("", heard.decode(errors="replace")).replace("\r\n", "\n")
        return bool(heard)

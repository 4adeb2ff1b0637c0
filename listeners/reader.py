"""Let sources read what strangers wrote in child processes: one that hangs, leaks or crashes harms nobody else.

A few long-lived children answer over pipes. The kernel ends a child that takes too long (it sets its own alarm, so
this holds even when we are gone), its memory has a ceiling, and it leaves when our end of the pipe closes. What comes
back is JSON, never pickles: nothing a hostile page does to a child can reach into this process.
"""

import queue
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from typing import IO, Self

import structlog

from listeners import readerwire
from listeners.errors import SourceChanged, Trouble
from listeners.registry import HOME
from listeners.source import Answer, Need, Page

log = structlog.get_logger()

_READS_PER_CHILD = 1000  # what a source leaks goes with its child
_LARGEST_REPLY = 64_000_000


class _Gone(Exception):
    """The child died; `code` is how."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Reader:
    """Reads answers in children. Thread-safe; close it, or use it in a `with`."""

    def __init__(self, *, children: int = 4, seconds: int = 5, megabytes: int = 64, home: str = HOME) -> None:
        self._seconds = seconds
        self._limits = [str(seconds), str(megabytes), home]
        self._places: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(children):
            self._places.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start a child beside other work, so that the first read need not wait for it."""
        child = self._places.get()
        self._places.put(child or _Child(self._limits))

    def close(self) -> None:
        """End every idle child."""
        with suppress(queue.Empty):
            while True:
                child = self._places.get_nowait()
                if child is not None:
                    child.close()

    def read(self, source: str, answer: Answer, need: Need) -> Page:
        """Return what the source reads in the answer; raise one of the four errors, SourceChanged for all the rest."""
        request = readerwire.request(source, answer, need)
        child, kept = self._places.get(), None
        try:
            child = child or _Child(self._limits)
            reply = child.ask(request, answer.body)
            kept = child if child.reads < _READS_PER_CHILD else None
        except _Gone as gone:
            raise SourceChanged(self._epitaph(source, gone.code)) from gone
        finally:
            if child is not None and kept is None:
                child.close()
            self._places.put(kept)
        return self._page(source, reply, need)

    def _page(self, source: str, reply: bytes, need: Need) -> Page:
        try:
            return readerwire.page(reply, need.now)
        except readerwire.SourceBroke as broke:
            log.debug("source_broke", source=source, trace=broke.trace)
            raise SourceChanged(f"the answer is not what {source} can read ({broke})") from broke
        except Trouble:
            raise
        except (ValueError, KeyError, TypeError) as error:
            raise SourceChanged(f"the answer could not be read by {source} ({type(error).__name__})") from error

    def _epitaph(self, source: str, code: int) -> str:
        if code == -signal.SIGALRM:
            return f"the answer took longer than {self._seconds} s to read: {source} gave it up"
        return f"the answer was too much for {source} to read: it was given up"


class _Child:
    """One child process, asked one thing at a time."""

    def __init__(self, limits: list[str]) -> None:
        self.reads = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "listeners.readerchild", *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, request: bytes, body: bytes) -> bytes:
        self.reads += 1
        try:
            _pipe(self._process.stdin).write(request)
            _pipe(self._process.stdin).write(body)
            _pipe(self._process.stdin).flush()
            head = _pipe(self._process.stdout).read(4)
            length = struct.unpack(">I", head)[0] if len(head) == 4 else _LARGEST_REPLY + 1  # noqa: PLR2004 - ">I"
            reply = _pipe(self._process.stdout).read(length) if length <= _LARGEST_REPLY else b""
        except OSError:
            reply = b""
        if not reply:
            raise _Gone(self._code())
        return reply

    def _code(self) -> int:
        try:
            return self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return 0

    def close(self) -> None:
        """End it; it keeps nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _pipe(pipe).close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError
    return pipe

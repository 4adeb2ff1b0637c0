"""The child of `listeners.reader`: reads one answer after the other under an alarm and a memory ceiling.

python -m listeners.readerchild SECONDS MEGABYTES PACKAGE
"""

import importlib
import resource
import signal
import struct
import sys
import traceback
from contextlib import suppress
from typing import BinaryIO

from listeners import readerwire
from listeners.errors import Trouble
from listeners.registry import load


def serve(asks: BinaryIO, replies: BinaryIO, *, seconds: int, home: str) -> None:
    """Answer until the parent closes its end; a read that takes longer than `seconds` ends this process."""
    while head := asks.read(readerwire.HEAD.size):
        lengths = readerwire.HEAD.unpack(head)
        frame = asks.read(lengths[0]), asks.read(lengths[1])
        signal.setitimer(signal.ITIMER_REAL, seconds)
        text = _read(*frame, home)
        signal.setitimer(signal.ITIMER_REAL, 0)
        replies.write(struct.pack(">I", len(text)) + text)
        replies.flush()


def _read(head: bytes, body: bytes, home: str) -> bytes:
    try:
        name, answer, need = readerwire.asked(head, body)
        return readerwire.reply(load(name, home).read(answer, need))
    except Trouble as trouble:
        return readerwire.trouble_reply(trouble)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge: whatever a source does, the parent hears of it
        return readerwire.broke_reply(error, traceback.format_exc(limit=-4))


def _limit_memory(megabytes: int) -> None:
    """Set the ceiling above what the interpreter itself has mapped; a system without such limits goes without."""
    with suppress(OSError, ValueError):
        with open("/proc/self/statm", "rb") as sizes:  # noqa: PTH123 - read once, before any other room is loaded
            mapped = int(sizes.read().split()[0]) * resource.getpagesize()
        ceiling = mapped + megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes our pipe
    _limit_memory(int(sys.argv[2]))
    importlib.import_module("feedparser")  # the slowest import of any source: before the first ask, not during it
    serve(sys.stdin.buffer, sys.stdout.buffer, seconds=int(sys.argv[1]), home=sys.argv[3])

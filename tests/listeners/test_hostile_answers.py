"""Whatever answers, `python -m listeners try` ends soon, small, and with one line that helps (exit 1)."""

import gzip
import os
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.webserver import Reply, Site

RSS_HEAD = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>a</title><description>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
LAUGH = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">' + LAUGHS + b"]><rss><channel><item><title>&l9;</title>"
QUADRATIC = b'<!DOCTYPE rss [<!ENTITY a "' + b"a" * 50_000 + b'">]><rss><channel><item><title>' + b"&a;" * 50_000
OUTSIDE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'
BOMB = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
GZIPPED = b"".join([*(BOMB.compress(b" " * 1_000_000) for _ in range(300)), BOMB.flush()])


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


@pytest.fixture
def site() -> Iterator[Site]:
    """The hostile place, with a secret at home that nobody may be sent to."""
    with Site() as site:
        yield site


def try_feed(url: str, *more: str) -> Ended:
    """Run the command as an operator would and watch its whole tree of processes."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "listeners", "try", "feed", "--set", f"url={url}", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1"},
    )
    largest: list[float] = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, largest))
    watcher.start()
    out, err = process.communicate(timeout=60)
    watcher.join()
    return Ended(process.returncode, out, err, time.monotonic() - began, largest[0])


def _watch(process: subprocess.Popen[str], largest: list[float]) -> None:
    while process.poll() is None:
        largest[0] = max(largest[0], sum(_megabytes(pid) for pid in _tree(process.pid)))
        time.sleep(0.01)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return


def _megabytes(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _endless(piece: bytes) -> Callable[[], Iterable[bytes]]:
    def pieces() -> Iterable[bytes]:
        while True:
            yield piece

    return pieces


ANSWERS = {
    "redirect to metadata": Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
    "redirect to other loopback": Reply(status=302, headers={"Location": "http://127.0.0.1:9/"}),
    "redirect to loopback by name": Reply(status=302, headers={"Location": "http://localhost:9/"}),
    "redirect to loopback in IPv6": Reply(status=301, headers={"Location": "http://[::1]:9/"}),
    "redirect to loopback in disguise": Reply(status=307, headers={"Location": "http://2130706433:9/"}),
    "redirect to a file": Reply(status=302, headers={"Location": "file:///etc/passwd"}),
    "redirect to itself": Reply(status=302, headers={"Location": "/feed"}),
    "redirect with a password": Reply(status=302, headers={"Location": "http://u:p@example.com/"}),
    "gzip bomb": Reply(GZIPPED, headers={"Content-Encoding": "gzip"}),
    "gzip bomb in a feed": Reply(
        gzip.compress(RSS_HEAD + b"a" * 50_000_000), headers={"Content-Encoding": "gzip", "Content-Type": "text/xml"}
    ),
    "endless body": Reply(_endless(b"<item>" * 1000)),
    "endless headers": Reply(_endless(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 1000), raw=True),
    "billion laughs": Reply(LAUGH + b"</item></channel></rss>"),
    "quadratic blow-up": Reply(QUADRATIC + b"</title></item></channel></rss>"),
    "outside entity": Reply(OUTSIDE),
    "10 MB of broken HTML": Reply(b"<html><body>" + b"<div><p>x" * 1_150_000),
    "4 MB of broken HTML": Reply(b"<html><body>" + b"<div><p>x" * 450_000),
    "4 MB of broken HTML inside a feed": Reply(RSS_HEAD + b"<div><p>x" * 450_000),
    "deeply nested feed": Reply(RSS_HEAD + b"<a>" * 1_500_000),
    "a million attributes": Reply(b"<rss " + b" ".join(b"a%d=''" % n for n in range(300_000)) + b">"),
    "410": Reply(b"gone", status=410),
    "429": Reply(b"slow down", status=429, headers={"Retry-After": "120"}),
    "HTML instead of XML": Reply(b"<!doctype html><html><head><title>Hello</title></head><body>Hi</body></html>"),
    "empty body": Reply(b""),
    "a file's path": Reply(b"/etc/passwd"),
    "another encoding": Reply(b"\x0b\x02\x80", headers={"Content-Encoding": "br"}),
    "no HTTP at all": Reply(lambda: [b"SSH-2.0-OpenSSH_9.2\r\n"], raw=True),
    "nothing": Reply(list, raw=True),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_a_hostile_answer_ends_in_one_clear_line(site: Site, answer: Reply) -> None:
    """Exit 1 in under 25 s and 150 MB, children included, with nothing printed as a post and no traceback."""
    ended = try_feed(site.at("/feed", answer))

    print(f"{ended.seconds:.1f} s, {ended.megabytes:.0f} MB: {ended.err}", end="")  # noqa: T201
    assert ended.code == 1
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith("error: ")
    assert "root:" not in ended.err
    assert ended.seconds < 25
    assert ended.megabytes < 150


@pytest.mark.parametrize("piece", [b"a", b""], ids=["slow drip", "hang"])
def test_a_slow_answer_is_given_up_after_18_seconds(site: Site, piece: bytes) -> None:
    """A byte now and then does not prolong our patience."""
    ended = try_feed(site.at("/feed", Reply(lambda: site.drip(piece, every=0.5))))

    print(f"{ended.seconds:.1f} s, {ended.megabytes:.0f} MB: {ended.err}", end="")  # noqa: T201
    assert (ended.code, ended.out) == (1, "")
    assert "within 18 s" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert ended.seconds < 25
    assert ended.megabytes < 150

"""What an answer may cost: bytes, memory and time all have an end."""

import gzip
import socket
import time
import zlib
from datetime import timedelta
from itertools import chain

import pytest
from hypothesis import given, strategies as st

from listeners.errors import Later, SourceChanged
from listeners.http import Manners, Web
from listeners.source import Answer, Ask
from listeners.unpack import TooBig, Unreadable, unpacked
from tests.webserver import Reply, Site


def answer_of(web: Web, url: str, **headers: str) -> Answer:
    """Ask and expect an answer."""
    answer = web.get(Ask(url=url, headers=headers))

    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"hello", mtime=0)),
        ("x-gzip", gzip.compress(b"hel", mtime=0) + gzip.compress(b"lo", mtime=0)),
        ("deflate", zlib.compress(b"hello")),
        ("deflate", zlib.compress(b"hello")[2:-4]),
        ("identity", b"hello"),
    ],
)
def test_packed_answers_are_unpacked(web: Web, site: Site, coding: str, body: bytes) -> None:
    """In each of the ways servers pack."""
    url = site.at("/a", Reply(body, headers={"Content-Encoding": coding}))

    assert answer_of(web, url).body == b"hello"
    assert site.requests[0].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "gzip", "deflate"])
def test_what_is_packed_otherwise_is_refused(web: Web, site: Site, coding: str) -> None:
    """We did not ask for it."""
    url = site.at("/a", Reply(b"\x07 no such thing", headers={"Content-Encoding": coding}))

    with pytest.raises(SourceChanged, match="packing"):
        web.get(Ask(url=url))


def test_a_bomb_is_stopped_while_it_is_small() -> None:
    """No more than a chunk above the limit is ever unpacked."""
    packed = gzip.compress(b" " * 50_000_000)

    with pytest.raises(TooBig):
        unpacked([packed], "gzip", 1_000_000)


def test_half_a_gzip_is_not_an_answer() -> None:
    """A body cut off in the middle must not look whole."""
    packed = gzip.compress(bytes(range(256)) * 100)

    with pytest.raises(Unreadable):
        unpacked([packed[:-20]], "gzip", 1_000_000)


@given(st.binary(max_size=2000), st.integers(1, 50), st.sampled_from(["gzip", "deflate"]))
def test_unpacking_does_not_depend_on_how_the_chunks_fall(body: bytes, width: int, coding: str) -> None:
    """The wire cuts where it likes."""
    packed = gzip.compress(body) if coding == "gzip" else zlib.compress(body)
    chunks = [packed[at : at + width] for at in range(0, len(packed), width)]

    assert unpacked(chunks, coding, 10_000) == body


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "", "br"]))
def test_garbage_is_unreadable_and_nothing_else(body: bytes, coding: str) -> None:
    """No other error gets out."""
    try:
        unpacked([body], coding, 100_000)
    except (Unreadable, TooBig):
        return


def test_five_megabytes_are_the_limit(web: Web, site: Site) -> None:
    """Told by its length or not."""
    told = site.at("/told", Reply(b"x" * 5_000_001))
    fits = site.at("/fits", Reply(b"x" * 5_000_000))
    endless = site.at("/endless", Reply(lambda: site.drip(b"x" * 100_000, every=0)))

    assert len(answer_of(web, fits).body) == 5_000_000
    for url in (told, endless):
        with pytest.raises(SourceChanged, match="5 MB"):
            web.get(Ask(url=url))


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(lambda site: Reply(lambda: site.drip(b"x", every=0.05)), id="body"),
        pytest.param(
            lambda site: Reply(lambda: chain([b"HTTP/1.1 200 OK\r\nX: "], site.drip(b"x", every=0.05)), raw=True),
            id="head",
        ),
        pytest.param(lambda site: Reply(lambda: site.drip(b"", every=0.05), raw=True), id="nothing"),
    ],
)  # fmt: skip
def test_a_drip_is_cut_at_the_deadline(site: Site, reply: object) -> None:
    """The whole answer has one deadline, however often a byte arrives."""
    assert callable(reply)
    url = site.at("/a", reply(site))
    began = time.monotonic()
    with Web(allow_private=True, manners=Manners(patience=timedelta(seconds=0.5))) as web, pytest.raises(Later):
        web.get(Ask(url=url))

    assert 0.4 < time.monotonic() - began < 2


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"half", claimed_length=100),
        Reply(lambda: [b"SSH-2.0-x\r\n"], raw=True),
        Reply(list, raw=True),
        Reply(lambda: [b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000], raw=True),
        Reply(lambda: [b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"], raw=True),
        Reply(lambda: [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"], raw=True),
    ],
    ids=["cut off", "no HTTP", "nothing", "endless headers", "a length below nothing", "broken chunks"],
)
def test_broken_http_is_asked_again_later(web: Web, site: Site, reply: Reply) -> None:
    """It may be a bad moment."""
    with pytest.raises(Later, match="broke off"):
        web.get(Ask(url=site.at("/a", reply)))


def test_a_closed_door_is_tried_again_later(web: Web) -> None:
    """Nobody listens at this port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(Later, match="cannot be reached"):
        web.get(Ask(url=f"http://127.0.0.1:{port}/"))


def test_a_certificate_is_checked(web: Web, site: Site) -> None:
    """What is no TLS at all is no trusted TLS either."""
    with pytest.raises(Later, match=r"cannot be reached|broke off"):
        web.get(Ask(url=f"https://127.0.0.1:{site.port}/"))

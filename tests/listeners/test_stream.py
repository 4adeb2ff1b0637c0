"""The wire of streams: where it may lead, and every trouble in plain words."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Manners
from listeners.source import Ask
from listeners.stream import Wire
from tests.streamer import Streamer
from tests.webserver import Reply, Site


@pytest.fixture
def wire() -> Wire:
    """The wire of an operator who listens at home too."""
    return Wire(allow_private=True, manners=Manners(contact="ann@acme.example", patience=timedelta(seconds=3)))


def first(wire: Wire, url: str) -> bytes | None:
    """Return the first frame told there."""
    with wire.open(Ask(url=url, params={"cursor": "7"})) as frames:
        return frames.next(5)


def test_frames_are_told_one_by_one(wire: Wire) -> None:
    """Text or bytes; then nothing for a while is nothing."""
    with (
        Streamer(["one", b"two"]) as place,
        wire.open(Ask(url=f"{place.url}/subscribe?a=b", params={"c": "7"})) as frames,
    ):
        assert [frames.next(5), frames.next(5), frames.next(0.01)] == [b"one", b"two", None]
        assert place.asked == ["/subscribe?a=b&c=7"]
        assert "ann@acme.example" in place.agents[0]


def test_a_stream_that_ends_is_said(wire: Wire) -> None:
    """After the last frame, with the reason given."""
    with Streamer(["one"], ends=True) as place, wire.open(Ask(url=place.url)) as frames:
        assert frames.next(5) == b"one"
        with pytest.raises(Later, match=rf"127.0.0.1:{place.port} ended its stream \(1000\)"):
            frames.next(5)


def test_a_frame_that_is_too_large_ends_the_stream(wire: Wire) -> None:
    """Nobody's post is a megabyte."""
    with Streamer(["x" * 1_000_001]) as place, pytest.raises(Later, match="ended its stream"):
        first(wire, place.url)


def test_private_machines_are_not_dialled_unless_allowed() -> None:
    """As for every request; the hint says how to allow it."""
    with Streamer(["one"]) as place, pytest.raises(Never, match="EARSHOT_ALLOW_PRIVATE_ADDRESSES"):
        first(Wire(), place.url)

    assert not place.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "https://stream.example",
        "//stream.example",
        "",
        "ws://",
        "ws://ann:pass@127.0.0.1/",
        "file:///x",
    ],
)
def test_only_addresses_of_streams_are_opened(wire: Wire, url: str) -> None:
    """No other scheme, no name or password in it."""
    with pytest.raises(Never):
        first(wire, url)


@pytest.mark.parametrize("url", ["ws://169.254.169.254/", "ws://0.0.0.0/", "ws://[fe80::1]/"])
def test_forbidden_machines_are_never_dialled(wire: Wire, url: str) -> None:
    """Metadata least of all."""
    with pytest.raises(Never, match="refused"):
        first(wire, url)


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (401, [], NeedsKey), (403, [], NeedsKey), (404, [], Never), (429, ["Retry-After: 77"], Later), (503, [], Later),
        (302, ["Location: ws://127.0.0.1:1/"], SourceChanged), (302, [], SourceChanged),
    ],
)  # fmt: skip
def test_a_refusal_is_named_by_what_to_do_next(
    wire: Wire, status: int, headers: list[str], error: type[Trouble]
) -> None:
    """As for every request; nobody sends a stream on elsewhere."""
    with Streamer(status=status, headers=headers) as place, pytest.raises(error) as refused:
        first(wire, place.url)

    assert str(place.port) in str(refused.value)
    assert getattr(refused.value, "after", None) == (timedelta(seconds=77) if status == 429 else None)


@pytest.fixture
def site() -> Iterator[Site]:
    """A place that speaks no WebSocket."""
    with Site() as site:
        yield site


def test_a_place_that_speaks_no_websocket_is_said(wire: Wire, site: Site) -> None:
    """A web page is no stream, and silence is none."""
    site.at("", Reply(b"<html>"))
    site.at("/slow", Reply(lambda: site.drip(b"", every=0.05), raw=True))

    with pytest.raises(SourceChanged):
        first(wire, site.url.replace("http", "ws"))
    with pytest.raises(Later, match="within 3 s"):
        first(wire, site.url.replace("http", "ws") + "/slow")


def test_a_place_that_is_not_there_is_said(wire: Wire) -> None:
    """Gone, or without a certificate."""
    with Streamer() as place:
        pass
    with pytest.raises(Later, match="cannot be reached"):
        first(wire, place.url)
    with Streamer() as plain, pytest.raises(Later, match="cannot be reached"):
        first(wire, plain.url.replace("ws", "wss"))

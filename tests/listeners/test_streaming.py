"""What tells by itself, from frames into the memory: once each, taken up where we left off, never silently blind."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from listeners import schedule
from listeners.batch import Pace
from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Web
from listeners.reader import Reader
from listeners.registry import discover
from listeners.stream import Wire
from listeners.streaming import Streaming
from storage import cursors, mentions, outbox, posts, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Listen, Listener, Mention, Objective, Watch
from storage.settings import Settings
from tests.streamer import Frames, Streamer
from tests.webserver import Reply, Site, eventually

QUICK = Pace(
    flush=timedelta(seconds=0.05),
    idle=timedelta(seconds=0.1),
    look=timedelta(seconds=0.1),
)
SLOW = Pace(flush=timedelta(minutes=1), idle=timedelta(minutes=1), look=timedelta(minutes=1))  # stored at the end
MIRA = "did:plc:mirak4mirak4mirak4mirak4"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One child that reads for all tests of this file."""
    with Reader(children=1) as opened:
        yield opened


@pytest.fixture
def ears(sqlite_url: str, reader: Reader) -> Iterator[Ears]:
    """Everything listening takes; what is stored goes the way of a poll, which is tried on either database."""
    with Store(sqlite_url) as store, Web(allow_private=True) as web:
        yield Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())


def frame(number: int, text: str, *, operation: str = "create", ago: timedelta = timedelta(0)) -> str:
    """Return an event as the server writes it."""
    record = {} if operation == "delete" else {"record": {"$type": "app.bsky.feed.post", "langs": ["en"], "text": text}}
    commit = {"operation": operation, "collection": "app.bsky.feed.post", "rkey": f"3mqhx2k7vt{number:03}", **record}
    time_us = int((datetime.now(UTC) - ago).timestamp() * 1_000_000)
    shape = {"did": MIRA, "time_us": time_us, "kind": "commit", "commit": commit}
    return json.dumps(shape, separators=(",", ":"))


def watch(
    ears: Ears, name: str = "Acme", query: str = "acme", *, profiles: str = "none", backlog: Backlog = Backlog.SILENT
) -> Watch:
    """Store a watch that listens to the stream."""
    wanted = Watch(
        name=name,
        objective=Objective.SERVE,
        query=query,
        channel="#mentions",
        alert_at=1,
        backlog=backlog,
        listens=(Listen(source="jetstream", settings={"profiles": profiles}),),
    )
    return watches.save(ears.store, workspaces.only(ears.store), wanted, now=datetime.now(UTC)).watch


@contextmanager
def hearing(ears: Ears, place: Streamer, monkeypatch: pytest.MonkeyPatch, pace: Pace = QUICK) -> Iterator[Streaming]:
    """Hear a place until the block ends."""
    monkeypatch.setenv("JETSTREAM_URL", place.url)
    streaming = Streaming(ears, Wire(allow_private=True), clock=lambda: datetime.now(UTC), pace=pace)
    streaming.tick(datetime.now(UTC))
    try:
        yield streaming
    finally:
        streaming.stop()


def heard(ears: Ears) -> Sequence[Mention]:
    """Return every mention there is."""
    return list(mentions.walk(ears.store, workspaces.only(ears.store)))


def listener(ears: Ears, number: int = 0) -> Listener:
    """Return a listener as it stands."""
    return cursors.every(ears.store, workspaces.only(ears.store))[number]


def asked(path: str) -> int | None:
    """Return the cursor a connection asked for."""
    cursor = parse_qs(urlsplit(path).query).get("cursor")
    return int(cursor[0]) if cursor else None


def test_what_matches_is_heard_and_wishes_for_a_card(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that is told; the first time too, because nothing of it was out there before."""
    watch(ears, backlog=Backlog.OPENING)
    leaks, lines = "My Acme kettle leaks, I want my money back!", "no acme\nhere"
    told = [frame(1, leaks), frame(2, "good morning"), frame(3, lines)]
    with Streamer(told) as place, hearing(ears, place, monkeypatch):
        assert eventually(lambda: len(heard(ears)) == 2)

    texts = {mention.post.text for mention in heard(ears)}
    assert texts == {leaks, lines}
    assert outbox.waiting(ears.store, workspaces.only(ears.store), "#mentions", kind="card") == 2
    assert not any(mention.is_backlog for mention in heard(ears))
    assert listener(ears).cursor.marks["time_us"] == str(json.loads(told[-1])["time_us"])
    assert listener(ears).last_success is not None


def test_one_stream_serves_every_watch_of_a_place(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """A post heard by two is one post; a watch that comes later is heard on the stream that is open."""
    watch(ears)
    watch(ears, "Kettles", "kettle")
    later = threading.Event()

    def script() -> Iterator[str]:
        yield frame(1, "My Acme kettle leaks")
        while not later.wait(0.02):
            yield frame(3, "good morning")
        yield frame(2, "Tea tastes better")

    with Streamer(script()) as place, hearing(ears, place, monkeypatch):
        assert eventually(lambda: len(heard(ears)) == 2)
        watch(ears, "Tea", "tea")
        assert eventually(lambda: listener(ears, 2).last_success is not None)
        later.set()
        assert eventually(lambda: len(heard(ears)) == 3)

        assert len(place.asked) == 1


def test_a_stream_that_ends_is_taken_up_five_seconds_before(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once and without a word in health; what is told twice is heard once."""
    watch(ears)
    first, second = [frame(1, "acme one")], [frame(1, "acme one"), frame(2, "acme two")]
    with Streamer(first, second, ends=True) as place, hearing(ears, place, monkeypatch):
        place.wait_for(2)
        assert eventually(lambda: len(heard(ears)) == 2)

    assert asked(place.asked[0]) is None
    assert asked(place.asked[1]) == json.loads(first[0])["time_us"] - 5_000_000
    assert listener(ears).failures == 0


def test_a_stream_that_falls_silent_is_opened_again(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held open, but dead."""
    watch(ears)
    wary = replace(QUICK, silence=timedelta(seconds=0.3))
    with Streamer([frame(1, "acme")]) as place, hearing(ears, place, monkeypatch, wary):
        assert len(place.wait_for(2)) >= 2

    assert len(heard(ears)) == 1


def test_what_was_deleted_goes_and_what_was_changed_changes(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of posts that we hold; the rest of what is deleted says nothing to us."""
    watch(ears)
    go = threading.Event()

    def script() -> Iterator[str]:
        yield frame(1, "acme one")
        yield frame(2, "acme two")
        go.wait(10)
        yield frame(1, "", operation="delete")
        yield frame(2, "another text", operation="update")
        yield frame(9, "", operation="delete")

    with Streamer(script()) as place, hearing(ears, place, monkeypatch):
        assert eventually(lambda: len(heard(ears)) == 2)
        go.set()
        assert eventually(lambda: "another text" in {mention.post.text for mention in heard(ears)})

    ids = [f"at://{MIRA}/app.bsky.feed.post/3mqhx2k7vt{number:03}" for number in (1, 2, 9)]
    known = posts.known(ears.store, workspaces.only(ears.store), "jetstream", ids)
    assert [known[one].is_buried for one in ids[:2]] == [True, False]
    assert ids[2] not in known


def test_a_post_written_and_deleted_at_once_is_not_heard(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody should be told what its author took back."""
    watch(ears)
    told = [frame(1, "acme one"), frame(1, "", operation="delete"), frame(2, "acme two")]
    with Streamer(told) as place, hearing(ears, place, monkeypatch, SLOW) as streaming:
        assert eventually(lambda: streaming.told() == 3)

    assert [mention.post.text for mention in heard(ears)] == ["acme two"]


def test_a_place_that_refuses_is_the_listeners_health(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said in plain words, and tried again; every listener of the place is blind."""
    watch(ears)
    watch(ears, "Tea", "tea")
    with Streamer(status=403) as place, hearing(ears, place, monkeypatch):
        assert eventually(lambda: min(listener(ears).failures, listener(ears, 1).failures) >= 1)

    assert "refused us (403" in listener(ears).last_error
    assert listener(ears).blind_since is not None


def test_unreadable_frames_are_passed_over_until_nothing_else_is_told(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One broken post must not deafen us; a stream of nothing else has changed."""
    watch(ears)
    broken: Frames = ["{", frame(1, "acme"), "[]"]
    with Streamer(broken) as place, hearing(ears, place, monkeypatch):
        assert eventually(lambda: len(heard(ears)) == 1)
    assert listener(ears).failures == 0

    with Streamer(["{"] * 20) as place, hearing(ears, place, monkeypatch):
        assert eventually(lambda: listener(ears).failures == 1)
    assert "look for a newer Earshot" in listener(ears).last_error


def test_who_wrote_what_matches_is_asked_for(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream names people by their id alone; where nobody tells more, posts do not wait for it."""
    profile = {"did": MIRA, "handle": "mira.example", "displayName": "Mira", "followersCount": 4100}
    with Site() as site:
        watch(ears, profiles=site.url)
        site.at("", Reply(json.dumps({"profiles": [profile]}).encode()), Reply(status=503))
        go = threading.Event()

        def script() -> Iterator[str]:
            yield frame(1, "acme one")
            go.wait(10)
            yield frame(2, "acme two")
            yield frame(3, "good morning")

        with Streamer(script()) as place, hearing(ears, place, monkeypatch):
            assert eventually(lambda: len(heard(ears)) == 1)
            go.set()
            assert eventually(lambda: len(heard(ears)) == 2)

    by_text = {mention.post.text: mention.post.author for mention in heard(ears)}
    assert (by_text["acme one"].name, by_text["acme one"].followers) == ("Mira", 4100)
    assert by_text["acme two"].name in (MIRA, "Mira")
    assert len(site.requests) == 2


def test_a_stop_stores_what_was_told(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held is not told again, and nothing is lost either way."""
    watch(ears)
    with Streamer([frame(1, "acme")]) as place, hearing(ears, place, monkeypatch, SLOW) as streaming:
        place.wait_for(1)
        assert eventually(lambda: streaming.told() >= 1)
        assert not heard(ears)

    assert len(heard(ears)) == 1


def test_nobody_listens_any_more(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ear closes by itself, and opens again when somebody wants to listen."""
    held = watch(ears)
    with Streamer([frame(1, "acme")]) as place, hearing(ears, place, monkeypatch) as streaming:
        assert eventually(lambda: len(heard(ears)) == 1)
        watches.pause(ears.store, workspaces.only(ears.store), held.id, paused=True)
        assert eventually(lambda: streaming.open() == 0)
        watches.pause(ears.store, workspaces.only(ears.store), held.id, paused=False)
        streaming.tick(datetime.now(UTC))
        place.wait_for(2)


def test_run_once_hears_streams_for_a_while_and_asks_nothing_of_them(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python -m listeners run --once`: what is told in that time, or why nothing is."""
    watch(ears)
    with Streamer([frame(1, "acme")]) as place:
        monkeypatch.setenv("JETSTREAM_URL", place.url)
        streaming = Streaming(ears, Wire(allow_private=True), clock=lambda: datetime.now(UTC), pace=QUICK)
        went = streaming.once(within=timedelta(seconds=0.5))
    assert sum(one.new for one in went) == 1

    monkeypatch.setenv("JETSTREAM_URL", "http://127.0.0.1:9")
    went = schedule.once(ears, now=datetime.now(UTC) + timedelta(hours=1))
    assert [one.error.partition(" tell")[0] for one in went] == ["only addresses that start with ws:// or wss://"]

"""People we follow are heard even without our name; people we mute are heard and never alert."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.outside import Outside
from bot.playground.script import Line, Place
from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Web
from listeners.pipeline import listen
from listeners.reader import Reader
from listeners.registry import discover
from storage import cursors, marks, mentions, outbox, people, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Listen, Mention, Objective, Watch
from storage.settings import Settings
from tests.listeners.test_streaming import frame, hearing
from tests.streamer import Streamer
from tests.webserver import eventually

NOW = datetime.now(UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One child that reads for all tests of this file."""
    with Reader(children=1) as opened:
        yield opened


@pytest.fixture
def ears(database_url: str, reader: Reader) -> Iterator[Ears]:
    """Everything listening takes, on either database."""
    with Store(database_url) as store, Web(allow_private=True) as web:
        yield Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())


@contextmanager
def web() -> Iterator[Outside]:
    """Open a loopback web in which nobody has spoken yet."""
    place = Outside([], shown=100).start()
    yield place
    place.stop()


def watch(ears: Ears, listens: Listen, name: str = "Brightloaf") -> None:
    """Store a watch for its name."""
    wanted = Watch(
        name=name,
        objective=Objective.SERVE,
        query=name,
        channel="#mentions",
        alert_at=1,
        backlog=Backlog.SILENT,
        listens=(listens,),
    )
    watches.save(ears.store, workspaces.only(ears.store), wanted, now=NOW)


def ask(ears: Ears, after: int) -> None:
    """Ask every listener, so many seconds on."""
    for listener in cursors.every(ears.store, workspaces.only(ears.store)):
        listen(ears, listener, now=NOW + after * SECOND)


def heard(ears: Ears) -> dict[str, Mention]:
    """Return every mention there is, by its post's text."""
    return {mention.post.text: mention for mention in mentions.walk(ears.store, workspaces.only(ears.store))}


def author(ears: Ears, mention: Mention) -> int:
    """Return who wrote it."""
    found = people.of_mention(ears.store, workspaces.only(ears.store), mention.id)
    assert found is not None
    return found


def line(text: str, who: str = "Mira Sol") -> Line:
    """Have somebody say something in a forum."""
    return Line(after=0, place=Place.REVIEWS, author=who, title="", text=text, stars=3)


def test_a_followed_person_passes_the_query_and_the_reasons_say_so(ears: Ears) -> None:
    """Whoever else says the same is not heard; taken back, they are not either."""
    with web() as outside:
        watch(ears, Listen(source="feed", settings={"url": outside.feed(Place.REVIEWS)}))
        outside.say(line("Brightloaf bread is fine."))
        ask(ears, 0)
        person = author(ears, heard(ears)["Brightloaf bread is fine."])
        marks.follow(ears.store, workspaces.only(ears.store), person, by="U1", now=NOW)
        outside.say(line("My oven broke."))
        outside.say(line("My oven broke, too.", "Somebody Else"))
        ask(ears, 10)
        followed = heard(ears)
        marks.unfollow(ears.store, workspaces.only(ears.store), person)
        outside.say(line("I bought another oven."))
        ask(ears, 20)
    found = followed["My oven broke."]

    assert set(followed) == set(heard(ears)) == {"Brightloaf bread is fine.", "My oven broke."}
    assert found.matched == ("followed person",)
    assert [(one.factor, one.points, one.evidence) for one in found.reasons if not one.points] == [
        ("Followed person", 0, "Mira Sol")
    ]
    assert sum(reason.points for reason in found.reasons) == found.urgency


def test_a_followed_person_is_heard_once_by_all_who_read_the_place(ears: Ears) -> None:
    """Two watches of one place make one card in a channel; what names us has its own words as reason."""
    with web() as outside:
        for name in ("Brightloaf", "Millstone"):
            watch(ears, Listen(source="feed", settings={"url": outside.feed(Place.REVIEWS)}), name)
        outside.say(line("Brightloaf and Millstone are both fine."))
        ask(ears, 0)
        (mention,) = {one.post.text: one for one in heard(ears).values()}.values()
        marks.follow(ears.store, workspaces.only(ears.store), author(ears, mention), by="U1", now=NOW)
        outside.say(line("I want my money back from Brightloaf now!"))
        outside.say(line("Nobody answers me, I want my money back now!"))
        ask(ears, 10)
    found = list(mentions.walk(ears.store, workspaces.only(ears.store)))
    terms = {(one.post.text[:6], one.watch.name): one.matched for one in found if one.heard_at > NOW}

    assert terms[("Nobody", "Brightloaf")] == terms[("Nobody", "Millstone")] == ("followed person",)
    assert terms[("I want", "Brightloaf")] == ("Brightloaf",)
    assert outbox.waiting(ears.store, workspaces.only(ears.store), "#mentions", kind="card") == 2


def test_a_stream_tells_what_followed_people_write(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without looking closer at what others write."""
    watch(ears, Listen(source="jetstream", settings={"profiles": "none"}), "acme")
    first, others = frame(1, "acme is fine"), frame(3, "hello").replace("mirak4mira", "nobodynobo")
    with Streamer([first]) as place, hearing(ears, place, monkeypatch):
        assert eventually(lambda: bool(heard(ears)))
    marks.follow(ears.store, workspaces.only(ears.store), author(ears, heard(ears)["acme is fine"]), by="U1", now=NOW)
    with (
        Streamer([frame(2, "good morning"), others, frame(4, "acme again")]) as place,
        hearing(ears, place, monkeypatch),
    ):
        assert eventually(lambda: len(heard(ears)) == 3)

    assert set(heard(ears)) == {"acme is fine", "good morning", "acme again"}
    assert heard(ears)["good morning"].matched == ("followed person",)
    assert heard(ears)["acme again"].matched == ("acme",)

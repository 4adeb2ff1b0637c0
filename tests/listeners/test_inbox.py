"""The inbox: what other tools delivered, read like any page of the web."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from listeners import pipeline, spool
from listeners.calling import line_out
from listeners.ears import Ears
from listeners.errors import Never, SourceChanged
from listeners.http import Unchanged, Web
from listeners.reader import Reader
from listeners.registry import discover
from listeners.source import Answer, Ask, Need, Page
from listeners.sources.inbox import SOURCE
from listeners.walk import walk
from storage import cursors, deliveries, mentions, watches
from storage.database import Store
from storage.records import Cursor, Kind, Listen, Objective, Post, Watch
from storage.settings import Settings
from tests.listeners.conftest import NOW

PAGE = (Path(__file__).parents[1] / "pages" / "inbox.json").read_bytes()
HERE = {"base_url": "inbox:", "name": "survey"}


def page(body: bytes) -> Page:
    """Read a body that was fetched."""
    answer = Answer(url="https://x.example/survey?a=1", status=200, headers={}, body=body, fetched_at=NOW)
    return SOURCE.read(answer, Need(now=NOW, settings=HERE))


def test_posts_are_taken_as_they_are_told() -> None:
    """Known by the sender's own name for them, and read as plain text."""
    review, comment, first = page(PAGE).posts

    assert (review.source, review.external_id, review.kind, review.rating) == ("inbox", "survey:r-1042", Kind.REVIEW, 2)
    assert (review.author.name, review.author.id, review.tags_us) == ("Mira Fennel", "c-77", True)
    assert review.edited_at == datetime(2026, 11, 20, 18, 40, tzinfo=UTC)
    assert (comment.external_id, comment.parent_id, comment.thread_id) == tuple(
        f"village-board:{own}" for own in (88, 80, 9)
    )
    assert (comment.author.name, comment.author.followers, comment.metrics.likes) == ("otto_b", 41, 3)
    assert comment.posted_at == datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert (first.title, first.kind) == ("Acme kettles", Kind.POST)


def test_what_is_sent_is_no_more_trusted_than_the_web() -> None:
    """Times ahead of ours, hidden characters, links that lead nowhere good."""
    told = {
        "text": "a\u202eb", "title": "c\u0000d", "url": "javascript:alert(1)", "posted_at": "2038-01-01T00:00:00Z",
        "edited_at": "2038-01-01T00:00:00Z", "author": {"name": "\u200b", "handle": "x", "url": "file:///etc/passwd"},
    }  # fmt: skip
    (post,) = page(json.dumps(told).encode()).posts

    assert (post.text, post.title, post.url, post.author.url, post.author.name) == ("ab", "cd", "", "", "x")
    assert (post.posted_at, post.edited_at) == (NOW, NOW)


def test_it_needs_the_name_it_is_sent_to() -> None:
    """Said before anything is asked."""
    with pytest.raises(Never, match="set name"):
        SOURCE.ask(Need(now=NOW, settings={"base_url": "inbox:"}))


@pytest.mark.parametrize("body", [b"\xff", b"3", b'{"text": 1}'])
def test_what_is_no_post_is_said(body: bytes) -> None:
    """Never zero posts."""
    with pytest.raises(SourceChanged, match="README"):
        page(body)


class Listening:
    """A listener of the inbox "survey", walk after walk."""

    def __init__(self, store: Store) -> None:
        """Begin with nothing heard."""
        self.store = store
        self.cursor = Cursor()

    def hears(self) -> list[Post]:
        """Walk once, as the pipeline does."""
        need = Need(now=NOW, settings=HERE, marks=self.cursor.marks)
        walked = walk(
            SOURCE,
            self.cursor,
            need,
            get=spool.answering(self.store, "T1", _nowhere, now=NOW),
            read=SOURCE.read,
            known=lambda _: False,
        )
        self.cursor = walked.cursor
        return list(walked.posts)


def _nowhere(ask: Ask, *_: object) -> Unchanged:
    raise AssertionError(ask)


def deliver(store: Store, key: str, *texts: str) -> None:
    """Keep a delivery of posts whose ids are all "7"."""
    posts = [{"external_id": "7", "text": text} for text in texts]
    body = json.dumps(posts if len(posts) > 1 else posts[0])
    deliveries.keep(store, "T1", "survey", key, body, now=NOW)


def test_what_was_delivered_is_heard_once_and_nothing_leaves_for_it(store: Store) -> None:
    """The next walk goes on after it."""
    listening = Listening(store)
    before = listening.hears()
    deliver(store, "msg_1", "one")
    heard = listening.hears()
    silent = listening.hears()
    deliver(store, "msg_2", "two")

    assert (before, silent) == ([], [])
    assert [post.text for post in heard] == ["one"]
    assert [post.text for post in listening.hears()] == ["two"]


def test_of_a_post_told_twice_the_later_word_counts(store: Store) -> None:
    """In one delivery or in two."""
    listening = Listening(store)
    deliver(store, "msg_1", "one", "two")
    deliver(store, "msg_2", "three", "four")

    assert [post.text for post in listening.hears()] == ["four"]


def test_a_delivery_becomes_a_mention_through_the_ordinary_pipeline(store: Store) -> None:
    """Matched, judged, and heard again as an edit when it is delivered anew."""
    listen = Listen(source="inbox", settings={"name": "survey"})
    watch = Watch(name="Acme", objective=Objective.SERVE, query="acme", channel="#mentions", listens=(listen,))
    watches.save(store, "T1", watch, now=NOW)
    deliver(store, "msg_1", "My acme kettle leaks")
    with Web() as web, Reader(children=1) as reader:
        ears = Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())
        heard = [pipeline.listen(ears, cursors.every(store, "T1")[0], now=NOW)]
        deliver(store, "msg_2", "My acme kettle leaks no more")
        deliver(store, "msg_3", "My acme kettle leaks no more, thank you")
        heard += [pipeline.listen(ears, cursors.every(store, "T1")[0], now=NOW) for _ in range(2)]
    (mention,) = mentions.walk(store, "T1")

    assert [(one.new, one.edited, one.error) for one in heard] == [(1, 0, ""), (0, 1, ""), (0, 0, "")]
    assert (mention.post.external_id, mention.post.text) == ("survey:7", "My acme kettle leaks no more, thank you")
    assert mention.watch.name == "Acme"


def test_other_asks_go_out_as_ever(store: Store) -> None:
    """The memory answers for itself alone."""
    asked: list[Ask] = []

    def outside(ask: Ask, *_: object) -> Unchanged:
        asked.append(ask)
        return Unchanged()

    get = spool.answering(store, "T1", outside, now=NOW)
    get(Ask(url="https://x.example/"), {}, False)

    assert asked == [Ask(url="https://x.example/")]

"""A real WordPress: its comments heard, answered once, moderated, and read back through its own API."""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from listeners import trial
from listeners.calling import Caller, Line, line_out
from listeners.errors import NeedsKey, SourceChanged
from listeners.http import Web
from listeners.match import compile as compile_query
from listeners.reader import Reader
from listeners.source import Follows, Moderates, Need, Replies
from listeners.sources.feed import SOURCE as FEED
from listeners.sources.wordpress import SOURCE
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.wordpress import Blog

FORM = "application/x-www-form-urlencoded"
WORDS = "Sorry about that! It's <10 minutes' work & free:\nhttps://kettles.example.com/repair"


@pytest.fixture
def line() -> Iterator[Line]:
    """The way out and the children that read, as the listeners have them."""
    with Web(allow_private=True) as web, Reader(children=1) as reader:
        yield line_out(web, reader)


def settings(blog: Blog) -> dict[str, str]:
    """Return what an operator sets."""
    return {"base_url": blog.url, "user": blog.user, "password": blog.password}


def write(blog: Blog, text: str) -> None:
    """Leave a comment below the first post, as a visitor does in the browser."""
    form = {"comment": text, "author": "Otto Berg", "email": "otto@example.com", "comment_post_ID": "1"}
    site = HTTPConnection(blog.url.removeprefix("http://"), timeout=20)
    site.request("POST", "/wp-comments-post.php", urlencode(form), {"content-type": FORM})
    site.getresponse().read()
    site.close()


def api(blog: Blog, path: str, told: object = None) -> list[dict[str, object]]:
    """Ask WordPress's own API, as its keeper."""
    open_with = "Basic " + b64encode(f"{blog.user}:{blog.password}".encode()).decode()
    headers = {"authorization": open_with, "content-type": "application/json"}
    site = HTTPConnection(blog.url.removeprefix("http://"), timeout=20)
    site.request("POST" if told else "GET", f"/wp-json/wp/v2/{path}", json.dumps(told) if told else None, headers)
    shape = json.load(site.getresponse())
    site.close()
    return shape if isinstance(shape, list) else [shape]


def hears(blog: Blog, line: Line, query: str, **more: str) -> list[Post]:
    """Listen as `try` does."""
    found = trial.run(
        SOURCE,
        {**settings(blog), **more},
        compile_query(query),
        since=None,
        limit=None,
        line=line,
        now=datetime.now(UTC) + timedelta(seconds=5),
    )
    return list(found)


def caller(blog: Blog, line: Line) -> Caller:
    """Return who asks for us."""
    return Caller(line, SOURCE, Need(settings=settings(blog), now=datetime.now(UTC) + timedelta(seconds=5)))


def test_a_held_comment_is_heard_answered_once_followed_and_moderated(wordpress: Blog, line: Line) -> None:
    """The whole loop, on the server that people run."""
    assert isinstance(SOURCE, Replies)
    assert isinstance(SOURCE, Follows)
    assert isinstance(SOURCE, Moderates)
    begun = datetime.now(UTC)
    write(wordpress, "My acme kettle leaks & nobody answers")
    (held,) = hears(wordpress, line, "acme")
    approved = hears(wordpress, line, "moderating")
    asking = caller(wordpress, line)
    out = Outgoing(key="reply:1", post=held, text=WORDS, begun_at=begun)

    def sends(need: Need) -> Receipt:
        return SOURCE.receipt(asking.send(SOURCE.reply(out, need, None)), out, need)

    def stands(need: Need) -> Receipt | None:
        look = SOURCE.look(out, need)
        return SOURCE.ours(asking.send(look), out, need) if look else None

    before = asking.let_in(stands)
    sent = asking.let_in(sends)
    with pytest.raises(SourceChanged, match="already"):
        asking.let_in(sends)
    number = held.external_id.rpartition("#")[2]
    below = api(wordpress, f"comments?parent={number}&status=any&context=edit")

    assert (held.author.name, held.title, held.tags_us) == ("Otto Berg", "Hello world!", True)
    assert [post.author.name for post in approved] == ["A WordPress Commenter"]
    assert before is None
    assert [one["author_name"] for one in below] == ["keeper"]
    assert asking.let_in(stands) == sent
    assert sent.url in {one["link"] for one in below}

    api(wordpress, f"comments/{number}", {"status": "approved", "content": "My acme kettle leaked; thank you!"})
    api(wordpress, f"comments/{sent.external_id.rpartition('#')[2]}", {"status": "hold"})
    pages = asking.let_in(lambda need: [asking.read(asking.send(ask), need) for ask in SOURCE.follow(held, sent, need)])
    asking.let_in(lambda need: asking.send(SOURCE.mark_spam(approved[0], need)))
    api(wordpress, f"comments/{number}", {"status": "trash"})
    gone = asking.let_in(lambda need: [asking.read(asking.send(ask), need) for ask in SOURCE.ask(need)])

    assert [post.text for post in pages[0].posts] == ["My acme kettle leaked; thank you!"]
    assert [told.standing for told in pages[0].receipts] == [Standing.PENDING]
    assert [one["id"] for one in api(wordpress, "comments?status=spam")] == [1]
    assert [list(page.gone) for page in gone] == [[], [held.external_id]]


def test_a_wrong_password_is_an_error_though_wordpress_answers_all_the_same(wordpress: Blog, line: Line) -> None:
    """It would show the public's comments, and nothing that is held."""
    with pytest.raises(NeedsKey, match="application password"):
        hears(wordpress, line, "acme", password="wrong")


def test_its_comment_feed_tells_who_answered_whom(wordpress: Blog, line: Line) -> None:
    """For sites that are not ours: what is approved, without a password."""
    (above,) = api(wordpress, "comments", {"post": 1, "content": "Which kettle do you have?"})
    api(wordpress, "comments", {"post": 1, "parent": above["id"], "content": "An acme & I like it"})
    url = f"{wordpress.url}/hello-world/feed/"
    everything = compile_query("")
    found = trial.run(FEED, {"url": url}, everything, since=None, limit=None, line=line, now=datetime.now(UTC))
    posts = {post.text: post for post in found}
    answer, asked = posts["An acme & I like it"], posts["Which kettle do you have?"]

    assert answer.parent_id == asked.external_id == f"{wordpress.url}/?p=1#comment-{above['id']}"
    assert (answer.author.name, answer.kind, asked.parent_id) == ("keeper", Kind.COMMENT, "")

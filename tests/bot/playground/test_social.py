"""Harbour Social is spoken to by the real source: heard whole, answered once, and people there answer back."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.playground.outside import Outside
from bot.playground.script import Line, Place
from listeners.errors import NeedsKey, Never
from listeners.http import Web
from listeners.source import Follows, Need, Replies
from listeners.sources.mastodon import SOURCE
from storage.records import Kind, Outgoing, Post, Standing
from tests.platforms import asking

SOON = 20.0  # seconds: a busy machine is no broken promise
LOST = Line(
    after=0, place=Place.MASTODON, author="Ada Lund", handle="ada", text="#brightloaf lost my order.", back="Ah."
)
ANSWER = "Sorry! It is on its way."


@pytest.fixture
def outside() -> Iterator[Outside]:
    """A web in which nobody has spoken yet, where seconds pass in a moment."""
    opened = Outside([], speed=40).start()
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """The way out to this machine."""
    with Web(allow_private=True) as opened:
        yield opened


def need(outside: Outside, web: Web, **more: str) -> Need:
    """Return the brand's need, signed in with what the demo hands its programs."""
    told = outside.settings()
    settings = {"base_url": told["MASTODON_URL"], "token": told["MASTODON_TOKEN"], **more}
    return replace(asking.let_in(SOURCE, web, settings), phrases=("brightloaf",))


def heard(wanted: Need, web: Web) -> dict[str, Post]:
    """Return what is heard there now, by its words."""
    return {post.text: post for page in asking.every_page(SOURCE, web, wanted) for post in page.posts}


def outgoing(post: Post, text: str = ANSWER, key: str = "reply:1") -> Outgoing:
    """Return an answer that is to leave."""
    return Outgoing(key=key, post=post, text=text, begun_at=datetime.now(UTC))


def soon(holds: Callable[[], bool]) -> bool:
    """Wait until something holds."""
    ends = time.monotonic() + SOON
    while not holds() and time.monotonic() < ends:
        time.sleep(0.02)
    return holds()


def test_who_is_answered_through_the_api_answers_back_below(outside: Outside, web: Web) -> None:
    """Published once under one key, on the page and in our list; the person's words tag us and hang below ours."""
    number = outside.say(LOST)
    wanted = need(outside, web)
    post = heard(wanted, web)[LOST.text]
    receipt = asking.send(SOURCE, web, outgoing(post), wanted)
    again = asking.send(SOURCE, web, outgoing(post), wanted)
    ours = next(one for one in outside.said() if one.is_answer)

    assert (post.author.name, post.author.handle, post.url) == (
        "Ada Lund",
        "ada@harbour-social.localhost",
        outside.page(number),
    )
    assert receipt == again == asking.look(SOURCE, web, outgoing(post), wanted)
    assert receipt.url == outside.page(ours.number)
    assert ours.line.text == f"@ada {ANSWER}"
    assert soon(lambda: "@brightloaf Ah." in heard(wanted, web))
    back = heard(wanted, web)["@brightloaf Ah."]
    assert (back.parent_id, back.tags_us, back.kind) == (receipt.external_id, True, Kind.COMMENT)
    assert back.author == post.author


def test_a_conversation_is_read_above_and_below_our_answer(outside: Outside, web: Web) -> None:
    """Following sees the post, the answer standing, and what came below it."""
    outside.say(LOST)
    wanted = need(outside, web)
    post = heard(wanted, web)[LOST.text]
    receipt = asking.send(SOURCE, web, outgoing(post), wanted)
    assert isinstance(SOURCE, Follows)
    soon(lambda: len(outside.said()) == 3)
    above, below = (SOURCE.read(asking.ask(SOURCE, web, one), wanted) for one in SOURCE.follow(post, receipt, wanted))

    assert [one.external_id for one in above.posts] == [post.external_id]
    assert [one.text for one in below.posts] == ["@brightloaf Ah."]
    assert [one.standing for one in below.receipts] == [Standing.PUBLISHED]


def test_a_list_is_walked_back_page_by_page(outside: Outside, web: Web) -> None:
    """Forty at a time, newest first, each post once."""
    for count in range(45):
        outside.say(replace(LOST, text=f"#brightloaf no. {count}"))
    wanted = need(outside, web)
    first = SOURCE.read(asking.ask(SOURCE, web, SOURCE.ask(wanted)[0]), wanted)
    assert first.more
    second = SOURCE.read(asking.ask(SOURCE, web, first.more), wanted)

    texts = [post.text for page in (first, second) for post in page.posts]
    assert texts == [f"#brightloaf no. {count}" for count in reversed(range(45))]
    assert len(first.posts) == 40


@pytest.mark.parametrize(
    ("changes", "text", "trouble"),
    [
        ({"external_id": "113000000000000099"}, ANSWER, 'does not have it, "Record not found"'),
        ({}, "x" * 497, "character limit of 500"),
    ],
    ids=["what is not there", "one sign too long with @ada"],
)
def test_what_such_a_server_refuses_is_refused_and_not_published(
    outside: Outside, web: Web, changes: dict[str, str], text: str, trouble: str
) -> None:
    """In the server's own words, also where the post was deleted since it was looked at."""
    outside.say(LOST)
    wanted = need(outside, web)
    post = heard(wanted, web)[LOST.text]
    assert isinstance(SOURCE, Replies)
    looked_at = SOURCE.prepare(outgoing(post), wanted)
    assert looked_at is not None
    prepared = asking.ask(SOURCE, web, looked_at)
    meant = outgoing(replace(post, **changes), text)  # type: ignore[arg-type]

    with pytest.raises(Never, match=trouble):
        asking.ask(SOURCE, web, SOURCE.reply(meant, wanted, prepared))
    assert not any(said.is_answer for said in outside.said())


def test_nothing_is_shown_and_nothing_taken_without_the_demos_own_token(outside: Outside, web: Web) -> None:
    """Each demo makes up its own token."""
    outside.say(LOST)
    other = Outside([])
    other.stop()

    with pytest.raises(NeedsKey, match="The access token is invalid"):
        need(outside, web, token=other.settings()["MASTODON_TOKEN"])
    with pytest.raises(NeedsKey, match="The access token is invalid"):
        need(outside, web, token="")

"""Answers sent: once, in the approved words; what goes wrong is put off, given up, or left to a person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from listeners.ears import Ears
from storage import mentions, sending
from storage.database import Store
from storage.records import ReplyState, State
from tests.listeners.answering import PLATFORMS, TEAM, TEXT, Clock, approved, ears_on, send, settle_in
from tests.platforms import mastodon
from tests.webserver import Reply, Request, Site


@pytest.fixture
def ears(sqlite_url: str) -> Iterator[Ears]:
    """What answering takes."""
    with Store(sqlite_url) as store, ears_on(store) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is told to go on."""
    return Clock(datetime.now(UTC))


def cut_off() -> Reply:
    """Break the line without a word."""
    return Reply(body=lambda: (), raw=True)


@pytest.mark.parametrize("name", PLATFORMS)
def test_an_approved_answer_is_published_once(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock, name: str
) -> None:
    """On every platform that can be answered; the mention is answered, with the answer's address where it has one."""
    platform = PLATFORMS[name]
    settle_in(monkeypatch, platform, site)
    server = platform.serve(site)
    one = approved(ears.store, platform.post())
    reply = send(ears, one, clock)
    again = send(ears, one, clock)
    mention = mentions.get(ears.store, TEAM, one)

    assert (reply.state, reply.error) == (ReplyState.SENT, "")
    assert again == reply
    assert len(server.published()) == 1
    assert TEXT in server.published()[0]
    assert mention is not None
    assert (mention.state, mention.answered_by) == (State.ANSWERED, "U1")


@pytest.mark.parametrize("arrives", [True, False], ids=["published all the same", "lost on the way"])
@pytest.mark.parametrize("ignores_keys", [True, False], ids=["ignores keys", "knows keys"])
def test_an_answer_that_broke_off_is_looked_for_before_it_is_sent_again(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock, *, ignores_keys: bool, arrives: bool
) -> None:
    """Two looks, a while apart; only what certainly is not there is sent again."""
    settle_in(monkeypatch, mastodon, site)
    server = mastodon.serve(site, ignores_keys=ignores_keys)
    broken: list[Request] = []

    def breaks_once(request: Request) -> Reply:
        if request.method == "POST" and not broken:
            broken.append(request)
            if arrives:
                server.answer(request)
            return cut_off()
        return server.answer(request)

    site.answers(breaks_once)
    reply = send(ears, approved(ears.store, mastodon.post()), clock)
    sent = [request for request in site.requests if request.method == "POST"]
    looks = [request for request in site.requests if request.path.endswith("/1001/statuses")]

    assert (reply.state, len(server.published())) == (ReplyState.SENT, 1)
    assert len(sent) == (1 if arrives else 2)
    assert len(looks) == (1 if arrives else 2)
    assert len({request.headers["idempotency-key"] for request in sent}) == 1


def test_what_cannot_be_looked_for_is_left_to_a_person(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock
) -> None:
    """Where the look is refused, nobody guesses: not even on a server that knows keys."""
    settle_in(monkeypatch, mastodon, site)
    server = mastodon.serve(site)

    def hides_ours(request: Request) -> Reply:
        if request.path.endswith("/1001/statuses"):
            return Reply(status=404)
        answer = server.answer(request)
        return cut_off() if request.method == "POST" else answer

    site.answers(hides_ours)
    one = approved(ears.store, mastodon.post())
    reply = send(ears, one, clock)
    step = sending.send_again(ears.store, TEAM, one, by="U1", now=clock.now)

    assert (reply.state, len(server.published())) == (ReplyState.UNCERTAIN, 1)
    assert "Mastodon does not have it" in reply.error
    assert step is not None
    assert step.taken


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Reply(b'{"error": "Validation failed: Text is too long"}', status=422), "Text is too long"),
        (Reply(b"{}", status=403), "Mastodon wants a token it accepts"),
    ],
    ids=["refused", "no right to"],
)
def test_a_refusal_keeps_the_draft_and_says_why(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock, answer: Reply, words: str
) -> None:
    """In the platform's own words; nothing is tried again by itself."""
    settle_in(monkeypatch, mastodon, site)
    server = mastodon.serve(site)
    site.answers(lambda request: answer if request.method == "POST" else server.answer(request))
    one = approved(ears.store, mastodon.post())
    reply = send(ears, one, clock)
    posted = len([request for request in site.requests if request.method == "POST"])
    send(ears, one, clock)

    assert (reply.state, reply.text) == (ReplyState.FAILED, TEXT)
    assert words in reply.error
    assert len([request for request in site.requests if request.method == "POST"]) == posted


def test_an_answer_waits_while_the_place_is_busy(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock
) -> None:
    """As long as it asks us to; it can be called back meanwhile, and after a day it is given up."""
    settle_in(monkeypatch, mastodon, site)
    server = mastodon.serve(site)
    busy = Reply(status=429, headers={"retry-after": "600"})
    site.answers(lambda request: busy if request.method == "POST" else server.answer(request))
    one = approved(ears.store, mastodon.post())
    began = clock.now
    waiting = send(ears, one, clock, rounds=1)
    clock.now = began + timedelta(hours=25)
    given_up = send(ears, one, clock, rounds=1)

    assert (waiting.state, waiting.due_at) == (ReplyState.APPROVED, began + timedelta(minutes=10))
    assert "busy" in waiting.error
    assert given_up.state is ReplyState.FAILED
    assert "tried for a day" in given_up.error


def test_nothing_leaves_where_it_cannot_be_answered(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock
) -> None:
    """Without credentials, on a source that takes no answers, and for a post that is gone."""
    monkeypatch.setenv("MASTODON_URL", site.url)
    site.at("", Reply(b'{"uri": "social.example"}'))
    keyless = send(ears, approved(ears.store, mastodon.post()), clock)
    deaf = approved(ears.store, replace(mastodon.post(), source="hackernews"))
    reply = send(ears, deaf, clock)

    assert keyless.state is ReplyState.FAILED
    assert "Set MASTODON_TOKEN" in keyless.error
    assert reply.state is ReplyState.FAILED
    assert "takes no answers from here" in reply.error
    assert [request for request in site.requests if request.method != "GET"] == []

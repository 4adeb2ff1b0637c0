"""Mastodon against a real server of its API (mastodon-mock, with its faults): heard, answered, read back, once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from mastodon_mock.config import SeedAccount, SeedConfig
from mastodon_mock.testing.server import MockServer

from listeners import shapes
from listeners.errors import Later, SourceChanged, Trouble
from listeners.http import Manners, Web
from listeners.source import Ask, Need, form_ask, json_ask
from listeners.sources.mastodon import Mastodon
from storage.records import Outgoing, Post, Receipt, Standing
from tests.platforms import asking
from tests.webserver import Reply, Request, Site

SOURCE = Mastodon()
US, MIRA = "token-of-acme", "token-of-mira"
TEXT = "Sorry about that! See https://acme.example/kettles?x=1&y=2 - it's *free*."


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server with two accounts, ours and a customer's; its address."""
    seed = SeedConfig(
        accounts=[
            SeedAccount(username="acmehq", display_name="Acme", access_token=US),
            SeedAccount(username="mira", display_name="Mira", access_token=MIRA),
        ]
    )
    with MockServer(seed=seed) as running:
        yield str(running.base_url)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """The way out."""
    with Web(allow_private=True, manners=Manners(patience=timedelta(seconds=10))) as web:
        yield web


@pytest.fixture
def need(server: str, web: Web) -> Iterator[Need]:
    """What a listener wants, let in as our account; no fault outlives its test."""
    yield asking.let_in(SOURCE, web, {"base_url": server, "token": US})
    web.send(Ask(url=f"{server}/api/v1/_mock/faults", method="DELETE"))


def bearer(token: str) -> Mapping[str, str]:
    """Return the header that lets a person in."""
    return {"authorization": f"Bearer {token}"}


def said(server: str, web: Web, text: str, **more: str) -> str:
    """Let the customer post; return the post's id."""
    answer = web.send(form_ask(f"{server}/api/v1/statuses", {"status": text, **more}, bearer(MIRA)))
    return shapes.ident(json.loads(answer.body), "id")


def heard(web: Web, need: Need, own: str) -> Sequence[Post]:
    """Return each sight of a post in what one round of asks brings."""
    pages = asking.every_page(SOURCE, web, need)
    return [post for page in pages for post in page.posts if post.external_id == own]


def outgoing_to(post: Post) -> Outgoing:
    """Return an answer of ours."""
    return Outgoing(key=f"reply:{post.external_id}", post=post, text=TEXT, begun_at=datetime.now(UTC))


def below(server: str, web: Web, own: str) -> Sequence[Mapping[str, object]]:
    """Return what stands under a post, as the server tells everybody."""
    answer = web.send(Ask(url=f"{server}/api/v1/statuses/{own}/context"))
    return shapes.listed(json.loads(answer.body), "descendants")


def inject(server: str, web: Web, path: str, **effect: object) -> None:
    """Let the server do something else, once, when this path is asked."""
    fault = {"match": {"path": path}, "effect": effect, "count": 1}
    web.send(json_ask(f"{server}/api/v1/_mock/faults", fault, {}))


def test_a_post_is_heard_answered_and_the_answer_read_back_once(server: str, web: Web, need: Need) -> None:
    """By hashtag, by search and as a mention; what is said in private is not heard at all."""
    own = said(server, web, "@acmehq my #acme kettle leaks", visibility="unlisted", language="en")
    hidden = said(server, web, "@acmehq #acme between us", visibility="direct")
    sights = heard(web, need, own)
    receipts = [asking.send(SOURCE, web, outgoing_to(sights[0]), need) for _ in range(2)]
    (answer,) = below(server, web, own)

    assert len(sights) >= 2
    assert {(post.text, post.language) for post in sights} == {("@acmehq my #acme kettle leaks", "en")}
    assert all(post.tags_us and post.author.handle.startswith("mira@") for post in sights)
    assert not heard(web, need, hidden)
    assert [receipt.external_id for receipt in receipts] == [answer["id"]] * 2
    assert (answer["in_reply_to_id"], answer["visibility"]) == (own, "unlisted")
    assert asking.look(SOURCE, web, outgoing_to(sights[0]), need) == receipts[0]


@pytest.mark.parametrize(
    ("effect", "error"),
    [
        pytest.param({"type": "status", "status": 500}, Later, id="broken"),
        pytest.param({"type": "status", "status": 503}, Later, id="unavailable"),
        pytest.param({"type": "ratelimit"}, Later, id="too often"),
        pytest.param({"type": "malformed"}, SourceChanged, id="half an answer"),
    ],
)
def test_an_answer_that_met_a_fault_is_sent_again_once(
    server: str, web: Web, need: Need, effect: Mapping[str, object], error: type[Trouble]
) -> None:
    """Nobody knows whether it was published: we look, find nothing, and send the very same."""
    own = said(server, web, f"@acmehq help #acme {effect}")
    outgoing = outgoing_to(heard(web, need, own)[0])
    inject(server, web, "/api/v1/statuses", **effect)

    with pytest.raises(error) as met:
        asking.send(SOURCE, web, outgoing, need)

    assert asking.look(SOURCE, web, outgoing, need) is None
    assert asking.send(SOURCE, web, outgoing, need) == asking.send(SOURCE, web, outgoing, need)
    assert len(below(server, web, own)) == 1
    assert getattr(met.value, "after", None) == (timedelta(minutes=5) if effect["type"] == "ratelimit" else None)


def test_an_answer_whose_receipt_was_lost_is_found_and_not_repeated(
    server: str, web: Web, need: Need, site: Site
) -> None:
    """The server published it, and the way back broke: we only know that it may have."""
    own = said(server, web, "@acmehq are you there? #acme")
    outgoing = outgoing_to(heard(web, need, own)[0])
    sending = SOURCE.reply(outgoing, need, asking.ask(SOURCE, web, SOURCE.prepare(outgoing, need)))

    def passed_on(request: Request) -> Reply:
        web.send(replace(sending, content=request.body.decode()))
        return Reply(b"{", claimed_length=1000)

    site.answers(passed_on)
    with pytest.raises(Later) as lost:
        web.send(replace(sending, url=f"{site.url}/api/v1/statuses"))
    found = asking.look(SOURCE, web, outgoing, need)

    assert lost.value.maybe_done
    assert found is not None
    assert asking.send(SOURCE, web, outgoing, need) == found
    assert [answer["id"] for answer in below(server, web, own)] == [found.external_id]


def test_faults_while_listening_are_never_taken_for_silence(server: str, web: Web, need: Need) -> None:
    """Too often, unwell, half an answer."""
    (ask, *_) = SOURCE.ask(need)
    effects: list[tuple[dict[str, object], type[Trouble]]] = [
        ({"type": "ratelimit"}, Later),
        ({"type": "status", "status": 502}, Later),
        ({"type": "malformed"}, SourceChanged),
    ]

    for effect, error in effects:
        inject(server, web, "/api/v1/timelines/tag/acme", **effect)
        with pytest.raises(error):
            SOURCE.read(asking.ask(SOURCE, web, ask), need)


def test_what_happens_to_the_post_and_our_answer_afterwards_is_heard(server: str, web: Web, need: Need) -> None:
    """They answer, edit, and delete; ours is taken away."""
    own = said(server, web, "@acmehq it is broken #acme")
    post = heard(web, need, own)[0]
    receipt = asking.send(SOURCE, web, outgoing_to(post), need)
    thanks = said(server, web, "@acmehq thanks!", in_reply_to_id=receipt.external_id)
    edited = form_ask(f"{server}/api/v1/statuses/{own}", {"status": "@acmehq it works now #acme"}, bearer(MIRA))
    web.send(replace(edited, method="PUT"))

    def followed() -> tuple[list[Post], list[str], list[Receipt]]:
        pages = [SOURCE.read(asking.ask(SOURCE, web, ask), need) for ask in SOURCE.follow(post, receipt, need)]
        return (
            [found for page in pages for found in page.posts],
            [gone for page in pages for gone in page.gone],
            [told for page in pages for told in page.receipts],
        )

    posts, gone, receipts = followed()

    assert {found.external_id: found.text for found in posts} == {
        own: "@acmehq it works now #acme",
        thanks: "@acmehq thanks!",
    }
    assert next(found for found in posts if found.external_id == own).edited_at is not None
    assert next(found for found in posts if found.external_id == thanks).tags_us
    assert not gone
    assert [told.standing for told in receipts] == [Standing.PUBLISHED]

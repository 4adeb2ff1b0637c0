"""WordPress: what is asked of its REST API, what its comments become, and how they are answered and moderated."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Follows, Moderates, Need, Page, Refuses, Replies, SignsIn
from listeners.sources.wordpress import SOURCE
from storage.records import Kind, Outgoing, Receipt, Standing
from tests.listeners.conftest import NOW
from tests.platforms import wordpress as platform
from tests.webserver import Site

PAGE = (Path(__file__).parents[1] / "pages" / "wordpress.json").read_bytes()
SITE = {"base_url": "https://diary.example.com"}
KEYS = {**SITE, "user": "keeper", "password": "abcd efgh"}
OURS = {**KEYS, "account": "2"}
OPEN = "Basic " + b64encode(b"keeper:abcd efgh").decode()


def need(settings: dict[str, str], *, since: datetime | None = None) -> Need:
    """Return what a listener wants."""
    return Need(phrases=("acme",), settings=settings, since=since, now=NOW)


def page(body: bytes, wanted: Need, *, pages: str = "", **note: str) -> Page:
    """Read a body as an answer."""
    headers = {"x-wp-totalpages": pages} if pages else {}
    return SOURCE.read(Answer(url="", status=200, headers=headers, body=body, fetched_at=NOW, note=note), wanted)


def test_without_a_password_the_published_comments_are_asked_for() -> None:
    """Newest first, nothing older than wanted, with the title of what they stand under."""
    (ask,) = SOURCE.ask(need(SITE, since=datetime(2026, 11, 20, 12, tzinfo=UTC)))

    assert ask.url == "https://diary.example.com/wp-json/wp/v2/comments"
    assert {name: ask.params[name] for name in ("after", "order", "orderby", "per_page", "_embed")} == {
        "after": "2026-11-20T12:00:00Z", "order": "desc", "orderby": "date_gmt", "per_page": "100", "_embed": "up",
    }  # fmt: skip
    assert "status" not in ask.params
    assert "email" not in ask.params["_fields"]
    assert ask.headers == {}


@pytest.mark.parametrize(
    ("more", "statuses"), [({}, ["all", "trash"]), ({"spam": "1"}, ["all", "spam", "trash"])], ids=["", "with spam"]
)
def test_with_a_password_held_comments_are_read_too(more: dict[str, str], statuses: list[str]) -> None:
    """In the context that WordPress refuses where the password is wrong: else it would answer like anybody."""
    asks = SOURCE.ask(need({**KEYS, **more}))

    assert [ask.params["status"] for ask in asks] == statuses
    assert {ask.params["context"] for ask in asks} == {"edit"}
    assert {ask.headers["authorization"] for ask in asks} == {OPEN}


def test_the_operators_password_is_for_the_operators_site_alone() -> None:
    """A watch may name any other site, but gets no keys for it; nor does ours where all could read along."""
    (ask,) = SOURCE.ask(need({**KEYS, "url": "https://other.example.com/"}))
    (open_to_all,) = SOURCE.ask(need({**KEYS, "url": KEYS["base_url"].replace("https://", "http://")}))

    assert ask.url == "https://other.example.com/wp-json/wp/v2/comments"
    assert ask.headers == {}
    assert open_to_all.url.startswith("http://")
    assert open_to_all.headers == {}


def test_a_site_with_plain_permalinks_is_asked_by_its_query() -> None:
    """There `/wp-json` does not exist."""
    (ask,) = SOURCE.ask(need({"base_url": "https://diary.example.com/?rest_route="}))

    assert ask.url == "https://diary.example.com/?rest_route=/wp/v2/comments"


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        pytest.param({}, Never, "set WORDPRESS_URL", id="no site"),
        pytest.param({"url": "https://[diary"}, Never, "no web address", id="no address"),
        pytest.param({**SITE, "user": "keeper"}, NeedsKey, "needs both", id="no password"),
        pytest.param({**SITE, "password": "x"}, NeedsKey, "needs both", id="no user"),
        pytest.param({**KEYS, "url": "https://[diary"}, Never, "no web address", id="no address with a password"),
    ],
)
def test_what_is_missing_is_said(settings: dict[str, str], error: type[Trouble], words: str) -> None:
    """Before anything is asked."""
    with pytest.raises(error, match=words):
        SOURCE.ask(need(settings))


def test_comments_become_posts() -> None:
    """A held answer to another comment, an anonymous one, and our own."""
    held, anonymous, own = page(PAGE, need(OURS)).posts

    assert (held.external_id, held.kind) == ("diary.example.com#214", Kind.COMMENT)
    assert held.text == "Same here – it leaks at the handle.\nIs there a repair service?"
    assert held.title == "The new Acme kettle & us"
    assert held.url == "https://diary.example.com/acme-kettle/#comment-214"
    assert (held.author.name, held.author.id, held.author.url) == ("Otto Berg", *["https://otto.example.com/"] * 2)
    assert held.posted_at == datetime(2026, 11, 20, 18, 42, 10, tzinfo=UTC)
    assert (held.parent_id, held.thread_id) == ("diary.example.com#209", "diary.example.com?p=31")
    assert (anonymous.author.name, anonymous.text[-1], anonymous.parent_id) == ("Anonymous", "😡", "")
    assert (own.author.id, own.title) == ("diary.example.com/user/2", "")
    assert [post.tags_us for post in (held, anonymous, own)] == [True, True, False]


def test_on_somebody_elses_site_nobody_speaks_to_us() -> None:
    """A comment there is talk about us, not with us."""
    assert not any(post.tags_us for post in page(PAGE, need(SITE)).posts)


def test_what_lies_in_the_trash_is_gone() -> None:
    """Whoever took it away did not want it kept."""
    found = page(PAGE, need(OURS), status="trash")

    assert found.posts == []
    assert found.gone == [f"diary.example.com#{number}" for number in (214, 213, 212)]


@pytest.mark.parametrize(("pages", "older"), [("3", "2"), ("", "2"), ("1", None)])
def test_older_pages_are_asked_for_while_there_are_any(pages: str, older: str | None) -> None:
    """WordPress counts them, unless something between us swallowed the header."""
    wanted = need(OURS)
    more = page(PAGE, wanted, pages=pages, status="all").more

    assert (more.params["page"] if more else None) == older
    assert more is None or more == replace(
        SOURCE.ask(wanted)[0], params=more.params, note={"status": "all", "page": "2"}
    )
    assert page(b"[]", wanted, pages="3").more is None


@pytest.mark.parametrize("field", ["id", "post", "date_gmt", "content"])
def test_a_comment_without_what_it_is_documented_to_have_is_none(field: str) -> None:
    """The schema changed: somebody must know."""
    shapes = json.loads(PAGE)
    del shapes[1][field]

    with pytest.raises(SourceChanged, match="another shape"):
        page(json.dumps(shapes).encode(), need(SITE))


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (401, "rest_forbidden_context", NeedsKey), (401, "rest_not_logged_in", NeedsKey), (400, "comment_flood", Later),
        (409, "comment_duplicate", SourceChanged), (403, "rest_comment_closed", Never), (500, "", None),
    ],
)  # fmt: skip
def test_its_own_words_for_trouble_are_understood(status: int, code: str, error: type[Trouble] | None) -> None:
    """A duplicate is looked for, not sent again; a flood is waited out."""
    assert isinstance(SOURCE, Refuses)
    told = SOURCE.refused(status, {}, json.dumps({"code": code, "message": "No."}).encode(), NOW)

    assert (type(told) if told else None) is error
    assert SOURCE.refused(502, {}, b"<html>Bad gateway", NOW) is None


@pytest.fixture
def wordpress(site: Site) -> platform.Platform:
    """A strict WordPress."""
    served = platform.serve(site)
    served.now = NOW
    return served


@pytest.fixture
def wanted(wordpress: platform.Platform, site: Site, web: Web) -> Need:
    """What a listener wants that was let in."""
    assert wordpress.url == site.url
    assert isinstance(SOURCE, SignsIn)
    bare = need(platform.settings(site))
    ask = SOURCE.sign_in(bare)
    assert ask is not None
    found = SOURCE.signed_in(web.send(ask), bare)
    return replace(bare, settings={**bare.settings, **found.settings})


def outgoing(text: str = "Sorry! Please write to us – it's <free> & quick.\nYour Acme") -> Outgoing:
    """Return an approved answer."""
    return Outgoing(key="reply:1", post=platform.post(), text=text, begun_at=NOW)


def test_an_answer_is_published_once_and_found_again(wordpress: platform.Platform, wanted: Need, web: Web) -> None:
    """Its signs are no HTML, and curly quotes do not hide it."""
    assert isinstance(SOURCE, Replies)
    sent, look = outgoing(), SOURCE.look(outgoing(), wanted)
    assert look is not None
    before = SOURCE.ours(web.send(look), sent, wanted)
    ask = SOURCE.reply(sent, wanted, None)
    receipt = SOURCE.receipt(web.send(ask), sent, wanted)

    assert before is None
    assert wordpress.published() == [sent.text]
    assert receipt == Receipt(
        external_id=f"{sent.post.external_id[:-2]}#10",
        post_id=sent.post.external_id,
        url=f"{wordpress.url}/kettle/#comment-10",
    )
    assert SOURCE.ours(web.send(look), sent, wanted) == receipt
    with pytest.raises(SourceChanged, match="already"):
        web.send(ask, refused=SOURCE.refused if isinstance(SOURCE, Refuses) else None)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"author": 8}, id="somebody else's"),
        pytest.param({"date_gmt": "2026-11-20T18:06:00"}, id="older than ours"),
        pytest.param({"content": {"raw": "Thank you!"}}, id="another answer"),
    ],
)
def test_what_is_not_ours_is_not_taken_for_it(
    wordpress: platform.Platform, wanted: Need, web: Web, change: dict[str, object]
) -> None:
    """Author, time and words must all fit."""
    assert isinstance(SOURCE, Replies)
    web.send(SOURCE.reply(outgoing(), wanted, None))
    wordpress.answers[0] |= change
    look = SOURCE.look(outgoing(), wanted)
    assert look is not None

    assert SOURCE.ours(web.send(look), outgoing(), wanted) is None


def test_the_same_words_below_another_comment_are_not_our_answer(
    wordpress: platform.Platform, wanted: Need, web: Web
) -> None:
    """A page that shows more than was asked for proves nothing."""
    assert isinstance(SOURCE, Replies)
    web.send(SOURCE.reply(outgoing(), wanted, None))
    body = json.dumps([{**wordpress.answers[0], "parent": 8}]).encode()
    told = Answer(url="", status=200, headers={}, body=body, fetched_at=NOW)

    assert SOURCE.ours(told, outgoing(), wanted) is None


def test_where_more_stands_than_is_listed_nobody_knows(wanted: Need) -> None:
    """A hundred others do not prove that ours is not there."""
    assert isinstance(SOURCE, Replies)
    full = Answer(url="", status=200, headers={}, body=json.dumps(json.loads(PAGE)[:1] * 100).encode(), fetched_at=NOW)

    with pytest.raises(SourceChanged, match="look yourself"):
        SOURCE.ours(full, outgoing(), wanted)


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("approved", Standing.PUBLISHED), ("hold", Standing.PENDING),
        ("spam", Standing.REJECTED), ("trash", Standing.REMOVED),
    ],
)  # fmt: skip
def test_the_conversation_is_followed(
    wordpress: platform.Platform, wanted: Need, web: Web, status: str, standing: Standing
) -> None:
    """The comment as it stands now, how our answer stands, and what was answered to it."""
    assert isinstance(SOURCE, Replies)
    assert isinstance(SOURCE, Follows)
    receipt = SOURCE.receipt(web.send(SOURCE.reply(outgoing(), wanted, None)), outgoing(), wanted)
    wordpress.heard["content"] = {"rendered": "<p>It stopped leaking, thank you!</p>"}
    wordpress.answers[0]["status"] = status
    wordpress.answers.append({**wordpress.heard, "id": 11, "parent": 10})
    both, answers = (SOURCE.read(web.send(ask), wanted) for ask in SOURCE.follow(platform.post(), receipt, wanted))

    assert [post.text for post in both.posts] == ["It stopped leaking, thank you!"]
    assert [told.standing for told in both.receipts] == [standing]
    assert both.gone == []
    assert [post.external_id[-3:] for post in answers.posts][:1] == ["#11"]


def test_what_was_deleted_is_gone_and_our_answer_removed(wordpress: platform.Platform, wanted: Need, web: Web) -> None:
    """WordPress lists neither any more."""
    assert isinstance(SOURCE, Replies)
    assert isinstance(SOURCE, Follows)
    receipt = SOURCE.receipt(web.send(SOURCE.reply(outgoing(), wanted, None)), outgoing(), wanted)
    wordpress.answers.clear()
    wordpress.heard["id"] = 99
    found = SOURCE.read(web.send(SOURCE.follow(platform.post(), receipt, wanted)[0]), wanted)

    assert found.gone == [platform.post().external_id]
    assert [told.standing for told in found.receipts] == [Standing.REMOVED]


def test_spam_is_marked_where_it_stands(wordpress: platform.Platform, wanted: Need, web: Web) -> None:
    """WordPress learns from it, and nobody reads it any more."""
    assert isinstance(SOURCE, Moderates)
    web.send(SOURCE.mark_spam(platform.post(), wanted))

    assert wordpress.heard["status"] == "spam"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        pytest.param(SITE, "needs WORDPRESS_USER", id="no password"),
        pytest.param({**KEYS, "base_url": "https://other.example.com"}, "another site", id="another site"),
    ],
)
def test_why_a_comment_cannot_be_answered_is_said_before_anybody_types(settings: dict[str, str], words: str) -> None:
    """In a sentence; and nothing leaves all the same."""
    assert isinstance(SOURCE, Replies)
    heard = page(PAGE, need(OURS)).posts[0]
    sent = Outgoing(key="k", post=heard, text="Thank you", begun_at=NOW + timedelta(seconds=1))

    assert words in SOURCE.cannot_answer(heard, settings)
    assert SOURCE.cannot_answer(heard, KEYS) == ""
    with pytest.raises(Trouble, match=words):
        SOURCE.reply(sent, need(settings), None)


def test_a_comment_without_a_number_is_left_to_people() -> None:
    """What an old release stored must not break the sender."""
    assert isinstance(SOURCE, Replies)
    odd = replace(page(PAGE, need(OURS)).posts[0], thread_id="")
    sent = Outgoing(key="k", post=odd, text="Thank you", begun_at=NOW + timedelta(seconds=1))

    with pytest.raises(Trouble, match="not known well enough"):
        SOURCE.reply(sent, need(KEYS), None)


def test_who_we_are_is_asked_only_where_we_have_a_password() -> None:
    """Anybody may read what is published; any other answer is an error."""
    assert isinstance(SOURCE, SignsIn)
    ask = SOURCE.sign_in(need(KEYS))
    answer = Answer(url="", status=200, headers={}, body=b"[]", fetched_at=NOW)

    assert SOURCE.sign_in(need(SITE)) is None
    assert ask is not None
    assert (ask.url, ask.headers["authorization"]) == (f"{SITE['base_url']}/wp-json/wp/v2/users/me", OPEN)
    with pytest.raises(SourceChanged):
        SOURCE.signed_in(answer, need(KEYS))

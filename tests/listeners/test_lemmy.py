"""Lemmy: what is asked in v3 and v4, what its views become, and answers below posts and comments."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Ask, Need, Page
from listeners.sources.lemmy import Lemmy
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.platforms import asking, lemmy
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://lemmy.example"
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "lemmy.json").read_bytes())
SOURCE = Lemmy()
COMMENT, POST = (view[0] for view in (PAGE["comments"], PAGE["posts"]))
OUTGOING = Outgoing(key="reply:7", post=lemmy.post(), text="We are *sorry*!", begun_at=NOW)


def need(**settings: str) -> Need:
    """Return the need of a listener of `acmehq`."""
    told = {"base_url": BASE, "username": "acmehq", **settings}
    return Need(phrases=("acme kettle",), settings=told, now=NOW)


def answered(shape: object, *, url: str = BASE, **note: str) -> Answer:
    """Return a shape as an answer."""
    return Answer(url=url, status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW, note=note)


def read(shape: object, *, url: str = f"{BASE}/api/v3/search?q=acme&page=1", **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    return SOURCE.read(answered(shape, url=url, **note), need())


def addresses(asks: Sequence[Ask]) -> list[str]:
    """Return path and query of asks."""
    return [f"{ask.url.removeprefix(BASE)}?{urlencode(ask.params)}" for ask in asks]


def test_each_version_is_asked_in_its_own_words() -> None:
    """One search per phrase; with an account also what is said to it."""
    assert addresses(SOURCE.ask(need())) == [
        "/api/v3/search?q=acme+kettle&type_=All&listing_type=All&sort=New&limit=50&page=1"
    ]
    assert addresses(SOURCE.ask(need(token="t"))[1:]) == [
        "/api/v3/user/mention?sort=New&unread_only=false&limit=50&page=1",
        "/api/v3/user/replies?sort=New&unread_only=false&limit=50&page=1",
    ]
    assert addresses(SOURCE.ask(need(token="t", api="v4"))) == [
        "/api/v4/search?search_term=acme+kettle&listing_type=all&sort=new&limit=50",
        "/api/v4/account/notification/list?limit=50",
    ]
    with pytest.raises(Never, match="LEMMY_API"):
        SOURCE.ask(need(api="v5"))


def test_views_become_posts() -> None:
    """A post, a link, a comment below a comment; what was deleted is gone."""
    page = read(PAGE)
    posts = {post.external_id: post for post in page.posts}
    leaks, shop, twice, never = (posts[own] for own in ("post/9", "post/8", "comment/27", "comment/24"))

    assert (leaks.title, leaks.kind) == ("Acme kettle leaks after a week", Kind.POST)
    assert leaks.text == "It **drips** on the shelf.\n\nAnyone else?"
    assert leaks.edited_at == datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert (leaks.metrics.likes, leaks.metrics.replies) == (12, 3)
    assert shop.text == "https://news.example/acme-repair"
    assert (twice.kind, twice.parent_id, twice.thread_id) == (Kind.COMMENT, "comment/24", "post/9")
    assert (never.parent_id, never.thread_id, never.metrics.replies) == ("post/9", "post/9", 2)
    assert (twice.tags_us, never.tags_us) == (True, False)
    assert twice.url == "https://tea.example/comment/7027"
    assert [(post.author.name, post.author.handle) for post in (leaks, twice)] == [
        ("Mira Fennel", "mira@tea.example"),
        ("tomas@lemmy.example", "tomas@lemmy.example"),
    ]
    assert page.gone == ["comment/23"]


def of_v4(view: Mapping[str, object], kind: str) -> dict[str, object]:
    """Return a view as v4 writes it: moments `…_at`, counts inside, the kind beside."""
    counts = view["counts"]
    inner = view[kind]
    assert isinstance(inner, dict)
    assert isinstance(counts, dict)
    moved = {**inner, **counts, "published_at": inner["published"]}
    del moved["published"]
    return {**view, "type_": kind, kind: moved, "counts": None}


def test_v4_says_the_same_in_other_names() -> None:
    """Search and notices are lists of kinds, with a cursor; private messages are not read."""
    search = read({"search": [of_v4(COMMENT, "comment"), of_v4(POST, "post"), {"type_": "person"}], "next_page": "abc"})
    notices = read(
        {
            "items": [
                {"notification": {"id": 1, "kind": "mention"}, "data": of_v4(POST, "post")},
                {"notification": {"id": 2, "kind": "reply"}, "data": of_v4(COMMENT, "comment")},
                {"notification": {"id": 3, "kind": "private_message"}, "data": of_v4(COMMENT, "comment")},
            ]
        },
        url=f"{BASE}/api/v4/account/notification/list?limit=50",
        what="us",
    )

    assert (
        list(search.posts) == [post for post in read(PAGE).posts if post.external_id in ("comment/27", "post/9")][::-1]
    )
    assert search.more is not None
    assert search.more.params["page_cursor"] == "abc"
    assert [(post.external_id, post.tags_us) for post in notices.posts] == [("post/9", True), ("comment/27", True)]
    assert notices.more is None


def test_older_posts_are_on_the_next_page_until_one_is_empty() -> None:
    """By number in v3."""
    older = read(PAGE).more
    assert older is not None

    assert (older.url, older.params) == (f"{BASE}/api/v3/search", {"q": "acme", "page": "2"})
    assert read({**PAGE, "posts": [], "comments": []}).more is None


@pytest.mark.parametrize("field", ["id", "published"])
def test_a_view_without_what_it_is_documented_to_have_is_none(field: str) -> None:
    """The schema changed: somebody must know."""
    inner = {name: value for name, value in POST["post"].items() if name != field}

    with pytest.raises(SourceChanged):
        read({"posts": [{**POST, "post": inner}]})


@pytest.mark.parametrize(
    ("told", "path", "shape", "brought"),
    [
        ({"password": "p"}, "v3/user/login", {"jwt": "j"}, {"token": "j", "username": "acmehq"}),
        ({"password": "p", "api": "v4"}, "v4/account/auth/login", {"jwt": "j"}, {"token": "j", "username": "acmehq"}),
        (
            {"token": "t"},
            "v3/site",
            {"my_user": {"local_user_view": {"person": {"name": "acme"}}}},
            {"token": "t", "username": "acme"},
        ),
        (
            {"token": "t", "api": "v4"},
            "v4/account",
            {"local_user_view": {"person": {"name": "acme"}}},
            {"token": "t", "username": "acme"},
        ),
        ({}, "v3/site", {"version": "0.19.5"}, {}),
    ],
)
def test_we_are_let_in_by_password_or_by_token(
    told: Mapping[str, str], path: str, shape: object, brought: Mapping[str, str]
) -> None:
    """Without either, anybody may read."""
    wanted = need(**told)

    assert SOURCE.sign_in(wanted).url == f"{BASE}/api/{path}"
    assert SOURCE.signed_in(answered(shape), wanted).settings == brought


@pytest.mark.parametrize("told", [{"token": "t"}, {"password": "p"}])
def test_credentials_that_open_nothing_are_an_error(told: Mapping[str, str]) -> None:
    """Even where reading would work without them."""
    with pytest.raises(NeedsKey, match="LEMMY_"):
        SOURCE.signed_in(answered({"site_view": {}, "version": "0.19.5"}), need(**told))


@pytest.mark.parametrize(
    ("status", "name", "error", "words"),
    [
        (400, "rate_limit_error", Later, "too often"),
        (401, "incorrect_login", NeedsKey, "LEMMY_PASSWORD"),
        (400, "not_logged_in", NeedsKey, "LEMMY_TOKEN"),
        (400, "locked", Never, "locked"),
        (404, "couldnt_find_post", Never, "gone"),
        (400, "language_not_allowed", Never, "language_not_allowed"),
    ],
)
def test_the_name_of_an_error_says_what_to_do(status: int, name: str, error: type[Trouble], words: str) -> None:
    """Older servers give all of them with the same status."""
    with pytest.raises(error, match=words):
        raise SOURCE.refused(status, {}, json.dumps({"error": name}).encode(), NOW) or AssertionError


def test_an_answer_is_sent_once_and_found_again(site: Site, web: Web) -> None:
    """Below the comment it answers, in the same post."""
    platform = lemmy.serve(site)
    wanted = asking.let_in(SOURCE, web, lemmy.settings(site))
    outgoing = replace(OUTGOING, begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)
    receipt = asking.send(SOURCE, web, outgoing, wanted)

    assert before is None
    assert platform.published() == ["We are *sorry*!"]
    assert asking.look(SOURCE, web, outgoing, wanted) == receipt
    assert (receipt.external_id, receipt.post_id) == ("comment/100", "comment/24")
    assert receipt.url == f"{site.url}/comment/100"


def test_the_answer_to_a_post_stands_right_below_it() -> None:
    """And what was deleted cannot be answered."""
    outgoing = replace(OUTGOING, post=Post(source="lemmy", external_id="post/9", posted_at=NOW))
    ask = SOURCE.reply(outgoing, need(), answered({"post_view": POST}))
    gone = {"post_view": {**POST, "post": {**POST["post"], "removed": True}}}

    assert json.loads(ask.content) == {"content": "We are *sorry*!", "post_id": 9}
    with pytest.raises(Never, match="deleted"):
        SOURCE.reply(outgoing, need(), answered(gone))
    with pytest.raises(Never, match="no post of Lemmy"):
        SOURCE.prepare(replace(OUTGOING, post=Post(source="lemmy", external_id="9", posted_at=NOW)), need())
    assert SOURCE.cannot_answer(POST, {})
    assert not SOURCE.cannot_answer(POST, {"username": "a", "password": "b"})


def test_a_full_list_of_newer_comments_leaves_it_unsure() -> None:
    """Only what reaches back to when we began says that ours is not there."""
    newer = {**COMMENT, "comment": {**COMMENT["comment"], "published": "2026-11-21T12:01:00Z"}}
    older = SOURCE.ours(answered({"comments": [*[newer] * 49, COMMENT]}), OUTGOING, need())

    assert older is None
    with pytest.raises(SourceChanged, match="too many"):
        SOURCE.ours(answered({"comments": [newer] * 50}), OUTGOING, need())


def test_with_a_token_alone_nobody_knows_which_comment_is_ours() -> None:
    """To say that it is not there would send it twice."""
    with pytest.raises(SourceChanged, match="LEMMY_USERNAME"):
        SOURCE.ours(answered({"comments": [COMMENT]}), OUTGOING, need(username="", token="t"))


def test_the_same_words_of_others_or_under_another_comment_are_not_ours() -> None:
    """Some answers are given more than once."""
    inner = {**COMMENT["comment"], "content": OUTGOING.text, "published": "2026-11-21T12:00:30Z"}
    us = {"id": 1, "name": "acmehq", "actor_id": f"{BASE}/u/acmehq"}

    def found(path: str, creator: object) -> Receipt | None:
        view = {**COMMENT, "comment": {**inner, "id": 100, "path": path}, "creator": creator}
        return SOURCE.ours(answered({"comments": [view]}), OUTGOING, need())

    assert found("0.24.100", us) is not None
    assert found("0.25.100", us) is None
    assert found("0.24.100", COMMENT["creator"]) is None


def test_what_follows_an_answer_is_heard() -> None:
    """The comment as it stands, our answer or that it was taken away, what was answered to it."""
    receipt = Receipt(external_id="comment/100", post_id="comment/24")
    standing, below = SOURCE.follow(lemmy.post(), receipt, need())
    mine = {**COMMENT, "comment": {**COMMENT["comment"], "id": 100, "path": "0.24.100"}}
    removed = {**mine, "comment": {**mine["comment"], "removed": True}}

    heard = read({"comments": [mine, *PAGE["comments"]]}, **below.note)

    assert addresses([standing, below]) == [
        "/api/v3/comment?id=24",
        "/api/v3/comment/list?sort=New&limit=50&parent_id=24",
    ]
    assert [post.external_id for post in heard.posts] == ["comment/27", "comment/24"]
    assert heard.gone == ["comment/23"]
    assert [one.standing for one in heard.receipts] == [Standing.PUBLISHED]
    for shape in ([removed], []):
        assert [one.standing for one in read({"comments": shape}, **below.note).receipts] == [Standing.REMOVED]
    assert not read({"comments": [COMMENT] * 50}, **below.note).receipts
    assert not read(
        {"comments": []}, **SOURCE.follow(lemmy.post(), replace(receipt, external_id=""), need())[1].note
    ).receipts

"""Reddit: what is asked and as whom, what its lists become, errors that come with status 200, what was taken away."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Need, Page
from listeners.sources.reddit import Reddit
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.platforms import asking, reddit
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://oauth.reddit.example"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "reddit"
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "reddit.json").read_bytes())
COMMENT = PAGE["data"]["children"][3]
SOURCE = Reddit()
OUTGOING = Outgoing(key="reply:7", post=reddit.post(), text="Sorry! *We* send a new one.", begun_at=NOW)
APP = {"client_id": "c", "client_secret": "s"}
US = {**APP, "username": "acmehq", "password": "p"}


def need(told: Mapping[str, str] | None = None, *phrases: str) -> Need:
    """Return the need of a listener whose account is u/acmehq."""
    settings = {"base_url": BASE, **(US if told is None else told)}
    return Need(phrases=phrases or ("acme", "acme kettle"), settings=settings, now=NOW)


def answered(shape: object, url: str = f"{BASE}/search?q=acme&limit=100", **note: str) -> Answer:
    """Return a shape as an answer."""
    return Answer(url=url, status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW, note=note)


def read(shape: object, **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    return SOURCE.read(answered(shape, **note), need())


def listing(*children: object) -> object:
    """Return a list of things."""
    return {"kind": "Listing", "data": {"after": None, "children": list(children)}}


def test_words_are_searched_comments_of_subreddits_read_and_our_inbox_heard() -> None:
    """Comments cannot be searched; the app says on whose behalf it asks."""
    asks = SOURCE.ask(need({**US, "token": "t", "subreddits": "kettles, tea"}))

    assert [ask.url.removeprefix(BASE) for ask in asks] == [
        "/search", "/r/kettles+tea/comments", "/message/mentions", "/message/comments", "/message/selfreply",
    ]  # fmt: skip
    assert asks[0].params["q"] == '"acme" OR "acme kettle"'
    assert asks[0].params["sort"] == "new"
    assert {ask.headers["user-agent"] for ask in asks} == {"server:earshot:0.1 (by /u/acmehq)"}
    assert {ask.headers["authorization"] for ask in asks} == {"Bearer t"}


@pytest.mark.parametrize(
    ("told", "grant"),
    [
        (APP, "grant_type=client_credentials"),
        (US, "grant_type=password&username=acmehq&password=p"),
        ({**US, "refresh_token": "r"}, "grant_type=refresh_token&refresh_token=r"),
    ],
)
def test_we_are_let_in_as_an_app_or_as_our_account(told: Mapping[str, str], grant: str) -> None:
    """At the site's own address, where the API's begins with oauth."""
    ask = SOURCE.sign_in(need(told))

    assert (ask.url, ask.content) == ("https://www.reddit.example/api/v1/access_token", grant)


@pytest.mark.parametrize(
    ("told", "phrases", "error", "words"),
    [({}, ("acme",), NeedsKey, "with the source feed"), (APP, (), Never, "words, subreddits or our account")],
)
def test_what_cannot_be_asked_is_said(
    told: Mapping[str, str], phrases: tuple[str, ...], error: type[Trouble], words: str
) -> None:
    """Without an approved app there are still the feeds."""
    wanted = replace(need(told), phrases=phrases)

    with pytest.raises(error, match=words):
        _ = [SOURCE.sign_in(wanted), SOURCE.ask(wanted)]


def test_a_list_becomes_posts() -> None:
    """What was taken away is gone; a link says what it links to; who names us tags us."""
    page = read(PAGE)
    leaks, review, broke = page.posts

    assert page.gone == ["t3_1pq0003"]
    assert page.more is not None
    assert page.more.params["after"] == "t3_1pq0004"
    assert (leaks.external_id, leaks.thread_id, leaks.title) == (
        "t3_1pq0001",
        "t3_1pq0001",
        "Acme kettle leaks after a month",
    )
    assert (leaks.tags_us, review.tags_us) == (True, False)
    assert leaks.edited_at == datetime(2026, 11, 20, 18, 23, 20, tzinfo=UTC)
    assert leaks.url == "https://www.reddit.com/r/kettles/comments/1pq0001/acme/"
    assert review.text == "https://blog.example/acme-kettle"
    assert (review.metrics.likes, review.metrics.replies) == (41, 12)
    assert (broke.kind, broke.parent_id, broke.thread_id) == (Kind.COMMENT, "t1_nq00001", "t3_1pp9999")
    assert (broke.author.id, broke.author.handle) == ("t2_ilse", "ilse_bram")


def test_what_stands_in_our_inbox_speaks_to_us() -> None:
    """Whatever its words; it tells its thread by its address only."""
    told = {**COMMENT["data"], "permalink": None, "link_id": None, "context": "/r/tea/comments/1pp9999/x/nq00042/?c=3"}
    letter = {"kind": "t4", "data": {"name": "t4_1", "body": "private"}}

    (post,) = read(listing({"kind": "t1", "data": told}, letter), what="inbox").posts

    assert (post.tags_us, post.thread_id) == (True, "t3_1pp9999")
    assert post.url == "https://www.reddit.com/r/tea/comments/1pp9999/x/nq00042/"


@pytest.mark.parametrize("field", ["name", "created_utc", "body"])
def test_a_thing_without_what_it_is_documented_to_have_is_none(field: str) -> None:
    """The schema changed: somebody must know."""
    lacking = {name: value for name, value in COMMENT["data"].items() if name != field}

    with pytest.raises(SourceChanged, match="another shape"):
        read(listing({"kind": "t1", "data": lacking}))


def test_an_answer_is_sent_and_found_again(site: Site, web: Web) -> None:
    """Under our name however it is written; another text is not it."""
    platform = reddit.serve(site)
    wanted = asking.let_in(SOURCE, web, reddit.settings(site))
    outgoing = replace(OUTGOING, begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)

    receipt = asking.send(SOURCE, web, outgoing, wanted)

    assert before is None
    assert platform.published() == [OUTGOING.text]
    assert asking.look(SOURCE, web, outgoing, wanted) == receipt
    assert receipt.url == "https://www.reddit.com/r/tea/comments/1pp9999/which_kettle/nq90/"
    assert asking.look(SOURCE, web, replace(outgoing, text="Another"), wanted) is None
    with pytest.raises(NeedsKey, match="invalid_grant"):
        asking.let_in(SOURCE, web, {**reddit.settings(site), "password": "wrong"})


def test_an_answer_about_which_nothing_is_said_is_looked_for(site: Site, web: Web) -> None:
    """An empty list of things: it may stand all the same."""
    platform = reddit.serve(site)
    platform.silent = True
    wanted = asking.let_in(SOURCE, web, reddit.settings(site))
    outgoing = replace(OUTGOING, begun_at=datetime.now(UTC))

    with pytest.raises(SourceChanged, match="did not say"):
        asking.send(SOURCE, web, outgoing, wanted)
    assert asking.look(SOURCE, web, outgoing, wanted) is not None


@pytest.mark.parametrize(
    ("told", "error", "words"),
    [
        (["RATELIMIT", "Take a break for 9 minutes before trying again.", "ratelimit"], Later, "9 minutes"),
        (["THREAD_LOCKED", "Comments are locked.", "parent"], Never, "Comments are locked"),
        (["DELETED_COMMENT", "that comment has been deleted", "parent"], Never, "has been deleted"),
        (["USER_REQUIRED", "Please log in to do that."], NeedsKey, "log in.*REDDIT_USERNAME"),
        (["TOO_OLD"], Never, "TOO_OLD"),
    ],
)
def test_errors_that_come_with_status_200_are_errors(
    site: Site, web: Web, told: list[str], error: type[Trouble], words: str
) -> None:
    """In Reddit's own words, with how long it asks us to wait."""
    platform = reddit.serve(site)
    platform.error = told
    wanted = asking.let_in(SOURCE, web, reddit.settings(site))

    with pytest.raises(error, match=words) as refused:
        asking.send(SOURCE, web, OUTGOING, wanted)
    assert platform.published() == []
    assert not isinstance(refused.value, Later) or refused.value.after == timedelta(minutes=9)


def test_a_full_list_of_newer_comments_leaves_it_unsure() -> None:
    """Only what reaches back to when we began says that our answer is not there."""
    newer = {"kind": "t1", "data": {**COMMENT["data"], "created_utc": (NOW + timedelta(minutes=1)).timestamp()}}
    many = {"kind": "Listing", "data": {"after": "t1_x", "children": [newer]}}

    with pytest.raises(SourceChanged, match="too many"):
        SOURCE.ours(answered(many), OUTGOING, need())
    assert SOURCE.ours(answered(listing(newer)), OUTGOING, need()) is None
    assert SOURCE.look(OUTGOING, need(APP)) is None


@pytest.mark.parametrize(
    ("post", "told", "words"),
    [
        (reddit.post(), US, ""),
        (reddit.post(), {"username": "acmehq", "refresh_token": "r"}, ""),
        (reddit.post(), APP, "REDDIT_USERNAME"),
        (replace(reddit.post(), external_id="feed"), US, "Open it"),
    ],
)
def test_what_cannot_be_answered_is_said(post: Post, told: Mapping[str, str], words: str) -> None:
    """Before anybody types."""
    assert SOURCE.cannot_answer(post, told) == words or words in SOURCE.cannot_answer(post, told) != ""


def test_what_follows_an_answer_is_heard() -> None:
    """How the post and our answer stand; what was answered below, however deep, without them."""
    receipt = Receipt(external_id="t1_nq90", post_id="t1_nq00042")
    stands, below = SOURCE.follow(reddit.post(), receipt, need())
    mine = {"kind": "t1", "data": {**COMMENT["data"], "name": "t1_nq90"}}
    taken = {"kind": "t1", "data": {**COMMENT["data"], "name": "t1_nq90", "body": "[removed]"}}
    deep = {"kind": "t1", "data": {**COMMENT["data"], "name": "t1_nq92", "parent_id": "t1_nq91"}}
    thanks = {"kind": "t1", "data": {**COMMENT["data"], "name": "t1_nq91", "replies": listing(deep)}}
    answer = {"kind": "t1", "data": {**COMMENT["data"], "name": "t1_nq90", "replies": listing(thanks)}}

    heard = SOURCE.read(
        answered([listing(PAGE["data"]["children"][0]), listing(answer)], below.url, **below.note), need()
    )
    both, removed = read(listing(COMMENT, mine), **stands.note), read(listing(taken), **stands.note)

    assert stands.params["id"] == "t1_nq00042,t1_nq90"
    assert (below.url, below.params["comment"]) == (f"{BASE}/comments/1pp9999", "nq90")
    assert [post.external_id for post in heard.posts] == ["t1_nq91", "t1_nq92"]
    assert [post.external_id for post in both.posts] == ["t1_nq00042"]
    assert (both.gone, removed.gone) == ([], ["t1_nq00042"])
    assert [one.standing for one in (*both.receipts, *removed.receipts)] == [Standing.PUBLISHED, Standing.REMOVED]


@pytest.mark.skipif(not FILES, reason="the recorded answers are not on this machine: ../shared/fixtures/reddit")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_recorded_answers_are_read_or_refused(path: Path) -> None:
    """From 2016 to 2025: lists, threads, an inbox, answers, refusals."""
    response, name = json.loads(path.read_bytes())["response"], path.stem
    body = json.dumps(response["json"]).encode() if "json" in response else response["text"].encode()
    answer = replace(answered({}), body=body)
    if response["status"] >= 400:
        trouble = SOURCE.refused(response["status"], response["headers"], body, NOW)
        assert trouble is None if response["status"] >= 500 else isinstance(trouble, Never | NeedsKey)
    elif name in ("comment_reply", "submission_reply", "comment_edit"):
        assert SOURCE.receipt(answer, OUTGOING, need()).external_id == _ANSWERS[name]
    elif name in ("reply_none", "error_json_errors"):
        with pytest.raises((SourceChanged, NeedsKey)):
            SOURCE.receipt(answer, OUTGOING, need())
    elif name == "oauth_token_2025":
        assert SOURCE.signed_in(answer, need()).until == NOW + timedelta(days=1)
    elif name == "post_read_message":
        with pytest.raises(SourceChanged):
            SOURCE.read(answer, need())
    else:
        page = SOURCE.read(answer, need())
        assert (len(page.posts), len(page.gone)) == _HELD[name]
        assert all(post.url.startswith("https://www.reddit.com/") and post.author.name for post in page.posts)


_ANSWERS = {"comment_reply": "t1_d1680wu", "submission_reply": "t1_d162ara", "comment_edit": "t1_d1616q2"}
_HELD = {  # posts, and places of what was taken away
    "api_info_comment": (1, 0),
    "comment_deleted_thread": (1, 0),
    "comments_permalink_context100": (10, 0),
    "inbox_comment_replies": (4, 0),
    "inbox_mark_read": (3, 0),
    "inbox_mentions": (4, 0),
    "inbox_unread": (2, 0),
    "mention_thread": (2, 0),
    "removed_comment": (1, 0),
    "search_all_2016": (5, 0),
    "submission_comments": (3, 0),
    "subreddit_comments_2025": (6, 0),
    "subreddit_comments_listing": (5, 0),
}

"""X: few searches, what each may cost, lists taken up where they were left, answers to who summoned us."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Ask, Need, Page
from listeners.sources.x import X
from storage.allowances import DOLLARS
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.platforms import asking, x
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://x.example"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "x"
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "x.json").read_bytes())
SOURCE = X()
OUTGOING = Outgoing(key="reply:7", post=x.post(), text="Sorry! We send a new one.", begun_at=NOW)


def need(told: Mapping[str, str] | None = None, *phrases: str, marks: Mapping[str, str] | None = None) -> Need:
    """Return the need of a listener whose account is 9001."""
    settings = {"base_url": BASE, "token": "t", "user_id": "9001", **(told or {})}
    since = NOW - timedelta(hours=2)
    return Need(phrases=phrases or ("acme",), settings=settings, since=since, marks=marks or {}, now=NOW)


def answered(shape: object, ask: Ask | None = None, **note: str) -> Answer:
    """Return a shape as the answer to an ask."""
    url = f"{ask.url}?{urlencode(ask.params)}" if ask else f"{BASE}/2/tweets/search/recent"
    body = json.dumps(shape).encode()
    return Answer(url=url, status=200, headers={}, body=body, fetched_at=NOW, note=ask.note if ask else note)


def read(shape: object, ask: Ask | None = None, **note: str) -> Page:
    """Read a shape as the answer to an ask."""
    return SOURCE.read(answered(shape, ask, **note), need())


def test_all_phrases_are_one_search_and_mentions_another() -> None:
    """What is found is paid for, not how often is asked: phrases quoted, handles and hashtags as they are."""
    search, mentions = SOURCE.ask(need({}, "acme", 'acme "kettle" -x', "@acmehq", "#acme"))

    assert search.url == f"{BASE}/2/tweets/search/recent"
    assert search.params["query"] == '("acme" OR "acme kettle -x" OR @acmehq OR #acme) -is:retweet'
    assert search.params["start_time"] == "2026-11-21T10:00:00Z"
    assert mentions.url == f"{BASE}/2/users/9001/mentions"
    assert search.headers == mentions.headers == {"authorization": "Bearer t"}


def test_many_phrases_are_as_few_searches_as_their_length_allows() -> None:
    """512 signs a query."""
    phrases = tuple(f"brand number {i} of a long list" for i in range(40))
    queries = [ask.params["query"] for ask in SOURCE.ask(need({"user_id": ""}, *phrases))]

    assert all(len(query) <= 512 for query in queries)
    assert len(queries) == 3
    assert all(any(f'"{phrase}"' in query for query in queries) for phrase in phrases)


@pytest.mark.parametrize(
    ("told", "search", "mentions"),
    [
        ({}, 20 * 15_000, 20 * 15_000),
        ({"authors": "no"}, 20 * 5_000, 20 * 5_000),
        ({"owned": "yes"}, 20 * 15_000, 20 * 11_000),
        ({"owned": "yes", "authors": "no"}, 20 * 5_000, 20 * 1_000),
    ],
)
def test_an_ask_says_what_it_may_cost_at_most(told: Mapping[str, str], search: int, mentions: int) -> None:
    """In millionths of a dollar: each post, and each person it brings along; so does the next page."""
    asks = SOURCE.ask(need(told))

    assert [ask.cost for ask in asks] == [{DOLLARS: search}, {DOLLARS: mentions}]
    for ask in asks:
        older = SOURCE.read(answered(PAGE, ask), need(told)).more
        assert older is not None
        assert older.cost == ask.cost


def test_a_page_says_what_it_really_cost() -> None:
    """What it held, and nothing for what it did not."""
    search, mentions = SOURCE.ask(need({"owned": "yes"}))

    assert read(PAGE, search).used == {DOLLARS: 3 * 15_000}
    assert read(PAGE, mentions).used == {DOLLARS: 3 * 11_000}
    assert read({"meta": {"result_count": 0}}, search).used == {DOLLARS: 0}


@pytest.mark.parametrize(
    ("text", "tags_us", "cost"),
    [("Sorry!", True, 10_000), ("Sorry!", False, 15_000), ("See https://acme.example", True, 200_000),
     ("See acme.example/help", True, 200_000)],
)  # fmt: skip
def test_an_answer_says_what_it_costs(text: str, tags_us: bool, cost: int) -> None:  # noqa: FBT001
    """One with a link costs twenty times as much, and X makes links of bare domains."""
    ask = SOURCE.reply(replace(OUTGOING, text=text, post=replace(x.post(), tags_us=tags_us)), need(), None)

    assert ask.cost == {DOLLARS: cost}
    assert json.loads(ask.content) == {"text": text, "reply": {"in_reply_to_tweet_id": "2123840089355190272"}}
    assert ask == SOURCE.reply(replace(OUTGOING, text=text, post=replace(x.post(), tags_us=tags_us)), need(), None)


def test_a_page_becomes_posts() -> None:
    """Links whole, entities resolved, long posts in full, edits known by their first id."""
    leaks, twice, which = read(PAGE).posts

    assert leaks.text == (
        "@acmehq my kettle leaks & hisses, second one this year. Photos: https://pics.example/kettle/leak-2026-11"
    )
    assert (leaks.url, leaks.tags_us, leaks.kind, leaks.language) == (
        "https://x.com/mirafennel/status/2123840089355190272", True, Kind.POST, "en",
    )  # fmt: skip
    assert (leaks.author.id, leaks.author.name, leaks.author.followers) == ("3101", "Mira Fennel 🍵", 412)
    assert (leaks.metrics.likes, leaks.metrics.shares, leaks.metrics.views) == (7, 4, 812)
    assert (twice.external_id, twice.url[-19:]) == ("2123829976888246272", "2123832090817462272")
    assert twice.text.endswith("stands here in full length.")
    assert (twice.kind, twice.parent_id, twice.thread_id) == (
        Kind.COMMENT,
        "2123821168849846272",
        "2123821168849846272",
    )
    assert twice.edited_at == datetime(2026, 11, 20, 17, 33, 24, tzinfo=UTC)
    assert twice.posted_at < twice.edited_at
    assert (twice.language, twice.tags_us, which.edited_at, which.metrics.shares) == ("", False, None, 2)


@pytest.mark.parametrize("old", [True, False], ids=["tweet names", "post names"])
def test_both_namings_are_read_alike(old: bool) -> None:  # noqa: FBT001
    """X renames its fields: what is documented as one is sent as the other."""
    text = json.dumps(PAGE)
    pairs = (("_tweet_ids", "_post_ids"), ("note_tweet", "note_post"), ("referenced_tweets", "referenced_posts"),
             ("retweet_count", "repost_count"))  # fmt: skip
    for tweet, post in pairs:
        text = text.replace(post, tweet) if old else text.replace(tweet, post)

    assert read(json.loads(text)).posts == read(PAGE).posts


def test_who_only_hands_on_says_nothing_and_an_unknown_person_is_named_by_number() -> None:
    """People are not read where the operator will not pay for them."""
    repost = {**PAGE["data"][0], "referenced_tweets": [{"type": "retweeted", "id": "1"}]}
    posts = read({**PAGE, "data": [repost, PAGE["data"][2]], "includes": {}}).posts

    assert [(post.author.name, post.url) for post in posts] == [
        ("X user 3103", "https://x.com/i/status/2123812088181686272")
    ]


def test_a_list_is_taken_up_after_the_newest_of_its_first_page() -> None:
    """And never from an id that search no longer reaches: that would be refused."""
    (search,) = SOURCE.ask(need({"user_id": ""}))
    page = read(PAGE, search)
    assert page.more is not None
    further = read(PAGE, page.more)
    marks = dict(page.marks)
    old = dict.fromkeys(marks, "2116870368261046272")

    (after,) = SOURCE.ask(need({"user_id": ""}, marks=marks))
    (anew,) = SOURCE.ask(need({"user_id": ""}, marks=old))
    assert (page.more.params["until_id"], page.more.params["query"]) == (
        "2123812088181686272",
        search.params["query"],
    )
    assert list(marks.values()) == ["2123840089355190272"]
    assert not further.marks
    assert (after.params.get("since_id"), after.params.get("start_time")) == ("2123840089355190272", None)
    assert (anew.params.get("since_id"), anew.params["start_time"]) == (None, "2026-11-21T10:00:00Z")
    assert read({**PAGE, "meta": {**PAGE["meta"], "next_token": ""}}, search).more is None


@pytest.mark.parametrize(
    ("told", "phrases", "error"),
    [({"user_id": ""}, (), Never), ({"user_id": "acmehq"}, ("acme",), Never)],
)
def test_what_cannot_be_asked_is_said(told: Mapping[str, str], phrases: tuple[str, ...], error: type[Trouble]) -> None:
    """Neither words nor an account; a handle for a number."""
    with pytest.raises(error, match="X_USER_ID"):
        SOURCE.ask(replace(need(told), phrases=phrases))


def test_without_any_key_nobody_is_asked() -> None:
    """A given token is used as it is, a refresh token is renewed first."""
    renewal = SOURCE.sign_in(need({"refresh_token": "r", "client_id": "c"}))

    assert SOURCE.sign_in(need()) is None
    assert renewal is not None
    assert (renewal.url, renewal.headers.get("authorization")) == (f"{BASE}/2/oauth2/token", None)
    with pytest.raises(NeedsKey, match="X_TOKEN"):
        SOURCE.sign_in(need({"token": ""}))


@pytest.mark.parametrize(
    ("status", "problem", "error", "words"),
    [
        (401, {"title": "Unauthorized", "detail": "Unauthorized"}, NeedsKey, "X_REFRESH_TOKEN"),
        (403, {"detail": "forbidden", "type": "https://api.x.com/2/problems/client-forbidden"}, NeedsKey, "X_TOKEN"),
        (403, {"detail": "You can only reply to posts whose author mentioned you."}, Never, "does not let us answer"),
        (403, {"detail": "You are not allowed to create a Tweet with duplicate content."}, Later, "stands already"),
        (429, {"type": "https://api.x.com/2/problems/usage-capped", "detail": "cap"}, Never, "console.x.com"),
        (402, {"detail": "Your account has no credits"}, Never, "buy credits"),
        (400, {"detail": "Invalid 'query'"}, Never, "Invalid 'query'"),
        (400, {"error": "invalid_request", "error_description": "token was invalid."}, NeedsKey, "was invalid"),
    ],
)
def test_problems_are_told_in_plain_words(
    status: int, problem: Mapping[str, str], error: type[Trouble], words: str
) -> None:
    """What to do next, and X's own words. A duplicate may be our own answer: we look."""
    trouble = SOURCE.refused(status, {}, json.dumps(problem).encode(), NOW)

    assert isinstance(trouble, error)
    assert words in str(trouble)
    assert not isinstance(trouble, Later) or trouble.maybe_done
    assert SOURCE.refused(429, {}, b'{"title": "Too Many Requests"}', NOW) is SOURCE.refused(503, {}, b"", NOW) is None


def test_an_answer_is_sent_once_renewed_and_found_again(site: Site, web: Web) -> None:
    """The refresh token is good for one renewal; a repeated sending of the same words is seen, not repeated."""
    platform = x.serve(site)
    wanted = asking.let_in(SOURCE, web, x.settings(site))
    outgoing = replace(OUTGOING, begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)

    receipt = asking.send(SOURCE, web, outgoing, wanted)
    platform.refuses_duplicates = True
    with pytest.raises(Later) as twice:
        asking.send(SOURCE, web, outgoing, wanted)

    assert before is None
    assert twice.value.maybe_done
    assert platform.published() == [OUTGOING.text]
    assert asking.look(SOURCE, web, outgoing, wanted) == receipt
    assert asking.look(SOURCE, web, replace(outgoing, text="Another"), wanted) is None
    assert wanted.settings["refresh_token"] == "renewal-1"
    with pytest.raises(NeedsKey, match="was invalid"):
        asking.let_in(SOURCE, web, x.settings(site))
    with pytest.raises(Never, match="mentioned or quoted"):
        asking.send(SOURCE, web, replace(outgoing, post=replace(x.post(), external_id="5", url="")), wanted)


@pytest.mark.parametrize(
    ("post", "told", "words"),
    [
        (x.post(), {"refresh_token": "r", "user_id": "9001"}, ""),
        (replace(x.post(), tags_us=False), {"refresh_token": "r", "user_id": "9001"}, "by hand"),
        (x.post(), {"token": "t"}, "X_USER_ID"),
        (x.post(), {}, "X_USER_ID"),
    ],
)
def test_only_who_summoned_us_can_be_answered(post: Post, told: Mapping[str, str], words: str) -> None:
    """Said before anybody types."""
    assert SOURCE.cannot_answer(post, told) == words or words in SOURCE.cannot_answer(post, told) != ""


def test_a_list_that_does_not_end_leaves_it_unsure() -> None:
    """Only a whole list says that our answer is not there."""
    with pytest.raises(SourceChanged, match="too many"):
        SOURCE.ours(answered(PAGE), OUTGOING, need())


def test_what_follows_an_answer_is_heard() -> None:
    """The post as it stands or that it is gone, our answer or that it was taken away."""
    (ask,) = SOURCE.follow(x.post(), Receipt(external_id="2124118125573046272", post_id="p"), need())
    mine = {**PAGE["data"][0], "id": "2124118125573046272", "edit_history_tweet_ids": ["2124118125573046272"]}
    missing = [{"resource_id": own, "type": "https://api.x.com/2/problems/resource-not-found"}
               for own in ("2123840089355190272", "2124118125573046272")]  # fmt: skip

    both, neither = read({"data": [PAGE["data"][0], mine]}, ask), read({"errors": missing}, ask)

    assert ask.params["ids"] == "2123840089355190272,2124118125573046272"
    assert ask.cost == {DOLLARS: 30_000}
    assert [post.external_id for post in both.posts] == ["2123840089355190272"]
    assert [one.standing for one in (*both.receipts, *neither.receipts)] == [Standing.PUBLISHED, Standing.REMOVED]
    assert (both.gone, neither.gone, neither.posts) == ([], ["2123840089355190272"], [])
    with pytest.raises(SourceChanged):
        read({"errors": missing}, what="mentions")


@pytest.mark.skipif(not FILES, reason="the recorded answers are not on this machine: ../shared/fixtures/x")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_recorded_answers_are_read_or_refused(path: Path) -> None:
    """Of 2021 and 2022, with default fields: placed in time by their ids."""
    shape, name = json.loads(path.read_bytes())["response"]["json"], path.stem
    if name in ("counts_recent", "get_me", "get_user", "create_and_delete_tweet_1"):
        with pytest.raises(SourceChanged):
            read(shape)
        return
    if name == "create_and_delete_tweet":
        assert SOURCE.receipt(answered(shape), OUTGOING, need()).external_id == "1456012973835788293"
        return
    page = read(shape)
    first = page.posts[0]

    assert len(page.posts) == len(shape["data"] if isinstance(shape["data"], list) else [shape["data"]])
    assert first.text
    assert first.posted_at.replace(microsecond=0) == _MOMENTS[name]


_MOMENTS = {
    "get_tweet": datetime(2020, 8, 12, 17, 1, 42, tzinfo=UTC),
    "get_tweets": datetime(2020, 8, 12, 17, 1, 42, tzinfo=UTC),
    "quote_tweets": datetime(2021, 11, 9, 18, 55, 55, tzinfo=UTC),
    "search_all": datetime(2022, 10, 7, 22, 58, 12, tzinfo=UTC),
    "search_recent_default_fields": datetime(2022, 10, 7, 22, 42, 12, tzinfo=UTC),
    "users_mentions": datetime(2022, 10, 7, 22, 43, 6, tzinfo=UTC),
}

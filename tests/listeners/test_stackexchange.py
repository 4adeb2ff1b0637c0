"""Stack Exchange: what is searched, what is looked into, pauses it asks for, and whose words they are."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.source import Answer, Need, Page
from listeners.sources.stackexchange import StackExchange
from storage.records import Kind, Receipt

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://api.se.example"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "stackexchange" / "users_associated.json"
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "stackexchange.json").read_bytes())
SOURCE = StackExchange()
OWNER = {"user_id": 7, "display_name": "Tomas Pell", "link": "https://stackoverflow.com/users/7/tomas"}
ANSWER = {"answer_id": 81, "question_id": 79001, "owner": OWNER, "score": 3, "creation_date": 1795198000,
          "body": "<p>Acme says &quot;no&quot;.</p>", "is_accepted": True}  # fmt: skip
COMMENT = {"comment_id": 91, "post_id": 81, "owner": OWNER, "score": 0, "creation_date": 1795198100, "body": "Thanks!"}


def need(told: Mapping[str, str] | None = None, *phrases: str) -> Need:
    """Return the need of a listener for two days."""
    settings = {"base_url": BASE, **(told or {})}
    return Need(phrases=phrases or ("acme",), settings=settings, since=NOW - timedelta(days=2), now=NOW)


def read(shape: object, site: str = "stackoverflow", **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    url = f"{BASE}/2.3/search/advanced?q=acme&site=stackoverflow"
    body = json.dumps(shape).encode()
    return SOURCE.read(
        Answer(url=url, status=200, headers={}, body=body, fetched_at=NOW, note=note), need({"site": site})
    )


def listed(*things: object, **more: object) -> object:
    """Return a list as Stack Exchange wraps it."""
    return {"items": list(things), "has_more": False, "quota_max": 300, "quota_remaining": 200, **more}


def test_each_phrase_is_searched_for_in_questions_and_in_answers() -> None:
    """By activity since the last time; our user's mentions beside it; with a key where there is one."""
    asks = SOURCE.ask(need({"site": "dba", "user_id": "42", "key": "k"}, "acme", 'acme "kettle"'))

    assert [ask.url.removeprefix(f"{BASE}/2.3/") for ask in asks] == [
        *("search/advanced", "search/excerpts", "search/advanced", "search/excerpts", "users/42/mentioned")
    ]
    assert {(ask.params["site"], ask.params["key"]) for ask in asks} == {("dba", "k")}
    assert (asks[2].params["q"], asks[2].params["min"]) == ('"acme kettle"', "1795089600")
    assert asks[4].params["fromdate"] == "1795089600"


@pytest.mark.parametrize(
    ("told", "phrases", "words"),
    [({}, (), "STACKEXCHANGE_USER_ID"), ({"user_id": "mira"}, (), "number"), ({"site": "a/b"}, ("acme",), "begins")],
)
def test_what_cannot_be_asked_is_said(told: Mapping[str, str], phrases: tuple[str, ...], words: str) -> None:
    """Silence must not look like peace."""
    with pytest.raises(Never, match=words):
        SOURCE.ask(replace(need(told), phrases=phrases))


def test_new_questions_become_posts_and_all_that_are_active_are_looked_into() -> None:
    """An old question stands there for a new answer."""
    page = read(PAGE)
    leaks, which = page.posts
    answers, comments = page.further

    assert (leaks.external_id, leaks.title) == ("stackoverflow/q/79001", 'Acme kettle API says "leaking"')
    assert leaks.text == "How do I read acme.Kettle?\n\nk.boil()\n\nIt answers “no”."
    assert (leaks.url, leaks.author.name) == ("https://stackoverflow.com/questions/79001/x", "Mira Fennel")
    assert leaks.edited_at == datetime(2026, 11, 20, 18, 6, 40, tzinfo=UTC)
    assert (leaks.metrics.likes, leaks.metrics.replies, leaks.metrics.views) == (2, 1, 40)
    assert (which.kind, which.thread_id, which.language) == (Kind.POST, "stackoverflow/q/79000", "en")
    assert answers.url == f"{BASE}/2.3/questions/79001;79000;70001/answers"
    assert comments.url == f"{BASE}/2.3/questions/79001;79000;70001/comments"
    assert page.more is not None
    assert page.more.params == {"q": "acme", "site": "stackoverflow", "page": "2"}


def test_answers_and_comments_belong_to_their_question() -> None:
    """New answers are asked for their comments; a comment tells what it stands under by how it was asked for."""
    page = read(listed(ANSWER), above="q")
    (answer,), (below,) = page.posts, page.further
    (comment,) = read(listed(COMMENT), above=below.note["above"]).posts

    assert (answer.external_id, answer.parent_id, answer.thread_id) == (
        "stackoverflow/a/81",
        "stackoverflow/q/79001",
        "stackoverflow/q/79001",
    )
    assert (answer.url, answer.text, answer.kind) == (
        "https://stackoverflow.com/a/81",
        'Acme says "no".',
        Kind.COMMENT,
    )
    assert below.url == f"{BASE}/2.3/answers/81/comments"
    assert (comment.parent_id, comment.url) == (
        "stackoverflow/a/81",
        "https://stackoverflow.com/posts/comments/91",
    )
    assert [post.tags_us for post in read(listed(COMMENT), what="mentions").posts] == [True]


def test_excerpts_lead_to_the_answers_they_are_of() -> None:
    """They name nobody and are cut: only their numbers count."""
    told = [{"item_type": "answer", "answer_id": 81}, {"item_type": "question", "question_id": 5}]

    page = read(listed(*told), what="excerpts")

    assert [ask.url for ask in page.further] == [f"{BASE}/2.3/answers/81"]
    assert not page.posts
    assert not read(listed(), what="excerpts").further


@pytest.mark.parametrize(
    ("site", "url", "language"),
    [
        ("dba", "https://dba.stackexchange.com/a/81", "en"),
        ("pt.stackoverflow", "https://pt.stackoverflow.com/a/81", "pt"),
        ("askubuntu", "https://askubuntu.com/a/81", "en"),
        ("mathoverflow.net", "https://mathoverflow.net/a/81", "en"),
    ],
)
def test_each_site_has_its_own_address_and_language(site: str, url: str, language: str) -> None:
    """Numbers are a site's own, so they go with its name."""
    (answer,) = read(listed(ANSWER), site).posts

    assert (answer.url, answer.language, answer.external_id) == (url, language, f"{site}/a/81")


@pytest.mark.parametrize(
    ("told", "wait"),
    [({}, None), ({"backoff": 10}, timedelta(seconds=10)), ({"quota_remaining": 0}, timedelta(hours=6))],
)
def test_a_pause_it_asks_for_is_kept(told: Mapping[str, object], wait: timedelta | None) -> None:
    """The method is not asked again at once; without anything left we stay away."""
    page = read({**PAGE, **told})

    assert page.wait == wait
    assert (page.more is None) == (wait is not None)


@pytest.mark.parametrize(
    ("status", "told", "error", "words"),
    [
        (
            400,
            {"error_name": "throttle_violation", "error_message": "more requests available in 35400 seconds"},
            Later,
            "STACKEXCHANGE_KEY",
        ),
        (400, {"error_name": "bad_parameter", "error_message": "`key` doesn't match"}, NeedsKey, "STACKEXCHANGE_KEY"),
        (400, {"error_name": "bad_parameter", "error_message": "site is required"}, Never, "site is required"),
        (404, {"error_name": "no_method", "error_message": "no such path"}, Never, "no such path"),
    ],
)
def test_refusals_are_told_in_plain_words(
    status: int, told: Mapping[str, str], error: type[Trouble], words: str
) -> None:
    """With how long it grants nothing."""
    trouble = SOURCE.refused(status, {}, json.dumps(told).encode(), NOW)

    assert isinstance(trouble, error)
    assert words in str(trouble)
    assert not isinstance(trouble, Later) or trouble.after == timedelta(seconds=35400)
    assert SOURCE.refused(503, {}, b"no", NOW) is SOURCE.refused(500, {}, b"{}", NOW) is None


def test_what_follows_an_answer_by_hand_is_heard() -> None:
    """The question as it stands, or that it is gone; what was said since, however old the thread."""
    (question, _) = read(PAGE).posts
    (answer,) = read(listed(ANSWER)).posts
    hand = Receipt(external_id="", post_id="q")
    stands, answers, comments = SOURCE.follow(question, hand, need())
    paths = [ask.url.rpartition("2.3/")[2] for ask in SOURCE.follow(answer, hand, need())]
    old = read(listed(PAGE["items"][2]), what="stands", post="x").posts

    assert stands.url == f"{BASE}/2.3/questions/79001"
    assert [ask.url for ask in (answers, comments)] == [f"{stands.url}/answers", f"{stands.url}/comments"]
    assert answers.params["fromdate"] == "1795197911"
    assert paths == ["answers/81", "answers/81/comments"]
    assert (stands.note["what"], stands.note["post"], answers.note["what"]) == ("stands", question.external_id, "said")
    assert read(listed(), what="stands", post=question.external_id).gone == ["stackoverflow/q/79001"]
    assert [post.external_id for post in old] == ["stackoverflow/q/70001"]
    assert read(listed(ANSWER), what="said").further == []


@pytest.mark.parametrize("lacking", ["creation_date", "body", "answer_id"])
def test_a_thing_without_what_it_is_documented_to_have_is_none(lacking: str) -> None:
    """The schema changed: somebody must know. An answer without its number would be read as its question."""
    things = {name: value for name, value in ANSWER.items() if name not in (lacking, "question_id")}

    with pytest.raises(SourceChanged):
        read(listed(things))


@pytest.mark.skipif(not RECORDED.is_file(), reason="the recorded answer is not on this machine: ../shared/fixtures")
def test_a_recorded_list_of_something_else_is_refused() -> None:
    """People's accounts, in the wrapper that all lists share."""
    with pytest.raises(SourceChanged, match="another shape"):
        read(json.loads(RECORDED.read_bytes()))

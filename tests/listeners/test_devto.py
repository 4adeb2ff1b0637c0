"""DEV: what is asked of a Forem community, and what its articles and comment trees become."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from listeners.errors import SourceChanged
from listeners.source import Answer, Ask, Follows, Need, Page
from listeners.sources.devto import SOURCE
from storage.records import Kind, Receipt
from tests.listeners.conftest import NOW

PAGE = json.loads((Path(__file__).parents[1] / "pages" / "devto.json").read_bytes())
SINCE = datetime(2026, 11, 20, 12, tzinfo=UTC)
LENA = {"name": "Lena Hart", "username": "lenah", "user_id": 7}
BELOW = {"article": "article/2900101", "title": "Kettles", "page": "1"}
AT = "2026-11-20T22:00:00Z"
LAST = {"id_code": "2a3", "created_at": AT, "body_html": "<p>Mine does.</p>", "user": {"name": ""}}
GONE = {"id_code": "2a2", "created_at": AT, "body_html": "<p>[deleted]</p>", "user": {}, "children": [LAST]}
TREE = {
    "id_code": "2a1",
    "created_at": AT,
    "body_html": "<p>Does it <b>leak</b>?</p>",
    "user": LENA,
    "children": [GONE],
}


def need(*, since: datetime | None = SINCE, phrases: tuple[str, ...] = ("acme",), **settings: str) -> Need:
    """Return what a listener wants."""
    return Need(phrases=phrases, settings={"base_url": "https://dev.to/api", **settings}, since=since, now=NOW)


def page(told: object, note: Mapping[str, str] | None = None, *, wanted: Need | None = None) -> Page:
    """Read an answer."""
    body = json.dumps(told).encode()
    answer = Answer(url="", status=200, headers={}, body=body, fetched_at=NOW, note=note or {})
    return SOURCE.read(answer, wanted or need())


def test_everything_new_is_asked_for_and_what_we_published() -> None:
    """There is no search; comments are found by their article."""
    latest, own = SOURCE.ask(need(username="@acmehq"))

    assert (latest.url, latest.params) == ("https://dev.to/api/articles/latest", {"per_page": "100"})
    assert (own.url, own.params) == ("https://dev.to/api/articles", {"username": "acmehq", "per_page": "100"})
    assert latest.headers == {"accept": "application/vnd.forem.api-v1+json"}
    assert SOURCE.ask(need()) == [latest]


def test_articles_become_posts() -> None:
    """Title, description and tags, when it was edited, how it was received."""
    kettle, other = page(PAGE).posts

    assert (kettle.external_id, kettle.kind, kettle.language) == ("article/2900101", Kind.ARTICLE, "en")
    assert kettle.text == "A weekend, a relay and far too much tea.\n\n#iot #kettles"
    assert (kettle.posted_at, kettle.edited_at) == (
        datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
        datetime(2026, 11, 20, 19, 10, tzinfo=UTC),
    )
    assert (kettle.metrics.likes, kettle.metrics.replies) == (17, 3)
    assert (kettle.author.id, kettle.author.handle, kettle.author.url) == (
        "410001",
        "mfennel",
        "https://dev.to/mfennel",
    )
    assert (other.edited_at, other.language, other.text) == (None, "", "They sleep.")


COMMENTS = Ask(
    url="https://dev.to/api/comments",
    params={"a_id": "2900101", "page": "1"},
    headers={"accept": "application/vnd.forem.api-v1+json"},
    note={"article": "article/2900101", "title": "Teaching an Acme kettle to speak MQTT", "page": "1"},
)


@pytest.mark.parametrize(
    ("wanted", "asks"),
    [
        pytest.param(need(), [COMMENTS], id="one of our phrases"),
        pytest.param(need(phrases=("kettles",)), [COMMENTS], id="a tag"),
        pytest.param(need(phrases=("teapot",)), [], id="not about us"),
        pytest.param(need(since=NOW), [], id="nothing new"),
    ],
)
def test_comments_are_read_where_an_article_concerns_us(wanted: Need, asks: list[Ask]) -> None:
    """An ask for each, so only where there is something new."""
    assert page(PAGE, wanted=wanted).further == asks


def test_below_our_own_articles_every_comment_is_heard() -> None:
    """The articles themselves are ours and no news."""
    found = page(PAGE, {"ours": "1"}, wanted=need(phrases=("teapot",)))

    assert found.posts == ()
    assert [ask.note.get("ours") for ask in found.further] == ["1"]
    assert found.more is None


def test_articles_may_be_read_whole() -> None:
    """An ask each for what is new; the listing then only leads to them."""
    found = page(PAGE, wanted=need(whole="1"))
    (whole,) = page({**PAGE[0], "body_html": "<p>The <i>acme</i> relay clicks.</p>"}, {"whole": "1"}).posts

    assert found.posts == []
    assert [ask.url[-16:] for ask in found.further[:2]] == ["articles/2900101", "articles/2900100"]
    assert (whole.text, whole.external_id) == ("The acme relay clicks.", "article/2900101")


def test_a_tree_of_comments_is_read_whole() -> None:
    """Who answered whom, under which article; what has no person is gone."""
    found = page([TREE], {**BELOW, "ours": "1"})
    first, last = found.posts

    assert (first.external_id, first.text, first.title) == ("comment/2a1", "Does it leak?", "Kettles")
    assert (first.parent_id, first.thread_id) == ("article/2900101", "article/2900101")
    assert first.url == "https://dev.to/lenah/comment/2a1"
    assert (last.parent_id, last.author.name, last.url) == ("comment/2a2", "DEV member", "https://dev.to")
    assert found.gone == ["comment/2a2"]
    assert first.tags_us
    assert found.more is None


def test_older_pages_are_asked_for() -> None:
    """Of articles while there are any, of comments while a page is full."""
    more = page(PAGE, {"page": "2"}).more
    comments = page([TREE] * 50, BELOW).more

    assert more is not None
    assert more.params == {"per_page": "100", "page": "3"}
    assert page([]).more is None
    assert comments is not None
    assert comments.params == {"a_id": "2900101", "page": "2"}


def test_a_conversation_is_followed() -> None:
    """Below a comment, or below an article."""
    assert isinstance(SOURCE, Follows)
    (comment, *_) = page([TREE], BELOW).posts
    receipt = Receipt(external_id="", post_id="")
    (tree,) = SOURCE.follow(comment, receipt, need())
    whole, below = SOURCE.follow(page(PAGE).posts[0], receipt, need())

    assert tree.url == "https://dev.to/api/comments/2a1"
    assert [post.external_id for post in page(TREE, tree.note).posts] == ["comment/2a1", "comment/2a3"]
    assert (whole.url, below.params) == ("https://dev.to/api/articles/2900101", {"a_id": "2900101", "page": "1"})


@pytest.mark.parametrize(
    ("told", "note"),
    [
        pytest.param([{"id": 1, "user": {}}], {}, id="no title"),
        pytest.param([{"title": "t", "user": {}}], {}, id="no id"),
        pytest.param([{"id_code": "1"}], {"article": "article/1", "title": ""}, id="a comment without words"),
        pytest.param({"error": "not found", "status": 404}, {"whole": "1"}, id="an error"),
    ],
)
def test_another_shape_is_said(told: object, note: dict[str, str]) -> None:
    """Never zero posts."""
    with pytest.raises(SourceChanged, match="another shape"):
        page(told, note)

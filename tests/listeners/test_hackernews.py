"""Hacker News: what is asked, and what its hits become."""

import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from listeners.errors import SourceChanged, Trouble
from listeners.source import Answer, Ask, Follows, Need, Page
from listeners.sources.hackernews import SOURCE
from storage.records import Kind, Receipt, Standing

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "hackernews"
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []
FOLLOWED = {"follow": "post", "post": "18562744"}
PAGE = (Path(__file__).parents[1] / "pages" / "hackernews.json").read_bytes()


def page(body: bytes, ask: Ask | None = None, need: Need | None = None) -> Page:
    """Read a body as the answer to an ask."""
    ask = ask or Ask(url="https://hn.algolia.com/api/v1/search_by_date")
    url = f"{ask.url}?{urlencode(ask.params)}"
    answer = Answer(url=url, status=200, headers={}, body=body, fetched_at=NOW, note=ask.note)
    return SOURCE.read(answer, need or Need(now=NOW))


def test_each_phrase_is_one_exact_search() -> None:
    """No typing errors forgiven, no prefixes, nothing older than wanted, stories and comments alike."""
    since = datetime(2026, 11, 20, 12, 0, 0, 999, tzinfo=UTC)
    one, two = SOURCE.ask(Need(phrases=("acme", 'the "kettle" co'), since=since, now=NOW))

    assert one.url == "https://hn.algolia.com/api/v1/search_by_date"
    assert one.params == {
        "query": '"acme"', "tags": "(story,comment,poll)", "hitsPerPage": "100", "typoTolerance": "false",
        "queryType": "prefixNone", "advancedSyntax": "true", "analytics": "false",
        "numericFilters": "created_at_i>=1795176000",
    }  # fmt: skip
    assert two.params["query"] == '"the kettle co"'


def test_without_phrases_everything_is_asked_for() -> None:
    """An empty query hears everything."""
    (ask,) = SOURCE.ask(Need(now=NOW))

    assert ask.params["query"] == ""
    assert "numericFilters" not in ask.params


def test_the_operator_may_point_it_elsewhere() -> None:
    """HACKERNEWS_URL, with the same paths."""
    (ask,) = SOURCE.ask(Need(now=NOW, settings={"base_url": "http://127.0.0.1:1234/"}))

    assert ask.url == "http://127.0.0.1:1234/api/v1/search_by_date"


def test_hits_become_posts() -> None:
    """A comment, a story with a link, a story with a text."""
    comment, link, question = page(PAGE).posts

    assert (comment.kind, comment.title, comment.external_id) == (Kind.COMMENT, "", "4100003")
    assert comment.text == "Acme's kettle API went down again.\n\nIs there a status page? https://status.example.com"
    assert (comment.parent_id, comment.thread_id) == ("4100002", "4100001")
    assert comment.url == "https://news.ycombinator.com/item?id=4100003"
    assert (comment.author.handle, comment.author.url[-10:]) == ("mfennel", "id=mfennel")
    assert comment.posted_at == datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
    assert (link.kind, link.title, link.text) == (
        Kind.POST,
        "Show HN: A kettle with an API",
        "https://kettle.example.com/",
    )
    assert (link.metrics.likes, link.metrics.replies, link.thread_id) == (12, 2, "4100001")
    assert question.text == "My Acme kettle leaks.\n\nWhat do you use?"
    assert not any(post.tags_us for post in (comment, link, question))


def test_older_hits_are_reached_by_moving_the_window() -> None:
    """A search reaches no more than a thousand hits; the last second is asked for once more, then left behind."""
    need = Need(phrases=("acme",), since=datetime(2026, 11, 1, tzinfo=UTC), now=NOW)
    (first,) = SOURCE.ask(need)
    second = page(PAGE, first, need).more
    assert second is not None
    third = page(PAGE, second, need).more

    assert second.params == {**first.params, "numericFilters": "created_at_i>=1793491200,created_at_i<=1795176000"}
    assert third is not None
    assert third.params == {**first.params, "numericFilters": "created_at_i>=1793491200,created_at_i<1795176000"}


def test_a_walk_ends_with_the_last_hits() -> None:
    """No ask more than it takes."""
    shape = json.loads(PAGE)

    assert page(json.dumps({**shape, "nbHits": 3}).encode()).more is None
    assert page(json.dumps({**shape, "hits": [], "nbHits": 0}).encode()).more is None


@pytest.mark.parametrize("field", ["objectID", "_tags", "created_at_i"])
def test_a_hit_without_what_it_is_documented_to_have_is_no_hit(field: str) -> None:
    """The schema changed: somebody must know."""
    shape = json.loads(PAGE)
    del shape["hits"][1][field]

    with pytest.raises(SourceChanged, match="another shape"):
        page(json.dumps(shape).encode())


@pytest.mark.skipif(not FILES, reason="the recorded pages are not on this machine: ../shared/fixtures/hackernews")
@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_recorded_pages_are_read_or_refused(path: Path) -> None:
    """Search pages hold comments of 2018, an item its answers; a user is neither."""
    if path.name == "item.json":
        found = page(path.read_bytes(), Ask(url="https://hn.algolia.com/api/v1/items/18562744", note=FOLLOWED))
        story, *answers = found.posts

        assert (story.external_id, story.kind, story.author.handle) == ("18562744", Kind.POST, "santiagobasulto")
        assert story.title == "Show HN: RMOTR Notebooks – Free Online Data Science Environment"
        assert answers
        assert all(post.parent_id == post.thread_id == "18562744" and post.text for post in answers)
        return
    if not path.name.startswith("search_by_date"):
        with pytest.raises(Trouble):
            page(path.read_bytes())
        return
    posts = page(path.read_bytes()).posts

    assert [post.kind for post in posts] == [Kind.COMMENT, Kind.COMMENT]
    assert all(post.posted_at.year == 2018 and post.text and post.parent_id for post in posts)


def test_links_lead_to_the_site_one_reads_it_on() -> None:
    """Posts and people alike, where a listener names another site."""
    post = page(PAGE, need=Need(now=NOW, settings={"site": "http://reader.example/"})).posts[0]

    assert post.url == f"http://reader.example/item?id={post.external_id}"
    assert post.author.url.startswith("http://reader.example/user?id=")


def an_item(
    own: int, *children: object, author: str | None = "otto_b", text: str | None = "<p>Does it leak?</p>"
) -> object:
    """Return what /items tells of a comment."""
    return {
        "id": own, "created_at_i": 1795197900, "type": "comment", "author": author, "title": None, "url": None,
        "text": text, "points": None, "parent_id": 4100001, "story_id": 4100001, "children": children,
    }  # fmt: skip


def test_a_conversation_is_followed() -> None:
    """The post as it stands, what was answered to it and to us, and what of it is gone."""
    assert isinstance(SOURCE, Follows)
    post = page(PAGE).posts[0]
    hand = Receipt(external_id="", post_id=post.external_id, url="https://news.ycombinator.com/item?id=4100009")
    there, ours = SOURCE.follow(post, hand, Need(now=NOW))
    told = page(
        json.dumps(an_item(4100003, an_item(4100009), an_item(4100010, author=None, text=None))).encode(), there
    )
    below = page(json.dumps(an_item(4100009, an_item(4100011))).encode(), ours)
    removed = page(json.dumps(an_item(4100009, author=None, text=None)).encode(), ours)

    assert [ask.url.rpartition("/")[2] for ask in (there, ours)] == ["4100003", "4100009"]
    assert [one.external_id for one in told.posts] == ["4100003", "4100009"]
    assert (told.posts[0].text, told.gone) == ("Does it leak?", ["4100010"])
    assert [one.external_id for one in below.posts] == ["4100011"]
    assert [(one.external_id, one.standing) for one in below.receipts] == [("4100009", Standing.PUBLISHED)]
    assert [one.standing for one in removed.receipts] == [Standing.REMOVED]
    assert removed.gone == []


@pytest.mark.parametrize("url", ["", "https://news.ycombinator.com/", "https://acme.example/?id=../users/otto"])
def test_an_answer_whose_address_does_not_name_it_is_not_asked_for(url: str) -> None:
    """Only the post is."""
    assert isinstance(SOURCE, Follows)
    asks = SOURCE.follow(page(PAGE).posts[0], Receipt(external_id="", post_id="", url=url), Need(now=NOW))

    assert [ask.note["follow"] for ask in asks] == ["post"]


@pytest.mark.parametrize("told", [{}, {"id": 1}, {"id": 1, "children": 2}, {"id": 1, "author": "a", "children": []}])
def test_an_item_of_another_shape_is_said(told: object) -> None:
    """Never silence."""
    with pytest.raises(SourceChanged, match="another shape"):
        page(json.dumps(told).encode(), Ask(url="https://hn.algolia.com/api/v1/items/1", note=FOLLOWED))

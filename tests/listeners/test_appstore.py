"""The App Store's public reviews: what is asked for each country, and what the feed's odd shapes become."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from listeners.errors import Never, SourceChanged
from listeners.source import Answer, Need, Page
from listeners.sources.appstore import SOURCE
from storage.records import Kind
from tests.listeners.conftest import NOW

PAGE = json.loads((Path(__file__).parents[1] / "pages" / "appstore.json").read_bytes())
SETTINGS = {"base_url": "https://itunes.example.com", "app": "900100200"}
REVIEW = PAGE["feed"]["entry"][1]


def need(**more: str) -> Need:
    """Return what a listener wants."""
    return Need(settings={**SETTINGS, **more}, now=NOW)


def page(feed: object, **note: str) -> Page:
    """Read a feed."""
    body = json.dumps({"feed": feed}).encode()
    told = {"app": "900100200", "country": "gb", "page": "1", **note}
    return SOURCE.read(Answer(url="", status=200, headers={}, body=body, fetched_at=NOW, note=told), need())


def entry(**more: object) -> Any:  # noqa: ANN401 - raw JSON
    """Return a review, changed."""
    return {**REVIEW, **{name.replace("im_", "im:"): value for name, value in more.items()}}


@pytest.mark.parametrize(("told", "countries"), [("", ["us"]), ("gb, de us gb", ["gb", "de", "us"]), ("DE", ["de"])])
def test_each_country_is_asked_once(told: str, countries: list[str]) -> None:
    """Reviews are kept by country."""
    asks = SOURCE.ask(need(countries=told))

    assert [ask.url for ask in asks] == [
        f"https://itunes.example.com/{one}/rss/customerreviews/page=1/id=900100200/sortby=mostrecent/json"
        for one in countries
    ]


@pytest.mark.parametrize(("more", "words"), [({"app": ""}, "set app"), ({"countries": "us germany"}, "germany")])
def test_what_is_missing_or_wrong_is_said(more: dict[str, str], words: str) -> None:
    """Before anything is asked."""
    with pytest.raises(Never, match=words):
        SOURCE.ask(need(**more))


def test_reviews_become_posts() -> None:
    """With their stars, their votes and a page to open; the app itself is no review."""
    bad, good = page(PAGE["feed"]).posts

    assert (bad.external_id, bad.kind, bad.rating, bad.title) == ("11800000001", Kind.REVIEW, 1, "Lost my schedule")
    assert bad.text == "Since the update the acme kettle boils at midnight.\nNobody answers."
    assert (bad.author.name, bad.author.id) == ("mfennel", "https://itunes.apple.com/us/reviews/id4100001")
    assert bad.posted_at == datetime(2026, 11, 20, 11, 24, 23, tzinfo=UTC)
    assert bad.url == "https://itunes.apple.com/us/review?id=900100200&type=Purple%20Software"
    assert (bad.metrics.likes, good.metrics.likes) == (4, 0)
    assert (good.author.name, bad.thread_id) == ("App Store customer", "gb/900100200")


@pytest.mark.parametrize(
    ("entries", "count"),
    [
        pytest.param([REVIEW, REVIEW], 2, id="a list"),
        pytest.param(REVIEW, 1, id="one alone"),
        pytest.param(None, 0, id="null"),
        pytest.param([], 0, id="none"),
        pytest.param({}, 0, id="an empty one"),
        pytest.param(PAGE["feed"]["entry"][0], 0, id="the app alone"),
    ],
)
def test_every_shape_of_a_list_is_read(entries: object, count: int) -> None:
    """Apple's JSON is made from XML."""
    assert len(page({"entry": entries, "id": {"label": "x"}}).posts) == count
    assert page({"id": {"label": "x"}}).posts == []


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        pytest.param({"link": [{"attributes": {"href": "https://a.example"}}]}, "url", "https://a.example", id="links"),
        pytest.param({"link": None}, "url", "https://apps.apple.com/gb/app/id900100200?see-all=reviews", id="no link"),
        pytest.param({"updated": None}, "posted_at", NOW, id="no time"),
        pytest.param({"id": {"label": "https://a.example/us/review/id77?x=1"}}, "external_id", "77", id="an address"),
    ],
)  # fmt: skip
def test_what_may_be_missing_is_made_up_for(changed: dict[str, object], field: str, value: object) -> None:
    """Times were missing for years, links come in two shapes."""
    (post,) = page({"entry": entry(**changed)}).posts

    assert getattr(post, field) == value


@pytest.mark.parametrize(
    "feed",
    [
        pytest.param(None, id="no feed"),
        pytest.param({"entry": "x"}, id="no entries"),
        pytest.param({"entry": entry(id=None)}, id="no id"),
        pytest.param({"entry": entry(im_rating={"label": "6"})}, id="no stars"),
    ],
)
def test_another_shape_is_said(feed: object) -> None:
    """Never zero reviews."""
    with pytest.raises(SourceChanged, match="another shape"):
        page(feed)


def test_ten_pages_are_all_there_are() -> None:
    """And an empty one is the last."""
    more = page(PAGE["feed"], page="9").more

    assert more is not None
    assert "/gb/rss/customerreviews/page=10/id=900100200/" in more.url
    assert page(PAGE["feed"], page="10").more is None
    assert page({"entry": None, "id": 1}).more is None

"""Reviews in Apple's App Store as anybody may read them, country by country. No key; answers go by App Store Connect.

itunes.apple.com/{country}/rss/customerreviews, undocumented by Apple for years and still served: 50 reviews a page, ten
pages a country. `entry` is a list, a single object, null or missing; an entry without stars is the app itself. An empty
feed says nothing: Apple serves one for minutes at a time. A review that is changed keeps its id.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from listeners import shapes
from listeners.errors import Never, SourceChanged
from listeners.feeds import stars
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Post

_CHANGED = "the App Store's review feed has another shape than it used to: reviews cannot be read"
_PAGES = 10
_COUNTRY = re.compile(r"[a-z]{2}")
_NUMBER = re.compile(r"(?:^|/id|[?&]id=)(\d+)")


class AppStore:
    """Reviews of one app, country by country, newest first."""

    about = About(
        name="appstore",
        title="App Store",
        docs="https://developer.apple.com/app-store/ratings-and-reviews/",
        base_url="https://itunes.apple.com",
        reads=("reviews",),
        settings=(
            Setting(name="app", about="the app's number, as in apps.apple.com/app/id123456789", required=True),
            Setting(name="countries", about="two letters each, such as: us gb de; us if left out"),
        ),
        pace=timedelta(minutes=30),
        least_pace=timedelta(minutes=5),
        overlap=timedelta(hours=24),  # reviews appear late, and out of order
        lookback=timedelta(days=30),
        terms="A public feed that Apple documents nowhere any more: ask every half hour at most, expect gaps.",
        verified=("public samples of 2026",),
        unverified="Never called live; whether all countries still serve it is not known.",
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return one ask for each country."""
        app = need.settings.get("app", "").strip().removeprefix("id")
        countries = need.settings.get("countries", "").lower().replace(",", " ").split() or ["us"]
        if not app:
            raise Never("the App Store needs the app's number: set app")
        if strange := next((one for one in countries if not _COUNTRY.fullmatch(one)), ""):
            raise Never(f'countries are two letters each, such as "us gb de", not "{strange}"')
        return [_page(need, app, country, 1) for country in dict.fromkeys(countries)]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the reviews of one page."""
        note = {"app": "", "country": "us", "page": "1", **answer.note}
        reviews = [one for one in _entries(answer.body) if "im:rating" in one]
        page = int(note["page"])
        more = _page(need, note["app"], note["country"], page + 1) if reviews and page < _PAGES else None
        return Page(posts=[_post(one, note["app"], note["country"], need) for one in reviews], more=more)


def _page(need: Need, app: str, country: str, page: int) -> Ask:
    return Ask(
        url=f"{need.base}/{country}/rss/customerreviews/page={page}/id={app}/sortby=mostrecent/json",
        note={"app": app, "country": country, "page": str(page)},
    )


def _entries(body: bytes) -> Sequence[Shape]:
    told = shapes.decoded(body, _CHANGED)
    feed = shapes.fields(told, "feed")
    if not feed:
        raise SourceChanged(_CHANGED)
    entries = feed.get("entry")
    if isinstance(entries, list):
        return [shapes.fields(one) for one in entries]
    if entries is not None and not isinstance(entries, dict):
        raise SourceChanged(_CHANGED)
    return [entries] if entries else []


def _post(review: Shape, app: str, country: str, need: Need) -> Post:
    number = _NUMBER.search(shapes.line(review, "id", "label"))
    rating = stars(shapes.found(review, "im:rating", "label"))
    if number is None or rating is None:
        raise SourceChanged(_CHANGED)
    author = shapes.link(review, "author", "uri", "label")
    name = shapes.line(review, "author", "name", "label") or "App Store customer"
    return Post(
        source="appstore",
        external_id=number[1],
        kind=Kind.REVIEW,
        url=_link(review) or f"https://apps.apple.com/{country}/app/id{app}?see-all=reviews",
        title=shapes.line(review, "title", "label"),
        text=clean(shapes.words(review, "content", "label")),
        rating=rating,
        author=Author(id=author or name, name=name, url=author),
        posted_at=min(shapes.moment(review, "updated", "label") or need.now, need.now),
        metrics=Metrics(likes=_votes(review)),
        thread_id=f"{country}/{app}",
    )


def _link(review: Shape) -> str:
    """Return the review's address: `link` is one object, or a list of them."""
    links = shapes.listed(review, "link") or [shapes.fields(review, "link")]
    return next((found for link in links if (found := shapes.link(link, "attributes", "href"))), "")


def _votes(review: Shape) -> int | None:
    told = shapes.words(review, "im:voteSum", "label")
    return int(told[:9]) if told.isascii() and told.isdigit() else None


SOURCE: Source = AppStore()

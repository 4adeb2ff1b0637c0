"""How a business is rated on Yelp, and the three newest excerpts of reviews, which is all that Yelp's API tells.

docs.developer.yelp.com (v3_business_info, v3_business_reviews). Excerpts hold 160 characters and the local time of
the business, without saying which. Reviews between two asks may be missed; that the count or the average changed is
not. The trial plan grants 300 asks a day, and a walk takes two. Nothing can be answered by the API: Yelp's own page
is opened.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

from listeners import shapes
from listeners.errors import Later, NeedsKey, SourceChanged, Trouble
from listeners.shapes import Shape
from listeners.source import About, Allowance, Answer, Ask, Need, Page, Per, Setting, Source
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Post

_CHANGED = "Yelp answered in another shape than it documents"
_ONE = {"asks": 1}


class Yelp:
    """The rating of one business, and its newest excerpts."""

    about = About(
        name="yelp",
        title="Yelp",
        docs="https://docs.developer.yelp.com/docs/fusion-intro",
        base_url="https://api.yelp.com/v3",
        reads=("changes of the rating", "three newest review excerpts"),
        settings=(
            Setting(name="business", about="the business's id or alias", required=True),
            Setting(name="token", about="the API key", required=True, secret=True),
            Setting(name="daily_asks", about="how many asks a day the plan grants (300)"),
        ),
        pace=timedelta(minutes=30),
        least_pace=timedelta(minutes=5),
        overlap=timedelta(hours=24),
        pages=1,
        allowances=(Allowance(unit="asks", per=Per.DAY, most=300, setting="daily_asks"),),
        terms="Excerpts may be kept for 24 hours and must link to Yelp.",
        text_kept=timedelta(hours=24),
        author_kept=timedelta(hours=24),
        verified=("documentation 2026-11",),
        unverified="The 24 hours that excerpts may be kept are remembered from the terms, not read again.",
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the newest excerpts and for the rating."""
        token = need.settings.get("token", "")
        if not token:
            raise NeedsKey("Yelp needs its API key: set YELP_TOKEN")
        url = f"{need.base}/businesses/{quote(need.settings.get('business', ''), safe='')}"
        open_ = {"authorization": f"Bearer {token}"}
        newest = {"sort_by": "newest", "limit": "3"}
        return [
            Ask(url=f"{url}/reviews", params=newest, headers=open_, cost=_ONE),
            Ask(url=url, headers=open_, cost=_ONE, note={"rating": "1"}),
        ]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the excerpts, or what became of the rating since the last walk."""
        told = shapes.decoded(answer.body, _CHANGED)
        if "rating" in answer.note:
            return _rated(shapes.fields(told), need)
        reviews = shapes.found(told, "reviews")
        if not isinstance(reviews, list):
            raise SourceChanged(_CHANGED)
        return Page(posts=[_post(_checked(one), need) for one in reviews])

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what Yelp's error codes mean."""
        try:
            code = shapes.words(shapes.decoded(body, ""), "error", "code")
        except SourceChanged:
            return None
        if code == "ACCESS_LIMIT_REACHED":
            return Later("Yelp grants no more for today; asking again tomorrow", after=_until_midnight(now))
        if code == "TOO_MANY_REQUESTS_PER_SECOND":
            return Later("Yelp was asked too fast; trying again later")
        if code.startswith("TOKEN_"):
            return NeedsKey("Yelp does not accept the API key: make one in its developer pages, and set YELP_TOKEN")
        return None


def _until_midnight(now: datetime) -> timedelta:
    """Yelp counts the days of UTC."""
    return datetime.combine(now.date() + timedelta(days=1), time(), UTC) - now


def _rated(business: Shape, need: Need) -> Page:
    """Tell once that count or average changed; the first walk only takes note of them."""
    own, count, stars = shapes.ident(business, "id"), shapes.count(business, "review_count"), business.get("rating")
    if not own or count is None or isinstance(stars, bool) or not isinstance(stars, int | float):
        raise SourceChanged(_CHANGED)
    marks = {"count": str(count), "stars": f"{stars:g}"}
    before = {name: need.marks.get(name, "") for name in marks}
    changed = [_change(business, before, marks, need)] if all(before.values()) and before != marks else []
    return Page(posts=changed, marks=marks)


def _change(business: Shape, before: Mapping[str, str], now: Mapping[str, str], need: Need) -> Post:
    name = shapes.line(business, "name") or "This business"
    own = shapes.ident(business, "id")
    return Post(
        source="yelp",
        external_id=f"{own}#{now['count']}:{now['stars']}",
        kind=Kind.ARTICLE,
        url=_page(business),
        title=f"{name} on Yelp: {now['stars']} stars from {now['count']} reviews",
        text=f"Before: {before['stars']} stars from {before['count']} reviews.",
        language="en",
        author=Author(id="yelp", name="Yelp"),
        posted_at=need.now,
        metrics=Metrics(replies=int(now["count"])),
        thread_id=own,
    )


def _checked(told: object) -> Shape:
    review = shapes.fields(told)
    if not shapes.ident(review, "id") or shapes.moment(_timed(review), "at") is None:
        raise SourceChanged(_CHANGED)
    return review


def _timed(review: Shape) -> Shape:
    return {"at": shapes.words(review, "time_created").replace(" ", "T")}


def _page(shape: Shape) -> str:
    return shapes.link(shape, "url").partition("?")[0] or "https://www.yelp.com/"


def _post(review: Shape, need: Need) -> Post:
    own, stars = shapes.ident(review, "id"), shapes.count(review, "rating")
    person = shapes.ident(review, "user", "id")
    return Post(
        source="yelp",
        external_id=own,
        kind=Kind.REVIEW,
        url=shapes.link(review, "url") or "https://www.yelp.com/",
        text=clean(shapes.words(review, "text")),
        rating=stars if stars in range(1, 6) else None,
        author=Author(
            id=person or own,
            name=shapes.line(review, "user", "name") or "A Yelp user",
            url=shapes.link(review, "user", "profile_url"),
        ),
        posted_at=min(shapes.moment(_timed(review), "at") or need.now, need.now),
        thread_id=own,
    )


SOURCE: Source = Yelp()

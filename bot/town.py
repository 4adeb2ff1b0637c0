"""What the demo listens for: two brands, a competitor, and one word of the live web where that is wanted."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote, quote_plus, urlsplit

from bot.playground import places
from bot.playground.places import helping
from bot.playground.script import BRAND, COMPETITOR, SECOND, Place
from storage import gathered, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Listen, Objective, Watch
from storage.upgrade import ready

CHANNELS = ("#reviews", "#mentions", "#larkmoor", "#competitors")
OFTEN, SELDOM = timedelta(seconds=1), timedelta(seconds=3)
NEWS = (Place.HARBOUR_POST, Place.QUAYSIDE_WEEKLY, Place.ALERTS)
TALK = (Place.FORUM, Place.REDDIT)
OURS = ("brightloaf", "larkmoor")


def furnish(address: str, web: str) -> tuple[Watch, ...]:
    """Store the demo's watches, which listen to the web in small at `web`, and where its library is; return them."""
    stored = _store(address, invented_watches(web))
    with Store(address) as store:
        where = f"{web}/{helping.PLACE}/{helping.SITEMAP}"
        gathered.follow(store, workspaces.only(store), where, by="", now=datetime.now(UTC))
    return stored


def furnish_live(address: str, term: str) -> tuple[Watch, ...]:
    """Store one watch for a word, which listens to the live web; return it."""
    return _store(address, live_watches(term))


def _store(address: str, wanted: Sequence[Watch]) -> tuple[Watch, ...]:
    with Store(address) as store:
        ready(store)
        workspace = workspaces.only(store)
        return tuple(watches.save(store, workspace, watch, now=datetime.now(UTC)).watch for watch in wanted)


def invented_watches(web: str) -> tuple[Watch, ...]:
    """Return the watches of the invented world; the first is asked first, and has something urgent at once."""
    return (_reviews(web), _mentions(web), _second(web), _competitor(web))


def _reviews(web: str) -> Watch:
    return Watch(
        name=f"{BRAND} reviews",
        objective=Objective.SERVE,
        channel="#reviews",
        alert_at=60,
        answer_within=timedelta(hours=1),
        digest_at=time(9),
        backlog=Backlog.ALERT,
        ours=OURS,
        listens=(_feed(web, Place.REVIEWS, OFTEN), _feed(web, Place.APPS, OFTEN)),
    )


def _mentions(web: str) -> Watch:
    named = BRAND.casefold()
    return Watch(
        name=BRAND,
        objective=Objective.PROTECT,
        query=f"{named} OR @{named}",
        channel="#mentions",
        alert_at=55,
        answer_within=timedelta(hours=2),
        digest_at=time(9),
        ours=OURS,
        listens=(
            _feed(web, Place.COMMENTS, OFTEN),
            _hackernews(web),
            *_threads(web),
            Listen(source="mastodon", every=OFTEN),
            *(_feed(web, place, SELDOM) for place in (*NEWS, Place.VIDEOS, Place.JOURNAL)),
        ),
    )


def _second(web: str) -> Watch:
    named = SECOND.casefold()
    return Watch(
        name=SECOND,
        objective=Objective.SERVE,
        query=f"{named} AND NOT (village OR furlong* OR lifeboat)",
        channel="#larkmoor",
        alert_at=35,
        answer_within=timedelta(hours=1),
        digest_at=time(8, 30),
        ours=OURS,
        listens=(
            *_threads(web),
            _feed(web, Place.MASTODON, OFTEN, path=places.tag_feed(named)),
            _hackernews(web),
            *(_feed(web, place, SELDOM) for place in (*NEWS, Place.VIDEOS)),
        ),
    )


def _competitor(web: str) -> Watch:
    return Watch(
        name=f"{COMPETITOR}, the other bakery",
        objective=Objective.LEARN,
        query=COMPETITOR.casefold(),
        channel="#competitors",
        alert_at=45,
        digest_at=time(17),
        ours=OURS,
        listens=(*_threads(web), _hackernews(web), *(_feed(web, place, SELDOM) for place in NEWS)),
    )


def _threads(web: str) -> tuple[Listen, ...]:
    talked = tuple(_feed(web, place, OFTEN) for place in TALK)
    return (*talked, _feed(web, Place.REDDIT, OFTEN, path=places.THREADS_FEED))


def _feed(web: str, place: Place, every: timedelta, *, path: str = "") -> Listen:
    kind = places.SITES[place].kind
    settings = {"url": places.feed_address(web, place, path), **({"kind": kind} if kind else {})}
    return Listen(source="feed", every=every, settings=settings)


def _hackernews(web: str) -> Listen:
    site = f"http://{places.SITES[Place.HACKERNEWS].host}.localhost:{urlsplit(web).port}"
    return Listen(source="hackernews", every=OFTEN, settings={"site": site})


def live_watches(term: str) -> tuple[Watch, ...]:
    """Return a watch for a word on the open web: Hacker News, news, a hashtag, threads; no keys."""
    words = " ".join(term.replace('"', " ").split())
    asked = quote_plus(f'"{words}"')
    tag = "".join(letter for letter in words if letter.isalnum())
    urls = (
        f"https://news.google.com/rss/search?q={asked}&hl=en-US&gl=US&ceid=US:en",
        f"https://www.reddit.com/search.rss?q={asked}&sort=new&limit=100",
        *((f"https://mastodon.social/tags/{quote(tag)}.rss",) if tag else ()),
    )
    return (
        Watch(
            name=words,
            objective=Objective.LEARN,
            query=f'"{words}"',
            channel="#mentions",
            alert_at=40,
            backlog=Backlog.OPENING,
            listens=(Listen(source="hackernews"), *(Listen(source="feed", settings={"url": url}) for url in urls)),
        ),
    )

"""Where the demo's people speak: each place's name, address, feed, and the format its platform documents."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.playground.places import atom, jsons, rss
from bot.playground.places.sites import Entry, slugged
from bot.playground.script import Place
from bot.playground.talk import REVISED, Said

ATOM, RSS = "application/atom+xml; charset=utf-8", "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place: `title` for people, `host` before .localhost, the path of its `feed`, of what `kind`, in what format.

    `path` says where on it something said stands; `hears` whether its feed brings answers, not only what began.
    """

    title: str
    host: str
    feed: str
    media: str
    kind: str
    write: Callable[[Sequence[Entry], str], bytes]
    path: Callable[[Said], str]
    hears: bool = False


def _below(prefix: str, path: Callable[[Said], str]) -> Callable[[Said], str]:
    """Return paths on which what hangs below the beginning has a spot of its own."""
    return lambda said: path(said) + (f"{prefix}{said.number}" if said.number != said.thread else "")


def _reddit(said: Said) -> str:
    thread = f"/r/bread/comments/{atom.base36(said.thread)}/{slugged(said.topic)}/"
    return thread if said.number == said.thread else f"{thread}{atom.base36(said.number)}/"


def _story(said: Said) -> str:
    return said.slug or slugged(said.topic) or str(said.thread)


SITES: Mapping[Place, Site] = {
    Place.REVIEWS: Site(
        title="Crumbs & Stars",
        host="crumbs-and-stars",
        feed="/brightloaf/reviews.rss",
        media=RSS,
        kind="review",
        write=rss.reviews,
        path=_below("#response-", lambda said: f"/review/{said.slug or said.thread}"),
    ),
    Place.APPS: Site(
        title="App Shelf",
        host="app-shelf",
        feed=f"/us/rss/customerreviews/id={atom.APP}/sortby=mostrecent/xml",
        media=ATOM,
        kind="review",
        write=atom.app_reviews,
        path=lambda said: f"{atom.APP_PAGE}#review-{said.number}",
    ),
    Place.COMMENTS: Site(
        title="Brightloaf's blog",
        host="brightloaf-blog",
        feed="/comments/feed/",
        media=RSS,
        kind="comment",
        write=rss.comments,
        path=lambda said: f"/{slugged(said.topic)}/#comment-{said.number}",
        hears=True,
    ),
    Place.HARBOUR_POST: Site(
        title="The Harbour Post",
        host="harbour-post",
        feed="/news/rss.xml",
        media=RSS,
        kind="article",
        write=rss.newspaper,
        path=_below("#comment-", lambda said: f"/news/{_story(said)}"),
    ),
    Place.QUAYSIDE_WEEKLY: Site(
        title="Quayside Weekly",
        host="quayside-weekly",
        feed="/feed.atom",
        media=ATOM,
        kind="article",
        write=atom.newspaper,
        path=_below("#comment-", lambda said: f"/{_story(said)}.html"),
    ),
    Place.ALERTS: Site(
        title="Web alerts",
        host="alerts",
        feed="/alerts/feeds/01234567890123456789/1234567890123456789",
        media=ATOM,
        kind="article",
        write=atom.alerts,
        path=_below("#comment-", lambda said: f"/{_story(said)}"),
    ),
    Place.VIDEOS: Site(
        title="Vidtown",
        host="vidtown",
        feed=f"/feeds/videos.xml?channel_id={atom.CHANNEL}",
        media=ATOM,
        kind="post",
        write=atom.videos,
        path=_below("&lc=", lambda said: f"/watch?v={atom.video_id(said.thread)}"),
    ),
    Place.JOURNAL: Site(
        title="Nadia's Notebook",
        host="nadias-notebook",
        feed="/feed.json",
        media="application/feed+json; charset=utf-8",
        kind="article",
        write=jsons.journal,
        path=_below("#comment-", lambda said: f"/{_story(said)}"),
    ),
    Place.REDDIT: Site(
        title="Rounds",
        host="rounds",
        feed="/r/bread/comments.rss?feed=playground&user=brightloaf",
        media=ATOM,
        kind="",
        write=atom.threads,
        path=_reddit,
        hears=True,
    ),
    Place.FORUM: Site(
        title="The Proving Drawer",
        host="proving-drawer",
        feed="/posts.rss",
        media=RSS,
        kind="post",
        write=rss.forum,
        path=lambda said: f"/t/{slugged(said.topic)}/{said.thread}/{said.position}",
        hears=True,
    ),
    Place.MASTODON: Site(
        title="Harbour Social",
        host="harbour-social",
        feed="/tags/brightloaf.rss",
        media=RSS,
        kind="post",
        write=rss.hashtag,
        path=rss.status_path,
        hears=True,
    ),
    Place.HACKERNEWS: Site(
        title="Hacker News",
        host="hackernews",
        feed=jsons.SEARCH,
        media="application/json; charset=utf-8",
        kind="",
        write=jsons.search,
        path=jsons.item_path,
        hears=True,
    ),
}
THREADS_FEED = "/r/bread/new.rss?feed=playground&user=brightloaf"  # posts; comments are in a feed of their own
_TAG_FEED = re.compile(r"/tags/(\w+)\.rss")


def host_of(said: Said) -> str:
    """Return the site something stands on: what an alert found stands on a site of its own."""
    return slugged(said.begun_by) if said.line.place is Place.ALERTS else SITES[said.line.place].host


def page_of(said: Said, port: int) -> str:
    """Return the address of something said, as a browser opens it: browsers take *.localhost for this machine."""
    return f"http://{host_of(said)}.localhost:{port}{SITES[said.line.place].path(said)}"


def feed_address(web: str, place: Place, path: str = "") -> str:
    """Return where a place's feed is asked for: by number, because not every resolver knows *.localhost."""
    return f"{web}/{place}{path or SITES[place].feed}"


def tag_feed(tag: str) -> str:
    """Return the path of a hashtag's feed."""
    return f"/tags/{tag}.rss"


def is_feed(place: Place, path: str) -> bool:
    """Tell whether a path, query and all, is a feed of the place."""
    bare = urlsplit(path).path
    if place is Place.MASTODON:
        return _TAG_FEED.fullmatch(bare) is not None
    return bare == urlsplit(SITES[place].feed).path or (place is Place.REDDIT and bare == urlsplit(THREADS_FEED).path)


def feed(place: Place, path: str, said: Sequence[Said], *, port: int, shown: int) -> bytes:
    """Return what a feed of a place brings now, newest first."""
    here = [one for one in said if one.line.place is place and _is_in(one, path)]
    here.sort(key=lambda one: (_shown_at(one), one.number), reverse=True)
    entries = [Entry(said=one, page=page_of(one, port)) for one in here]
    return SITES[place].write(entries[: None if place is Place.HACKERNEWS else shown], path)


def _shown_at(said: Said) -> datetime:
    """Return what a feed sorts by: a review that was edited is new again."""
    return (said.edited_at if said.line.place in REVISED else None) or said.at


def _is_in(said: Said, path: str) -> bool:
    if said.line.place is Place.REDDIT:
        return (said.number == said.thread) == path.startswith(urlsplit(THREADS_FEED).path)
    tag = _TAG_FEED.fullmatch(urlsplit(path).path)
    if said.line.place is Place.MASTODON and tag:
        return f"#{tag[1]}" in said.line.text.casefold()
    return SITES[said.line.place].hears or said.number == said.thread

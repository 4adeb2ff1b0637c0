"""Reads what the team wants in its library: pages by their addresses, and feeds and sitemaps for the pages they list.

The bot only writes wishes. They are read here with the manners of all our asking, one after the other, and never where
a site's robots.txt asks programs to stay away. What a feed names by itself never leads into a private network, unless
back to where the feed stands.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog

from listeners import robots
from listeners.crew import Crew
from listeners.ears import Ears
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import LARGEST, Unchanged, validators
from listeners.source import Answer, Ask, Need, Page
from listeners.unpack import TooBig, Unreadable, unpacked
from storage import gathered
from storage.records import Post
from storage.shelf import Errand, Found, Kind

log = structlog.get_logger()

PAGE, SITEMAP, FEED = "listeners.shelf.page", "listeners.shelf.sitemap", "feed"
TRIES = 6
SHORTEST_WAIT = timedelta(minutes=1)
SITEMAPS = 20  # of one index
MOST_LISTED = 500  # pages taken over from one feed or sitemap
LONGEST_SUMMARY = 300
ITSELF = "Earshot itself failed here; the log has the details"
_LISTS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


def gatherer(ears: Ears, *, clock: Callable[[], datetime]) -> Crew[Errand]:
    """Return the thread that reads for the library."""
    return Crew(
        "gather",
        1,
        take=lambda: gathered.take(ears.store, now=clock()),
        do=lambda errand: gather(ears, errand, now=clock()),
    )


def gather(ears: Ears, errand: Errand, *, now: datetime) -> None:
    """Read one thing; whatever goes wrong is kept in words, never raised."""
    try:
        (_list if errand.lists else _read)(ears, errand, now)
    except Later as later:
        _put_off(ears, errand, later, now)
    except Trouble as trouble:
        gathered.failed(ears.store, errand, str(trouble), now=now)
        log.info("not_gathered", lists=errand.lists)
    except Exception:  # the edge of a job
        log.exception("gathering_broke")
        gathered.failed(ears.store, errand, ITSELF, now=now)


def _read(ears: Ears, errand: Errand, now: datetime) -> None:
    answer = _asked(ears, errand, "text/html, application/xhtml+xml;q=0.9, */*;q=0.1")
    if isinstance(answer, Unchanged):
        gathered.unchanged(ears.store, errand, now=now)
        return
    page = _page(ears, PAGE, answer, now)
    post, marks = page.posts[0], page.marks
    found = Found(
        url=errand.url,
        title=post.title,
        summary=marks.get("summary", ""),
        text=post.text,
        language=post.language,
        kind=Kind.VIDEO if marks.get("type") == "video" else Kind.PAGE,
        also=[one for one in (answer.url, marks.get("canonical", ""), marks.get("shortlink", "")) if one],
    )
    gathered.read(ears.store, errand, found, validators(answer), now=now)
    log.info("gathered")


def _list(ears: Ears, errand: Errand, now: datetime) -> None:
    answer = _asked(ears, errand, _LISTS)
    if isinstance(answer, Unchanged):
        gathered.unchanged(ears.store, errand, now=now)
        return
    answer = _plain(answer)
    if _is_sitemap(answer.body):
        posts, leads = _mapped(ears, answer, now)
        # A sitemap that only leads to others may stay as it is while they change.
        kept = {} if leads else validators(answer)
    else:
        posts, kept = list(_page(ears, FEED, answer, now, url=errand.url).posts), validators(answer)
    found = [_found(post) for post in posts if post.url][:MOST_LISTED]
    if not found:
        raise SourceChanged("it lists no pages")
    new = gathered.listed(ears.store, errand, found, kept, now=now)
    log.info("listed", pages=len(found), new=new)


def _mapped(ears: Ears, answer: Answer, now: datetime) -> tuple[list[Post], bool]:
    """Return the pages of a sitemap and of those it leads to, and whether it leads to any; broken ones are left out."""
    first = _page(ears, SITEMAP, answer, now)
    posts = list(first.posts)
    for ask in first.further[:SITEMAPS]:
        if len(posts) >= MOST_LISTED:
            break
        try:
            told = ears.line.web.get(ask)
            if isinstance(told, Answer):
                posts += _page(ears, SITEMAP, _plain(told), now).posts
        except (Never, SourceChanged) as trouble:
            log.info("sitemap_left_out", why=str(trouble))
    return posts, bool(first.further)


def _asked(ears: Ears, errand: Errand, accept: str) -> Answer | Unchanged:
    """Ask for what is to be read, where the site lets programs read it."""
    if not _may(ears, errand):
        raise Never("the site's robots.txt asks programs not to read it")
    ask = Ask(url=errand.url, headers={"accept": accept})
    return ears.line.web.get(ask, validators=errand.validators, only_public=errand.led)


def _may(ears: Ears, errand: Errand) -> bool:
    parts = urlsplit(errand.url)
    try:
        rules = ears.line.web.get(Ask(url=f"{parts.scheme}://{parts.netloc}/robots.txt"), only_public=errand.led)
    except Later:
        raise
    except (Never, NeedsKey, SourceChanged):
        return True  # none there, or none that can be read: RFC 9309, 2.3.1.3
    return not isinstance(rules, Answer) or robots.allows(rules.body, errand.url)


def _page(ears: Ears, reading: str, answer: Answer, now: datetime, **settings: str) -> Page:
    return ears.line.reader.read(reading, answer, Need(settings=settings, now=now))


def _plain(answer: Answer) -> Answer:
    """Return an answer unpacked: sitemaps may be files packed with gzip."""
    if not answer.body.startswith(b"\x1f\x8b"):
        return answer
    try:
        body = unpacked([answer.body], "gzip", LARGEST)
    except (TooBig, Unreadable) as error:
        raise SourceChanged("it is packed in a way that cannot be read, or too large") from error
    return Answer(url=answer.url, status=answer.status, headers=answer.headers, body=body, fetched_at=answer.fetched_at)


def _is_sitemap(body: bytes) -> bool:
    beginning = body[:4000].lower()
    return b"<urlset" in beginning or b"<sitemapindex" in beginning


def _found(post: Post) -> Found:
    kind = Kind.VIDEO if post.external_id.startswith("yt:") else Kind.POST if post.title else Kind.PAGE
    summary = post.text[:LONGEST_SUMMARY]
    return Found(url=post.url, title=post.title, summary=summary, text=post.text, language=post.language, kind=kind)


def _put_off(ears: Ears, errand: Errand, later: Later, now: datetime) -> None:
    if errand.tries >= TRIES:
        gathered.failed(ears.store, errand, f"{later} (tried {TRIES} times)", now=now)
        return
    wait = later.after or SHORTEST_WAIT * 2 ** (errand.tries - 1)
    gathered.later(ears.store, errand, until=now + wait)

"""RSS and Atom, by feedparser, and the dialects the posts of blogs, comment feeds, reviews and platforms come in. Pure.

feedparser is only ever given a stream: bytes or text that name a file would make it open that file.
"""

import calendar
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import feedparser

from listeners import dialects, feeds
from listeners.errors import SourceChanged
from listeners.source import Answer, Ask, Need, Page
from listeners.text import clean, from_either, from_html
from storage.records import Author, Kind, Metrics, Post

Entry = Mapping[str, object]

_BROKEN = "the feed is broken or was cut off: tell whoever runs it"
_HARMLESS = ("CharacterEncodingOverride", "CharacterEncodingUnknown", "NonXMLContentType")
_STARS = ("im_rating", "gd_rating", "gr_rating", "user_rating", "review_rating", "rating")
_COMMENT_LINK = re.compile(r"#(?:comment|isso)-?\d+$")  # WordPress and its like, Isso
_COMMENT_ID = re.compile(r"(.*#comment-)\d+")
_BY = re.compile(r"By: (?P<name>.+)", re.DOTALL)
_COMMENT_ON = re.compile(r"Comment on (?P<title>.+) by (?P<name>.+)", re.DOTALL)
_IN_REPLY_TO = re.compile(
    r"\s*(?:<p>)?\s*In reply to <a [^<>]*?href=[\"'][^\"'<>]*#comment-(\d+)[\"'][^<>]*>[^<]*</a>\.?"
)


def read(answer: Answer, need: Need) -> Page:
    """Return the posts of an RSS or Atom feed; raise SourceChanged where it is broken and holds none."""
    parsed = _parsed(answer)
    # Plain dicts: feedparser's own answer for keys that are not there, with a warning.
    entries: Sequence[Entry] = [dict(entry) for entry in parsed.entries]
    if not entries and parsed.bozo and type(parsed.get("bozo_exception")).__name__ not in _HARMLESS:
        raise SourceChanged(_BROKEN)
    address = need.settings.get("url", answer.url)
    spoken = feeds.language(parsed.feed.get("language"))
    posts = [_post(entry, _link(entry, answer.url), address, spoken, need) for entry in entries]
    return Page(posts=_apart(posts), more=_more(parsed.feed, answer))


def _parsed(answer: Answer) -> feedparser.FeedParserDict:
    # No content-location: feedparser would take ids for relative links and glue the feed's address before them.
    headers = {name: value for name, value in answer.headers.items() if name == "content-type"}
    try:
        return feedparser.parse(
            io.BytesIO(answer.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    except Exception as error:
        # On damaged input feedparser raises whatever its pieces raise: ValueError, AssertionError, KeyError, …
        raise SourceChanged(_BROKEN) from error


def _apart(posts: Sequence[Post]) -> Sequence[Post]:
    """Tell posts apart that a careless feed gave one id: by their links."""
    links: dict[str, set[str]] = {}
    for post in posts:
        links.setdefault(post.external_id, set()).add(post.url)
    told = {(_own_id(post) if len(links[post.external_id]) > 1 else post.external_id): post for post in reversed(posts)}
    return [replace(post, external_id=own) for own, post in reversed(told.items())]


def _own_id(post: Post) -> str:
    return f"{post.external_id} {post.url}"[:600]


def _link(entry: Entry, base: str) -> str:
    link = _words(entry, "link")
    if link == _words(entry, "id") and not feeds.web_link(link):
        link = ""  # feedparser takes every guid for a link that does not say it is none
    link = link or _related(entry)
    return feeds.web_link(feeds.joined(base, link)) if link else ""


def _related(entry: Entry) -> str:
    """Return the link to what an entry is about, for those that have none of their own (app stores)."""
    links = (_words(part, "href") for part in _parts(entry.get("links")) if part.get("rel") == "related")
    return next(links, "")


def _post(entry: Entry, link: str, address: str, spoken: str, need: Need) -> Post:
    html, is_html = _content(entry)
    own = _words(entry, "id")
    replies = dialects.replies(own, html)
    html = dialects.words(own, html)
    title, by = _titled(dialects.title(own, from_either(_words(entry, "title"))), link)
    parent = _parent(entry, own, html, address)
    text = from_html(_IN_REPLY_TO.sub("", html, count=1)) if is_html else clean(html)
    posted = feeds.told(_moment(entry, "published_parsed"), need.now)
    edited = feeds.told(_moment(entry, "updated_parsed"), need.now)
    moment = posted or edited or need.now
    rating = None if own.startswith("yt:") else _rating(entry)
    above = dialects.thread(own, link)
    is_comment = bool(parent or by or above or _COMMENT_LINK.search(link) or own.startswith("t1_"))
    return Post(
        source="feed",
        external_id=feeds.external_id(own, link, title + html, address),
        kind=feeds.kind(need.settings, _guess(own, rating, is_comment=is_comment)),
        url=link,
        title=title,
        text=text,
        language=feeds.language(entry.get("language")) or spoken,
        rating=rating,
        author=_author(entry, by, link),
        posted_at=moment,
        edited_at=edited if edited and edited > moment else None,
        metrics=_metrics(entry) if replies is None else Metrics(replies=replies),
        parent_id=parent,
        thread_id=above or (_thread(entry, link, address) if is_comment else ""),
    )


def _guess(own: str, rating: float | None, *, is_comment: bool) -> Kind:
    if rating is not None:
        return Kind.REVIEW
    if is_comment:
        return Kind.COMMENT
    return Kind.POST if own.startswith(("t3_", "yt:")) else Kind.ARTICLE


def _content(entry: Entry) -> tuple[str, bool]:
    """Return what the post says, and whether that is HTML: the longest of what it offers, HTML before plain.

    An app store's HTML repeats the title, so there plain goes first.
    """
    offers = [part for part in _parts(entry.get("content")) if _words(part, "value")]
    plain_first = "im_rating" in entry
    best = max(offers, key=lambda part: (_is_html(part) != plain_first, len(_words(part, "value"))), default=None)
    if best is not None:
        return _words(best, "value"), _is_html(best)
    detail = entry.get("summary_detail")
    summary = _words(entry, "summary")
    return summary, _is_html(detail) if isinstance(detail, Mapping) else True


def _parts(value: object) -> Sequence[Entry]:
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def _is_html(part: Entry) -> bool:
    return _words(part, "type") != "text/plain"


def _titled(title: str, link: str) -> tuple[str, str]:
    """Return the title and, where WordPress puts the commenter into it, their name."""
    if not _COMMENT_LINK.search(link):
        return title, ""
    if by := _BY.fullmatch(title):
        return "", by["name"]
    if on := _COMMENT_ON.fullmatch(title):
        return on["title"], on["name"]
    return title, ""


def _parent(entry: Entry, own: str, html: str, address: str) -> str:
    reply = entry.get("thr_in-reply-to")
    if isinstance(reply, Mapping) and (_words(reply, "ref") or _words(reply, "href")):
        return feeds.external_id(_words(reply, "ref"), _words(reply, "href"), "", address)
    answered, comment = _IN_REPLY_TO.match(html), _COMMENT_ID.fullmatch(own)
    if not answered or not comment:
        return ""
    return feeds.external_id(comment[1] + answered[1], "", "", address)


def _thread(entry: Entry, link: str, address: str) -> str:
    reply = entry.get("thr_in-reply-to")
    if isinstance(reply, Mapping) and not _COMMENT_LINK.search(link):
        return feeds.external_id(_words(reply, "ref"), _words(reply, "href"), "", address)
    return link.partition("#")[0]


def _author(entry: Entry, by: str, link: str) -> Author:
    told = entry.get("author_detail")
    detail: Entry = told if isinstance(told, Mapping) else {}
    name = clean(_words(detail, "name") or _words(entry, "author") or by)
    return dialects.author(name, feeds.web_link(_words(detail, "href")), link)


def _rating(entry: Entry) -> float | None:
    for key in _STARS:
        told = entry.get(key)
        found = feeds.stars(_words(told, "value") if isinstance(told, Mapping) else told)
        if found is not None:
            return found
    told = entry.get("media_starrating")
    return feeds.stars(told.get("average")) if isinstance(told, Mapping) else None


def _metrics(entry: Entry) -> Metrics:
    told = entry.get("media_statistics")
    views = told.get("views") if isinstance(told, Mapping) else None
    rated = entry.get("media_starrating")
    is_video = _words(entry, "id").startswith("yt:") and isinstance(rated, Mapping)
    return Metrics(
        likes=_count(rated.get("count")) if is_video and isinstance(rated, Mapping) else None,
        replies=_count(entry.get("slash_comments") or entry.get("thr_total")),
        views=_count(views),
    )


def _count(value: object) -> int | None:
    return int(value[:15]) if isinstance(value, str) and value.isascii() and value[:15].isdigit() else None


def _words(entry: Entry, name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _moment(entry: Entry, name: str) -> datetime | None:
    value = entry.get(name)
    if not isinstance(value, tuple):  # a time.struct_time
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _more(feed: Entry, answer: Answer) -> Ask | None:
    """Return the ask for older posts (RFC 5005), only within the feed's own origin: it may not send us elsewhere."""
    for part in _parts(feed.get("links")):
        link = feeds.web_link(feeds.joined(answer.url, _words(part, "href")))
        if part.get("rel") == "next" and link and link != answer.url and feeds.same_origin(link, answer.url):
            return Ask(url=link)
    return None

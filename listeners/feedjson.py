"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), which feedparser does not read. Pure."""

import json
from collections.abc import Mapping
from datetime import datetime

from listeners import feeds
from listeners.errors import SourceChanged
from listeners.source import Answer, Ask, Need, Page
from listeners.text import clean, from_html
from storage.records import Author, Kind, Post

Shape = Mapping[str, object]


def read(answer: Answer, need: Need) -> Page:
    """Return the posts of a JSON Feed; raise SourceChanged where it is none."""
    feed = _feed(answer.body)
    items = feed.get("items")
    if not isinstance(items, list):
        raise SourceChanged("the JSON Feed has no list of items: tell whoever runs it")
    return Page(
        posts=[_post(shape, feed, answer, need) for shape in items if isinstance(shape, dict)],
        more=_more(feed, answer),
    )


def _feed(body: bytes) -> Shape:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceChanged("the answer is broken JSON, not a feed: check the listener's url") from error
    version = feed.get("version") if isinstance(feed, dict) else None
    if not isinstance(version, str) or "jsonfeed.org/version/" not in version:
        raise SourceChanged("the answer is JSON, but not a JSON Feed: check the listener's url")
    return dict(feed)


def _post(shape: Shape, feed: Shape, answer: Answer, need: Need) -> Post:
    link = feeds.web_link(_words(shape, "url")) or feeds.web_link(_words(shape, "external_url"))
    title = clean(_words(shape, "title"))
    text = _text(shape)
    posted = feeds.told(_moment(shape, "date_published"), need.now)
    edited = feeds.told(_moment(shape, "date_modified"), need.now)
    moment = posted or edited or need.now
    address = need.settings.get("url", answer.url)
    return Post(
        source="feed",
        external_id=feeds.external_id(_words(shape, "id"), link, title + text, address),
        kind=feeds.kind(need.settings, Kind.ARTICLE),
        url=link,
        title=title,
        text=text,
        language=feeds.language(shape.get("language") or feed.get("language")),
        author=_author(shape) or _author(feed) or Author(),
        posted_at=moment,
        edited_at=edited if edited and edited > moment else None,
    )


def _text(shape: Shape) -> str:
    if _words(shape, "content_html"):
        return from_html(_words(shape, "content_html"))
    return clean(_words(shape, "content_text") or _words(shape, "summary"))


def _author(shape: Shape) -> Author | None:
    many = shape.get("authors")
    first = many[0] if isinstance(many, list) and many else shape.get("author")
    if not isinstance(first, dict):
        return None
    url = feeds.web_link(_words(first, "url"))
    return Author(id=url, name=clean(_words(first, "name")), url=url)


def _words(shape: Shape, name: str) -> str:
    value = shape.get(name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _moment(shape: Shape, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_words(shape, name))
    except ValueError:
        return None


def _more(feed: Shape, answer: Answer) -> Ask | None:
    link = feeds.web_link(_words(feed, "next_url"))
    # Only within the feed's own origin: a feed must not send us to ask other machines in its name.
    return Ask(url=link) if link and link != answer.url and feeds.same_origin(link, answer.url) else None

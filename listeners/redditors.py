"""What Reddit's lists and threads hold: posts (t3_) and comments (t1_), and what was taken away among them. Pure."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.source import Need
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Post, Receipt, Standing

CHANGED = "Reddit answered in another shape than it documents"
_SITE = "https://www.reddit.com"
_TAKEN_AWAY = ("[deleted]", "[removed]", "[ Removed by Reddit ]")


def things(shape: object) -> Sequence[Shape]:
    """Return the posts and comments of a listing, or of the two that are a thread, trees unfolded."""
    listings = shape if isinstance(shape, list) else [shape]
    found: list[Shape] = []
    waiting = [_children(listing) for listing in listings]
    if not waiting:
        raise SourceChanged(CHANGED)
    while waiting:
        for child in waiting.pop(0):
            thing = inner(child)
            if child.get("kind") in ("t1", "t3"):
                found.append(_checked(thing))
                waiting += [_children(thing["replies"])] if isinstance(thing.get("replies"), Mapping) else []
    return found


def _children(listing: object) -> Sequence[Shape]:
    children = shapes.found(listing, "data", "children")
    if not isinstance(children, list) or not all(isinstance(child, Mapping) for child in children):
        raise SourceChanged(CHANGED)
    return children


def inner(child: Shape) -> Shape:
    """Return the thing a child of a list holds."""
    return shapes.fields(child, "data")


def _checked(thing: Shape) -> Shape:
    said = thing.get("body", thing.get("title"))
    if not name(thing) or shapes.moment(thing, "created_utc") is None or not isinstance(said, str):
        raise SourceChanged(CHANGED)
    return thing


def name(thing: Shape) -> str:
    """Return a thing's full name, its id."""
    return shapes.ident(thing, "name")


def _is_comment(thing: Shape) -> bool:
    return name(thing).startswith("t1_")


def is_gone(thing: Shape) -> bool:
    """Tell whether only the place of a thing is left."""
    said = shapes.words(thing, "body") if _is_comment(thing) else shapes.words(thing, "selftext")
    return said.strip() in _TAKEN_AWAY or bool(shapes.words(thing, "removed_by_category"))


def post(thing: Shape, need: Need, *, tags_us: bool) -> Post:
    """Return what a thing says."""
    own, is_comment = name(thing), _is_comment(thing)
    author, edited = shapes.line(thing, "author"), shapes.moment(thing, "edited")
    path = shapes.line(thing, "permalink") or shapes.line(thing, "context").partition("?")[0]
    me = need.settings.get("username", "")
    said = "body" if is_comment else "selftext"
    parts = [clean(shapes.words(thing, said)), "" if is_comment or thing.get("is_self") else shapes.link(thing, "url")]
    text = "\n\n".join(part for part in parts if part)
    return Post(
        source="reddit",
        external_id=own,
        kind=Kind.COMMENT if is_comment else Kind.POST,
        url=_address(thing, path),
        title="" if is_comment else shapes.line(thing, "title"),
        text=text,
        author=Author(
            id=shapes.ident(thing, "author_fullname") or author,
            handle=author,
            name=author or "someone on Reddit",
            url=f"{_SITE}/user/{quote(author)}" if author else "",
        ),
        posted_at=min(shapes.moment(thing, "created_utc") or need.now, need.now),
        edited_at=min(edited, need.now) if edited else None,
        metrics=Metrics(likes=shapes.count(thing, "score"), replies=shapes.count(thing, "num_comments")),
        parent_id=shapes.ident(thing, "parent_id") if is_comment else "",
        thread_id=(shapes.ident(thing, "link_id") or _thread(path)) if is_comment else own,
        tags_us=tags_us or bool(me and re.search(rf"\bu/{re.escape(me)}\b", text, re.IGNORECASE)),
    )


def _thread(path: str) -> str:
    """Return the post that a comment's address leads through."""
    found = re.search(r"/comments/(\w+)", path)
    return f"t3_{found[1]}" if found else ""


def _address(thing: Shape, path: str) -> str:
    """Return where a browser finds a thing; old comments do not say it themselves."""
    if path.startswith("/"):
        return f"{_SITE}{quote(path)}"
    link, own = shapes.ident(thing, "link_id")[3:], name(thing)[3:]
    return f"{_SITE}/comments/{quote(link)}/_/{quote(own)}" if link else f"{_SITE}/comments/{quote(own)}"


def receipt(thing: Shape, post_id: str) -> Receipt:
    """Return how a comment of ours stands."""
    is_up = not is_gone(thing) and not thing.get("removed") and not thing.get("banned_by")
    standing = Standing.PUBLISHED if is_up else Standing.REMOVED
    url = _address(thing, shapes.line(thing, "permalink"))
    return Receipt(external_id=name(thing), post_id=post_id, url=url, standing=standing)

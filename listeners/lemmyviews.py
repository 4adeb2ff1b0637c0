"""What Lemmy's views of posts and comments say, in the shapes of its API v3 and v4. Pure.

In v3 a moment is `published` and counts stand beside the post; in v4 it is `published_at` and they stand in it. A text
is Markdown and stays so.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.source import Need
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Post

CHANGED = "Lemmy answered in another shape than it documents"
_LISTS = ("posts", "comments", "mentions", "replies", "search", "results", "items")
_SPOKEN = {"mention", "reply", "Mention", "Reply"}


def views(shape: object) -> Sequence[Shape]:
    """Return the posts and comments of any answer, those of notices too, but no communities and no people."""
    single = [shapes.fields(shape, name) for name in ("post_view", "comment_view") if shapes.fields(shape, name)]
    lists = [name for name in _LISTS if isinstance(shapes.found(shape, name), list)]
    if not single and not lists:
        raise SourceChanged(CHANGED)
    found = single or [_spoken(one) for name in lists for one in shapes.listed(shape, name)]
    return [view for view in found if shapes.fields(view, "creator") and (view.get("comment") or view.get("post"))]


def _spoken(one: Shape) -> Shape:
    """Return what a notice of v4 is about, if somebody speaks to us in it; everything else is what it is."""
    notice = shapes.fields(one, "notification")
    return one if not notice else shapes.fields(one, "data") if shapes.words(notice, "kind") in _SPOKEN else {}


def _inner(view: Shape) -> tuple[str, Shape]:
    comment = shapes.fields(view, "comment")
    return ("comment", comment) if comment else ("post", shapes.fields(view, "post"))


def own(view: Shape) -> str:
    """Return the id of a post or comment: their numbers alone may be the same."""
    kind, inner = _inner(view)
    return f"{kind}/{shapes.ident(inner, 'id')}"


def stands(view: Shape) -> bool:
    """Tell whether it was neither deleted by its author nor removed by others."""
    inner = _inner(view)[1]
    return not (inner.get("deleted") is True or inner.get("removed") is True)


def post(view: Shape, need: Need, *, to_us: bool) -> Post:
    """Return what a view says; raise SourceChanged where it lacks what every view has."""
    kind, inner = _inner(view)
    at = shapes.moment(inner, "published_at") or shapes.moment(inner, "published")
    if at is None or not shapes.ident(inner, "id") or not shapes.ident(view, "creator", "id"):
        raise SourceChanged(CHANGED)
    edited = shapes.moment(inner, "updated_at") or shapes.moment(inner, "updated")
    text = _text(inner)
    thread = f"post/{shapes.ident(inner, 'post_id') or shapes.ident(view, 'post', 'id')}"
    return Post(
        source="lemmy",
        external_id=own(view),
        kind=Kind.COMMENT if kind == "comment" else Kind.POST,
        url=shapes.link(inner, "ap_id") or f"{need.base}/{own(view)}",
        title=clean(shapes.words(inner, "name")),
        text=text,
        author=_author(shapes.fields(view, "creator"), need),
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited else None,
        metrics=_metrics(view, inner),
        parent_id=_parent(inner, thread) if kind == "comment" else "",
        thread_id=thread,
        tags_us=to_us or _names_us(text, need),
    )


def _text(inner: Shape) -> str:
    parts = (shapes.words(inner, "content"), shapes.words(inner, "body"), shapes.link(inner, "url"))
    return clean("\n\n".join(part for part in parts if part))


def _parent(comment: Shape, thread: str) -> str:
    """Return what a comment answers: the last but one of its path (0.24.27), the post where that is the root."""
    above = shapes.words(comment, "path").split(".")[-2:-1]
    return f"comment/{above[0]}" if above and above[0].isdigit() and above[0] != "0" else thread


def _names_us(text: str, need: Need) -> bool:
    name = need.settings.get("username", "")
    return bool(name) and f"@{name}@{urlsplit(need.base).hostname}".casefold() in text.casefold()


def _author(creator: Shape, need: Need) -> Author:
    url = shapes.link(creator, "ap_id") or shapes.link(creator, "actor_id")
    name, home = shapes.line(creator, "name"), urlsplit(url or need.base).hostname
    handle = f"{name}@{home}" if name and home else name
    shown = shapes.line(creator, "display_name") or handle or shapes.ident(creator, "id")
    return Author(id=shapes.ident(creator, "id"), handle=handle, name=shown, url=url)


def _metrics(view: Shape, inner: Shape) -> Metrics:
    """Return the counts: beside the post in v3, in it in v4."""
    counts = {**inner, **shapes.fields(view, "counts")}
    replies = shapes.count(counts, "comments")
    return Metrics(
        likes=shapes.count(counts, "upvotes"),
        replies=shapes.count(counts, "child_count") if replies is None else replies,
    )

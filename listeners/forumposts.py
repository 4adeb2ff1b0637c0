"""What a post of a Discourse forum says. Pure.

What it quotes is not said by it. What it answers is told by number, which is its place in the topic.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.source import Need
from listeners.text import clean, from_html
from storage.records import Author, Kind, Metrics, Post

CHANGED = "this Discourse forum answered in another shape than it documents"
_LIKED = 2  # the kind of action that is a like
_LONGEST = 100_000


def home(need: Need) -> str:
    """Return the address of the forum a listener listens to."""
    return (need.settings.get("url") or need.base).rstrip("/")


def listed(shape: object) -> Sequence[Shape]:
    """Return the posts of the newest list, of a topic, or the one a shape is; raise SourceChanged for any other."""
    found = shapes.found(shape, "latest_posts")
    found = shapes.found(shape, "post_stream", "posts") if found is None else found
    if found is None and isinstance(shapes.found(shape, "cooked"), str):
        found = [shape]
    listed = shapes.listed({"": found}, "")
    if not isinstance(found, list) or len(listed) != len(found):
        raise SourceChanged(CHANGED)
    return listed


def stands(one: Shape) -> bool:
    """Tell whether it was neither deleted by its author nor by others."""
    return not one.get("deleted_at") and one.get("user_deleted") is not True


def post(one: Shape, numbers: Mapping[tuple[int | None, int | None], str], need: Need) -> Post:
    """Return what a forum's post says; `numbers` knows the ids of posts by topic and number."""
    at, own, topic = shapes.moment(one, "created_at"), shapes.ident(one, "id"), shapes.count(one, "topic_id")
    number, name = shapes.count(one, "post_number"), shapes.line(one, "username")
    if at is None or not own or topic is None or number is None or not name:
        raise SourceChanged(CHANGED)
    text = _text(shapes.words(one, "cooked"))
    edited = shapes.moment(one, "updated_at") if (shapes.count(one, "version") or 1) > 1 else None
    us = need.settings.get("username", "").casefold()
    to_us = shapes.line(one, "reply_to_user", "username").casefold()
    return Post(
        source="discourse",
        external_id=own,
        kind=Kind.POST if number == 1 else Kind.COMMENT,
        url=f"{home(need)}/t/{quote(shapes.line(one, 'topic_slug')) or '-'}/{topic}/{number}",
        title=clean(shapes.words(one, "topic_title")) if number == 1 else "",
        text=text,
        author=_author(one, name, need),
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited else None,
        metrics=_metrics(one),
        parent_id="" if number == 1 else numbers.get((topic, shapes.count(one, "reply_to_post_number") or 1), ""),
        thread_id=str(topic),
        tags_us=bool(us) and (to_us == us or re.search(rf"@{re.escape(us)}\b", text.casefold()) is not None),
    )


def _text(cooked: str) -> str:
    """Return what is said, without what is quoted."""
    first, *quoted = cooked[:_LONGEST].split('<aside class="quote')
    return from_html(" ".join([first, *(piece.partition("</aside>")[2] for piece in quoted)]))


def _author(one: Shape, name: str, need: Need) -> Author:
    own = shapes.ident(one, "user_id") or name
    url = f"{home(need)}/u/{quote(name)}"
    return Author(id=own, handle=name, name=shapes.line(one, "name") or name, url=url)


def _metrics(one: Shape) -> Metrics:
    acted = {shapes.count(kind, "id"): shapes.count(kind, "count") for kind in shapes.listed(one, "actions_summary")}
    return Metrics(likes=acted.get(_LIKED), replies=shapes.count(one, "reply_count"), views=shapes.count(one, "reads"))


def said(body: bytes) -> str:
    """Return the first of the errors a forum names."""
    try:
        errors = shapes.found(shapes.decoded(body, CHANGED), "errors")
    except SourceChanged:
        return ""
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], str) else ""
    return f', "{" ".join(clean(first).split())[:160]}"' if first else ""

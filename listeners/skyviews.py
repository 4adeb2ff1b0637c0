"""What Bluesky's views show: a post with its author and figures, as searches, notices and threads hold it. Pure.

Lexicons: app.bsky.feed.defs#postView, #threadViewPost and app.bsky.notification.listNotifications#notification.
"""

from collections.abc import Mapping, Sequence

from listeners import atproto, shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.source import Need
from storage.records import Author, Metrics, Post

CHANGED = "Bluesky answered in another shape than it documents"
DEEP = 20  # how far answers to answers are read


def listed(shape: object, name: str) -> Sequence[Shape]:
    """Return the objects of a list that must be there."""
    if not isinstance(shapes.found(shape, name), list):
        raise SourceChanged(CHANGED)
    return shapes.listed(shape, name)


def views(shape: object, name: str, need: Need) -> list[Post]:
    """Return the posts of a list of views."""
    return [seen(one, need) for one in listed(shape, name)]


def seen(view: Shape, need: Need) -> Post:
    """Return the post of a view; a notice is one as well, without its figures."""
    uri, by, record = shapes.words(view, "uri"), person(shapes.fields(view, "author")), shapes.fields(view, "record")
    known = [one for one in (shapes.moment(view, "indexedAt"), shapes.moment(record, "createdAt")) if one]
    if not atproto.address(uri) or not record or not known:
        raise SourceChanged(CHANGED)
    shared = [shapes.count(view, name) for name in ("repostCount", "quoteCount")]
    metrics = Metrics(
        likes=shapes.count(view, "likeCount"),
        replies=shapes.count(view, "replyCount"),
        shares=sum(one or 0 for one in shared) if shared != [None, None] else None,
    )
    at, us = min(known[0], need.now), need.settings.get("did", "")
    return atproto.post("bluesky", uri, record, by, at=at, us=us, metrics=metrics)


def person(view: Shape) -> Author:
    """Return who a profile, short or whole, is about."""
    did = shapes.words(view, "did")
    if not did:
        raise SourceChanged(CHANGED)
    return atproto.author(
        did,
        handle=shapes.line(view, "handle"),
        name=shapes.line(view, "displayName"),
        followers=shapes.count(view, "followersCount"),
    )


def strong(view: Shape) -> Mapping[str, str]:
    """Return the address and the version of what an answer refers to."""
    uri, cid = shapes.words(view, "uri"), shapes.words(view, "cid")
    if not uri or not cid:
        raise SourceChanged(CHANGED)
    return {"uri": uri, "cid": cid}


def conversation(thread: Shape, need: Need) -> list[Post]:
    """Return every post of a thread that can be seen."""
    posts: list[Post] = []
    level = [thread]
    for _ in range(DEEP + 1):
        posts += [seen(shapes.fields(one, "post"), need) for one in level if isinstance(one.get("post"), Mapping)]
        level = [below for one in level for below in shapes.listed(one, "replies")]
    return posts

"""What YouTube's lists hold, as posts: videos that a search found, comment threads, replies. Pure."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.source import Need
from listeners.text import clean, from_either
from storage.records import Author, Kind, Metrics, Post, Receipt, Standing

CHANGED = "YouTube answered in another shape than it documents"
SITE = "https://www.youtube.com"
_STANDINGS = {"heldForReview": Standing.PENDING, "likelySpam": Standing.PENDING, "rejected": Standing.REJECTED}


def listed(shape: object) -> Sequence[Shape]:
    """Return the things of a list; raise SourceChanged where it is none of YouTube's."""
    found = shapes.listed(shape, "items")
    is_empty = shapes.words(shape, "kind").endswith("ListResponse") and shapes.found(shape, "items") is None
    if not is_empty and (not isinstance(shapes.found(shape, "items"), list) or len(found) != len(_raw(shape))):
        raise SourceChanged(CHANGED)
    return found


def _raw(shape: object) -> Sequence[object]:
    raw = shapes.found(shape, "items")
    return raw if isinstance(raw, list) else []


def post(thing: Shape, need: Need, note: Mapping[str, str]) -> Post:
    """Return a video of a search, the comment a thread begins with, or a reply."""
    video = shapes.ident(thing, "id", "videoId")
    if video:
        return _video(thing, video, need)
    top = shapes.fields(thing, "snippet", "topLevelComment")
    return _comment(top or thing, need, note, replies=shapes.count(thing, "snippet", "totalReplyCount"))


def _video(thing: Shape, video: str, need: Need) -> Post:
    snippet = shapes.fields(thing, "snippet")
    at, channel = shapes.moment(snippet, "publishedAt"), shapes.ident(snippet, "channelId")
    if at is None:
        raise SourceChanged(CHANGED)
    return Post(
        source="youtube",
        external_id=video,
        kind=Kind.POST,
        url=f"{SITE}/watch?v={quote(video)}",
        title=from_either(shapes.words(snippet, "title")),
        text=from_either(shapes.words(snippet, "description")),
        author=Author(
            id=channel,
            name=shapes.line(snippet, "channelTitle") or channel or "a channel",
            url=f"{SITE}/channel/{quote(channel)}" if channel else "",
        ),
        posted_at=min(at, need.now),
        thread_id=video,
    )


def _comment(comment: Shape, need: Need, note: Mapping[str, str], *, replies: int | None) -> Post:
    own, snippet = shapes.ident(comment, "id"), shapes.fields(comment, "snippet")
    at, edited = shapes.moment(snippet, "publishedAt"), shapes.moment(snippet, "updatedAt")
    said = text(comment)
    if not own or at is None or said is None:
        raise SourceChanged(CHANGED)
    parent = shapes.ident(snippet, "parentId")
    video = shapes.ident(snippet, "videoId") or note.get("video", "")
    return Post(
        source="youtube",
        external_id=own,
        kind=Kind.COMMENT,
        url=address(comment, video),
        text=said,
        author=_author(snippet),
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited and edited > at else None,
        metrics=Metrics(likes=shapes.count(snippet, "likeCount"), replies=replies),
        parent_id=parent or video,
        thread_id=parent or own,
        tags_us=_speaks_to(need.settings.get("channel", ""), comment, note),
    )


def _speaks_to(channel: str, comment: Shape, note: Mapping[str, str]) -> bool:
    """Tell whether somebody else commented on what is ours."""
    place = shapes.ident(comment, "snippet", "channelId") or note.get("channel", "")
    return bool(channel) and place == channel != writer(comment)


def text(comment: Shape) -> str | None:
    """Return what a comment says, None where it says nothing that can be read."""
    snippet = shapes.fields(comment, "snippet")
    if isinstance(shapes.found(snippet, "textOriginal"), str):
        return clean(shapes.words(snippet, "textOriginal"))
    shown = shapes.found(snippet, "textDisplay")
    return from_either(shown) if isinstance(shown, str) else None


def address(comment: Shape, video: str) -> str:
    """Return where a browser shows a comment, else whose channel it stands on."""
    own, channel = shapes.ident(comment, "id"), shapes.ident(comment, "snippet", "channelId")
    if video:
        return f"{SITE}/watch?v={quote(video)}&lc={quote(own)}"
    return f"{SITE}/channel/{quote(channel)}" if channel else SITE


def writer(comment: Shape) -> str:
    """Return the channel that wrote a comment."""
    return shapes.ident(comment, "snippet", "authorChannelId", "value")


def _author(snippet: Shape) -> Author:
    name, own = shapes.line(snippet, "authorDisplayName"), shapes.ident(snippet, "authorChannelId", "value")
    return Author(
        id=own,
        handle=name if name.startswith("@") else "",
        name=name or own or "someone on YouTube",
        url=shapes.link(snippet, "authorChannelUrl"),
    )


def person(channel: Shape) -> Author:
    """Return who a channel is, and how many follow it, unless that is hidden."""
    own, counted = shapes.ident(channel, "id"), shapes.ident(channel, "statistics", "subscriberCount")
    handle = shapes.line(channel, "snippet", "customUrl")
    return Author(
        id=own,
        handle=handle,
        name=handle or shapes.line(channel, "snippet", "title") or own,
        followers=int(counted) if counted.isascii() and counted.isdigit() else None,
        url=f"{SITE}/channel/{quote(own)}",
    )


def receipt(comment: Shape, post_id: str, video: str) -> Receipt:
    """Return how a comment of ours stands."""
    own = shapes.ident(comment, "id")
    if not own:
        raise SourceChanged(CHANGED)
    held = shapes.words(comment, "snippet", "moderationStatus")
    url = address(comment, shapes.ident(comment, "snippet", "videoId") or video)
    return Receipt(external_id=own, post_id=post_id, url=url, standing=_STANDINGS.get(held, Standing.PUBLISHED))

"""What a status of Mastodon's API says, as a post: whatever server wrote it. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import quote, urlsplit

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.source import Need
from listeners.text import clean, from_html
from storage.records import Author, Kind, Metrics, Post

OPEN = ("public", "unlisted")
CHANGED = "Mastodon answered in another shape than it documents"


def posts(found: Iterable[object], need: Need, *, tags_us: bool = False) -> Sequence[Post]:
    """Return the posts that everybody may read; who passes on another's words says nothing himself."""
    each = [(status, _checked(status)) for status in found]
    return [
        _post(status, at, need, tags_us=tags_us)
        for status, at in each
        if shapes.words(status, "visibility") in OPEN and not shapes.fields(status, "reblog")
    ]


def _checked(status: object) -> datetime:
    at = shapes.moment(status, "created_at")
    whole = shapes.ident(status, "id") and shapes.words(status, "visibility") and shapes.ident(status, "account", "id")
    if at is None or not whole or not isinstance(shapes.found(status, "content"), str):
        raise SourceChanged(CHANGED)
    return at


def _post(status: object, at: datetime, need: Need, *, tags_us: bool) -> Post:
    own, parent = shapes.ident(status, "id"), shapes.ident(status, "in_reply_to_id")
    author, me = _author(status), need.settings.get("me", "")
    edited = shapes.moment(status, "edited_at")
    return Post(
        source="mastodon",
        external_id=own,
        kind=Kind.COMMENT if parent else Kind.POST,
        url=address(status, need),
        title=clean(shapes.words(status, "spoiler_text")),
        text=_text(status),
        language=shapes.line(status, "language"),
        author=author,
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited else None,
        metrics=Metrics(
            likes=shapes.count(status, "favourites_count"),
            replies=shapes.count(status, "replies_count"),
            shares=shapes.count(status, "reblogs_count"),
        ),
        parent_id=parent,
        thread_id=parent or own,
        tags_us=tags_us or (bool(me) and me in [shapes.ident(one, "id") for one in shapes.listed(status, "mentions")]),
    )


def address(status: object, need: Need) -> str:
    """Return where a status can be read in a browser."""
    handle, own = shapes.line(status, "account", "acct"), shapes.ident(status, "id")
    given = shapes.link(status, "url") or shapes.link(status, "uri")
    return given or f"{need.base}/@{quote(handle)}/{quote(own)}"


def _text(status: object) -> str:
    """Return what is said, what pictures show, and what a poll asks."""
    shown = [clean(shapes.words(one, "description")) for one in shapes.listed(status, "media_attachments")]
    asked = [f"- {shapes.line(one, 'title')}" for one in shapes.listed(status, "poll", "options")]
    return clean(
        "\n\n".join(part for part in (from_html(shapes.words(status, "content")), "\n".join(asked), *shown) if part)
    )


def _author(status: object) -> Author:
    account = shapes.fields(status, "account")
    url, handle = shapes.link(account, "url"), shapes.line(account, "acct")
    home = urlsplit(url).hostname if url else ""
    full = handle if "@" in handle or not handle or not home else f"{handle}@{home}"
    return Author(
        id=shapes.ident(account, "id"),
        handle=full,
        name=shapes.line(account, "display_name") or full or shapes.ident(account, "id"),
        followers=shapes.count(account, "followers_count"),
        url=url,
    )

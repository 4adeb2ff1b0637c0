"""What a post of X's API v2 says, as a post of ours, under its old names (`tweet`) and its new ones (`post`). Pure.

An edit is a post with a new id: it is known by the first of its history. An id holds its moment (Snowflake), so a post
without `created_at` can be placed in time. `text` is cut for long posts, which stand whole in their note; its links are
t.co's, which `entities` resolve. A person known only by id is named by it: X bills the reading of every person.
"""

import html
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Post

CHANGED = "X answered in another shape than it documents"
SITE = "https://x.com"

_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_OLD_NAMES = {"in": "id", "iw": "he", "ji": "yi"}


def listed(shape: object, *, by_id: bool = False) -> Sequence[Shape]:
    """Return the posts of an answer; raise SourceChanged where it is neither a list of posts nor says it is empty.

    Posts asked for `by_id` may all be missing: then there are errors only.
    """
    found = shapes.found(shape, "data")
    if isinstance(found, Mapping):
        return [found]
    if isinstance(found, list) and all(isinstance(one, Mapping) for one in found):
        return found
    is_empty = shapes.count(shape, "meta", "result_count") == 0 or (by_id and shapes.listed(shape, "errors"))
    if found is None and is_empty:
        return []
    raise SourceChanged(CHANGED)


def people(shape: object) -> Mapping[str, Shape]:
    """Return the people an answer includes, by id."""
    return {shapes.ident(one, "id"): one for one in shapes.listed(shape, "includes", "users")}


def post(tweet: Shape, known: Mapping[str, Shape], now: datetime, *, me: str, tags_us: bool) -> Post | None:
    """Return what a post says; None for one that only passes on another's."""
    refers = {shapes.words(one, "type"): shapes.ident(one, "id") for one in _both(tweet, "referenced_{}s")}
    if "retweeted" in refers or "reposted" in refers:
        return None
    last, first = shapes.ident(tweet, "id"), first_of(tweet)
    at = moment(tweet)
    if not last or at is None or not isinstance(shapes.found(tweet, "text"), str):
        raise SourceChanged(CHANGED)
    author, parent = _author(tweet, known), refers.get("replied_to", "")
    mentioned = {shapes.ident(one, "id") for one in shapes.listed(tweet, "entities", "mentions")}
    return Post(
        source="x",
        external_id=first,
        kind=Kind.COMMENT if parent else Kind.POST,
        url=f"{SITE}/{author.handle or 'i'}/status/{last}",
        text=text(tweet),
        language=_language(shapes.line(tweet, "lang")),
        author=author,
        posted_at=min(_made(first) or at if last != first else at, now),
        edited_at=min(at, now) if last != first else None,
        metrics=_metrics(tweet),
        parent_id=parent,
        thread_id=shapes.ident(tweet, "conversation_id") or first,
        tags_us=tags_us or bool(me and me in {*mentioned, shapes.ident(tweet, "in_reply_to_user_id")}),
    )


def first_of(tweet: Shape) -> str:
    """Return the id of a post's first version, by which it is known."""
    history = [one for name in _names("edit_history_{}_ids") for one in _texts(tweet, name)]
    return history[0] if history else shapes.ident(tweet, "id")


def answers(tweet: Shape) -> str:
    """Return the id of the post that a post answers, "" where it answers none."""
    replies = [one for one in _both(tweet, "referenced_{}s") if shapes.words(one, "type") == "replied_to"]
    return shapes.ident(replies[0], "id") if replies else ""


def moment(tweet: Shape) -> datetime | None:
    """Return when this version of a post was made."""
    return shapes.moment(tweet, "created_at") or _made(shapes.ident(tweet, "id"))


def text(tweet: Shape) -> str:
    """Return all that a post says, with the links that people meant."""
    note = next((note for name in _names("note_{}") if (note := shapes.fields(tweet, name))), {})
    said = shapes.words(note, "text") or shapes.words(tweet, "text")
    for link in [*shapes.listed(note, "entities", "urls"), *shapes.listed(tweet, "entities", "urls")]:
        short, whole = shapes.link(link, "url"), shapes.link(link, "expanded_url")
        said = said.replace(short, whole) if short and whole else said
    return clean(html.unescape(said))


def _made(own: str) -> datetime | None:
    """Return the moment an id holds."""
    if not own.isascii() or not own.isdigit() or not 10**12 < int(own[:20]) < 2**63:
        return None
    return _EPOCH + timedelta(milliseconds=int(own) >> 22)


def _names(pattern: str) -> tuple[str, str]:
    return pattern.format("tweet"), pattern.format("post")


def _both(tweet: Shape, pattern: str) -> Sequence[Shape]:
    return [one for name in _names(pattern) for one in shapes.listed(tweet, name)]


def _texts(tweet: Shape, name: str) -> Sequence[str]:
    value = tweet.get(name)
    return [one for one in value if isinstance(one, str) and one] if isinstance(value, list) else []


def _language(told: str) -> str:
    """Return a language X is sure of; `und`, `zxx` and those in q stand for none."""
    return "" if told in ("und", "zxx") or told.startswith("q") else _OLD_NAMES.get(told, told)


def _metrics(tweet: Shape) -> Metrics:
    counted = shapes.fields(tweet, "public_metrics")
    handed_on = [shapes.count(counted, name) for name in ("retweet_count", "repost_count", "quote_count")]
    return Metrics(
        likes=shapes.count(counted, "like_count"),
        replies=shapes.count(counted, "reply_count"),
        shares=sum(one or 0 for one in handed_on) if any(one is not None for one in handed_on) else None,
        views=shapes.count(counted, "impression_count"),
    )


def _author(tweet: Shape, known: Mapping[str, Shape]) -> Author:
    own = shapes.ident(tweet, "author_id")
    user = known.get(own, {})
    handle = shapes.line(user, "username")
    return Author(
        id=own,
        handle=handle,
        name=shapes.line(user, "name") or handle or f"X user {own}".strip(),
        followers=shapes.count(user, "public_metrics", "followers_count"),
        url=f"{SITE}/{handle}" if handle else f"{SITE}/i/user/{own}" if own else "",
    )

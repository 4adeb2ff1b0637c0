"""One post per line: the JSON that `try` prints and `match` and `score` read.

Only `text` is required on the way in; unknown keys are ignored, null means "not told".
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from storage.records import Author, Kind, Metrics, Post

UNNAMED = "stdin"  # the source of a post that names none
_KINDS = {kind.value: kind for kind in Kind}
_NOBODY, _NOTHING = Author(), Metrics()


def to_json(post: Post) -> str:
    """Return the post as one line of JSON, every documented key present."""
    return json.dumps(shape_of(post), ensure_ascii=False)


def shape_of(post: Post) -> dict[str, object]:
    """Return the post as JSON will say it."""
    author, metrics = post.author, post.metrics
    return {
        "source": post.source,
        "external_id": post.external_id,
        "kind": post.kind.value,
        "url": post.url,
        "title": post.title,
        "text": post.text,
        "language": post.language,
        "rating": post.rating,
        "author": {name: getattr(author, name) for name in ("id", "handle", "name", "followers", "url")},
        "posted_at": moment_out(post.posted_at),
        "edited_at": moment_out(post.edited_at),
        "metrics": {name: getattr(metrics, name) for name in ("likes", "replies", "shares", "views")},
        "parent_id": post.parent_id,
        "thread_id": post.thread_id,
        "tags_us": post.tags_us,
    }


def from_json(line: str, *, now: datetime) -> Post:
    """Return the post of one line; raise ValueError, in words for people, where it is not one.

    A post without a date was posted `now`; one without an id is known by what it says.
    """
    shape = _shape(line)
    if not isinstance(shape.get("text"), str):
        message = 'a post needs "text"'
        raise ValueError(message)  # noqa: TRY004  the caller names the line, whatever was wrong with it
    return Post(
        source=_words(shape, "source") or UNNAMED,
        external_id=_words(shape, "external_id") or sha256(line.encode(errors="replace")).hexdigest()[:16],
        kind=_kind(shape),
        url=_words(shape, "url"),
        title=_words(shape, "title"),
        text=_words(shape, "text"),
        language=_words(shape, "language"),
        rating=_rating(shape),
        author=_author(_inner(shape, "author")),
        posted_at=_moment(shape, "posted_at") or now,
        edited_at=_moment(shape, "edited_at"),
        metrics=_metrics(_inner(shape, "metrics")),
        parent_id=_words(shape, "parent_id"),
        thread_id=_words(shape, "thread_id"),
        tags_us=_flag(shape, "tags_us"),
    )


def every_from_json(text: str, *, now: datetime) -> tuple[Post, ...]:
    """Return the posts of a JSON text that holds one or a list of them; raise ValueError, naming the one at fault."""
    try:
        told = json.loads(text)
        lines = [json.dumps(one) for one in told] if isinstance(told, list) else [text]
    except (ValueError, RecursionError) as error:
        message = "this is not JSON"
        raise ValueError(message) from error
    return tuple(_numbered(number, line, now) for number, line in enumerate(lines, start=1))


def _numbered(number: int, line: str, now: datetime) -> Post:
    try:
        return from_json(line, now=now)
    except ValueError as fault:
        message = f"post {number}: {fault}"
        raise ValueError(message) from fault


def _author(shape: Mapping[str, object]) -> Author:
    if not shape:
        return _NOBODY
    return Author(
        id=_words(shape, "id"),
        handle=_words(shape, "handle"),
        name=_words(shape, "name"),
        followers=_count(shape, "followers"),
        url=_words(shape, "url"),
    )


def _metrics(shape: Mapping[str, object]) -> Metrics:
    if not shape:
        return _NOTHING
    return Metrics(
        likes=_count(shape, "likes"),
        replies=_count(shape, "replies"),
        shares=_count(shape, "shares"),
        views=_count(shape, "views"),
    )


def _shape(line: str) -> Mapping[str, object]:
    try:
        shape = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = "this is not JSON"
        raise ValueError(message) from error
    if not isinstance(shape, dict):
        message = "a post is a JSON object"
        raise ValueError(message)  # noqa: TRY004 - the caller names the line, whatever was wrong with it
    return shape


def _wrong(name: str, wanted: str) -> ValueError:
    return ValueError(f'"{name}" is {wanted}')


def _inner(shape: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = shape.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _wrong(name, "an object")
    return value


def _words(shape: Mapping[str, object], name: str) -> str:
    value = shape.get(name)
    if isinstance(value, str):
        return value if value.isascii() else _whole(value)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(name, "text")
    return str(value)


def _whole(text: str) -> str:
    """Return the text without lone surrogates: legal JSON, but no characters, they could not be stored or printed."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _kind(shape: Mapping[str, object]) -> Kind:
    value = shape.get("kind")
    if value is None:
        return Kind.POST
    kind = _KINDS.get(value) if isinstance(value, str) else None
    if kind is None:
        raise _wrong("kind", "one of " + ", ".join(Kind))
    return kind


def _number(shape: Mapping[str, object], name: str) -> float | int | None:
    value = shape.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(name, "a number")
    return value


def _rating(shape: Mapping[str, object]) -> float | None:
    value = _number(shape, "rating")
    if value is not None and not 1 <= value <= 5:  # noqa: PLR2004 - stars
        raise _wrong("rating", "1 to 5 stars")
    return value


def _count(shape: Mapping[str, object], name: str) -> int | None:
    value = _number(shape, name)
    if value is None or isinstance(value, int):
        return value
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - JSON lets NaN through
        raise _wrong(name, "a number")
    return int(value)


def _flag(shape: Mapping[str, object], name: str) -> bool:
    value = shape.get(name)
    if value is not None and not isinstance(value, bool):
        raise _wrong(name, "true or false")
    return bool(value)


def _moment(shape: Mapping[str, object], name: str) -> datetime | None:
    value = shape.get(name)
    if value is None:
        return None
    moment = _utc(str(value))
    if moment is None:
        raise _wrong(name, "a time with its zone, such as 2026-11-21T09:00:00Z")
    return moment


def _utc(text: str) -> datetime | None:
    """Return the moment, None where it is none: without its zone nobody knows when that was."""
    try:
        moment = datetime.fromisoformat(text)
        return None if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def moment_out(moment: datetime | None) -> str | None:
    """Return a moment as our JSON writes it, None where there is none."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

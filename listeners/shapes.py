"""Small checked readings of JSON that may hold anything, so that no source trusts a type. Pure.

A path names fields from the outside in; what is not there, or is of another type, reads as nothing.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from listeners.errors import SourceChanged
from listeners.text import clean
from storage.scrub import scrub

Shape = Mapping[str, object]


def decoded(body: bytes, changed: str) -> object:
    """Return what a JSON body holds; raise SourceChanged in these words where it is no JSON."""
    try:
        shape: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceChanged(changed) from error
    return shape


def found(shape: object, *path: str) -> object:
    """Return what stands at a path, None where nothing does."""
    for name in path:
        shape = shape.get(name) if isinstance(shape, Mapping) else None
    return shape


def fields(shape: object, *path: str) -> Shape:
    """Return the object at a path, an empty one where none stands there."""
    value = found(shape, *path)
    return value if isinstance(value, Mapping) else {}


def listed(shape: object, *path: str) -> Sequence[Shape]:
    """Return the objects of the list at a path; what is no object is left out."""
    value = found(shape, *path)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def words(shape: object, *path: str) -> str:
    """Return the text at a path as it stands, "" where none does."""
    value = found(shape, *path)
    return value if isinstance(value, str) else ""


def line(shape: object, *path: str) -> str:
    """Return the text at a path as one clean line: names, titles, addresses."""
    return " ".join(clean(words(shape, *path)).split())


def ident(shape: object, *path: str) -> str:
    """Return an identifier as text, whether it is written as text or as a whole number."""
    value = found(shape, *path)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20:
        return str(value)
    return line(shape, *path)[:500]


def count(shape: object, *path: str) -> int | None:
    """Return the whole number at a path."""
    value = found(shape, *path)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def moment(shape: object, *path: str) -> datetime | None:
    """Return the moment an ISO text tells (UTC where it names no zone), or a number of seconds since 1970."""
    value = found(shape, *path)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        told = datetime.fromisoformat(value) if isinstance(value, str) else None
        if told is None:
            return None
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def link(shape: object, *path: str) -> str:
    """Return an address a browser opens, "" where none stands there."""
    value = line(shape, *path)
    return value if value.startswith(("https://", "http://")) and " " not in value else ""


def said(body: bytes, *names: str) -> str:
    """Return a place's own words for its refusal, from the first of these fields that holds any: `, "…"`, or ""."""
    try:
        shape = decoded(body, "")
    except SourceChanged:
        return ""
    told = next((heard for name in names if (heard := line(shape, name))), "")
    return f', "{scrub(told)[:160]}"' if told else ""

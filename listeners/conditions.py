"""What a post must be, not say: `author: site: lang: kind: rating:`, each as a yes or no about one post.

A post without stars fulfils no `rating:`. `site:` means a host with its subdomains and, after a slash, the start of a
path; a name without a dot is also the name of a source (`site:hackernews`). `author:` means a whole word of the
author's handle, name or id, or all of it. `lang:en` covers en-GB.
"""

import operator
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from listeners.query import Condition, QueryError
from listeners.terms import Reading
from storage import fold

Holds = Callable[[Reading], bool]

_COMPARES = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "=": operator.eq}


def condition(wanted: Condition) -> Holds:
    """Return the yes or no; raise QueryError where nothing could fulfil it."""
    match wanted.field:
        case "rating":
            return partial(_rated, _COMPARES[wanted.compares], float(wanted.value))
        case "kind":
            return partial(_is_kind, wanted.value)
        case "lang":
            return partial(_in_language, wanted.value)
        case "site":
            return partial(
                _stands_at, wanted.value.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
            )
        case _:
            return _author(wanted)


def _rated(compares: Callable[[float, float], bool], stars: float, reading: Reading) -> bool:
    rating = reading.post.rating
    return rating is not None and compares(rating, stars)


def _is_kind(kind: str, reading: Reading) -> bool:
    return reading.post.kind == kind


def _in_language(code: str, reading: Reading) -> bool:
    language = reading.post.language.lower().replace("_", "-")
    return language == code or language.startswith(f"{code}-")


def _stands_at(place: str, reading: Reading) -> bool:
    if place == reading.post.source:
        return True
    try:
        address = urlsplit(reading.post.url.lower())
        host = address.hostname or ""
    except ValueError:
        return False
    wanted, slash, path = place.partition("/")
    wanted = wanted.removeprefix("www.")
    return (host == wanted or host.endswith(f".{wanted}")) and (
        not slash or f"{address.path}/".startswith(f"/{path}/") or address.path == f"/{path}"
    )


def _author(wanted: Condition) -> Holds:
    name = fold.fold(wanted.value).removeprefix("@")
    open_end = name.endswith("*")
    pattern = fold.pattern(name, open_end=open_end)
    if not pattern:
        raise QueryError("after author: comes a name or a handle", wanted.position)
    return partial(_written_by, pattern)


def _written_by(pattern: str, reading: Reading) -> bool:
    return pattern in reading.author.spaced

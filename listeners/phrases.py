"""What is worth asking a search engine for, so that it brings at least every post the query can match.

Of terms that must all stand in a post one is enough: a phrase or handle before a word, and the first written before
the rest. Of alternatives each is needed. Quotes and wildcards are cut: matching decides again, here, afterwards.
"""

from collections.abc import Iterator

from listeners.query import Both, Either, Node, Said, Style


def phrases(node: Node) -> tuple[str, ...]:
    """Return the searches that together bring whatever can match; none where a search could not know."""
    return tuple({found.casefold(): found for found in reversed(_searches(node) or ())}.values())[::-1]


def handles(node: Node) -> tuple[str, ...]:
    """Return the handles the query asks for, without @."""
    return tuple(dict.fromkeys(_handles(node)))


def _searches(node: Node) -> tuple[str, ...] | None:
    match node:
        case Said():
            search = _search(node)
            return (search,) if search else None
        case Both(parts=parts):
            found = [searches for searches in map(_searches, parts) if searches]
            return min(found, key=_breadth, default=None)
        case Either(parts=parts):
            each = [_searches(part) for part in parts]
            return tuple(search for searches in each for search in searches or ()) if all(each) else None
        case _:
            return None


def _search(said: Said) -> str:
    if said.style is Style.EXACT:
        return said.text
    if said.style is Style.NEAR:
        return max((word.rstrip("*") for word in said.text.split() if "*" not in word[:-1]), key=len, default="")
    whole = said.text.split("*")[0] if "*" in said.text else said.text
    return whole.strip()


def _breadth(searches: tuple[str, ...]) -> tuple[int, bool]:
    plain = not any(" " in search or search[0] in "@#" for search in searches)
    return len(searches), plain


def _handles(node: Node) -> Iterator[str]:
    match node:
        case Said(text=text, style=Style.WORDS) if text.startswith("@") and len(text) > 1:
            yield text[1:]
        case Both(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from _handles(part)
        case _:
            return

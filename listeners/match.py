"""Which posts a watch hears: every query of every watch in one pass over each post.

All terms of all queries go into one Aho-Corasick automaton, so a post costs hardly more with ten thousand terms than
with ten (union regular expressions and loops are linear in the terms). What stood in the post selects the queries to
evaluate; only queries that ask for nothing in words (fields alone, the empty query) are evaluated for every post.
The language itself is described in `listeners.query`, what counts as a word in `storage.fold`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from listeners import phrases, query as language
from listeners.conditions import Holds, condition
from listeners.query import Both, Condition, Either, Everything, Never, Node, QueryError, Said
from listeners.terms import Part, Reading, Term, term
from storage.records import Post

__all__ = ["Matcher", "Query", "QueryError", "compile"]

Found = list[tuple[int, str]]


class _Leaf:
    """A term and its place in the query, so that found terms are told in the order they were written."""

    keys: frozenset[str] | None

    def __init__(self, found: Term, order: int) -> None:
        self.term = found
        self.order = order
        self.keys = frozenset((found.key,))

    def find(self, reading: Reading, seen: AbstractSet[str]) -> Found | None:
        if self.term.key in seen and self.term.stands_in(reading):
            return [(self.order, self.term.label)]
        return None


class _If:
    keys: frozenset[str] | None = None

    def __init__(self, holds: Holds) -> None:
        self._holds = holds

    def find(self, reading: Reading, _seen: AbstractSet[str]) -> Found | None:
        return [] if self._holds(reading) else None


class _All:
    keys: frozenset[str] | None = None

    def find(self, _reading: Reading, _seen: AbstractSet[str]) -> Found | None:
        return []


class _Not:
    keys: frozenset[str] | None = None

    def __init__(self, part: "_Step") -> None:
        self._part = part

    def find(self, reading: Reading, seen: AbstractSet[str]) -> Found | None:
        return [] if self._part.find(reading, seen) is None else None


class _And:
    """All steps; the one with the fewest keys is what must be seen before the rest is looked at."""

    keys: frozenset[str] | None

    def __init__(self, parts: Sequence["_Step"]) -> None:
        self._parts = sorted(parts, key=lambda part: part.keys is None)
        keys = [part.keys for part in parts if part.keys is not None]
        self.keys = min(keys, key=len, default=None)

    def find(self, reading: Reading, seen: AbstractSet[str]) -> Found | None:
        found: Found = []
        for part in self._parts:
            here = part.find(reading, seen)
            if here is None:
                return None
            found += here
        return found


class _Or:
    """Any step; terms are looked up by what was seen, so ten thousand of them cost no more than the few that stood."""

    keys: frozenset[str] | None

    def __init__(self, parts: Sequence["_Step"]) -> None:
        self._leaves: defaultdict[str, list[_Leaf]] = defaultdict(list)
        self._rest = [part for part in parts if not isinstance(part, _Leaf)]
        for part in parts:
            if isinstance(part, _Leaf):
                self._leaves[part.term.key].append(part)
        self.keys = None
        if all(part.keys is not None for part in parts):
            self.keys = frozenset(key for part in parts for key in part.keys or ())

    def find(self, reading: Reading, seen: AbstractSet[str]) -> Found | None:
        leaves = [leaf for key in seen if key in self._leaves for leaf in self._leaves[key]]
        each = [step.find(reading, seen) for step in (*leaves, *self._rest)]
        true = [found for found in each if found is not None]
        return [found for here in true for found in here] if true else None


_Step = _Leaf | _If | _All | _Not | _And | _Or


class _Builder:
    """Turns a tree into steps, counting the terms and gathering their keys."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def step(self, node: Node) -> _Step:
        match node:
            case Said():
                found = term(node)
                self.keys.append(found.key)
                return _Leaf(found, len(self.keys))
            case Condition():
                return _If(condition(node))
            case Never(part=part):
                return _Not(self.step(part))
            case Both(parts=parts):
                return _And([self.step(part) for part in parts])
            case Either(parts=parts):
                return _Or([self.step(part) for part in parts])
            case Everything():
                return _All()


class Query:
    """One watch's query, checked and ready to match. `phrases` are worth one search each, `handles` are without @."""

    def __init__(self, text: str) -> None:
        """Read the query; raise QueryError where it cannot be."""
        builder = _Builder()
        node = language.parse(text)
        self.text = text
        self.step = builder.step(node)
        self.keys = frozenset(builder.keys)
        self.phrases = phrases.phrases(node)
        self.handles = phrases.handles(node)

    def matches(self, post: Post) -> tuple[str, ...] | None:
        """Return the query's terms that stand in the post, () where it asks for none, None where it does not match."""
        return self._matcher.match(post).get(0)

    @cached_property
    def _matcher(self) -> "Matcher":
        return Matcher({0: self})


def compile(query: str) -> Query:  # noqa: A001 - as in re.compile
    """Return the query ready to match; raise QueryError, with the column of the fault, where it cannot be read."""
    return Query(query)


class Matcher:
    """All watches at once: their queries by the watch's id."""

    def __init__(self, queries: Mapping[int, Query]) -> None:
        """Build one automaton over the terms of all queries."""
        self._queries = dict(queries)
        self._always = [number for number, query in self._queries.items() if query.step.keys is None]
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)
        for number, query in self._queries.items():
            for key in query.step.keys or ():
                self._waiting[key].append(number)
        keys = sorted({key for query in self._queries.values() for key in query.keys})
        self._words = _Keys([key for key in keys if not key.startswith("=")])
        self._exact = _Keys([key[1:] for key in keys if key.startswith("=")])

    def match(self, post: Post) -> dict[int, tuple[str, ...]]:
        """Return the watches that hear the post, each with its terms that stand in it."""
        reading = Reading(post)
        seen = self._seen(reading.title, reading.text)
        asked = dict.fromkeys(self._always)
        for key in seen:
            if key in self._waiting:
                asked.update(dict.fromkeys(self._waiting[key]))
        heard = ((number, self._queries[number].step.find(reading, seen)) for number in asked)
        return {number: _labels(found) for number, found in heard if found is not None}

    def may_match(self, words: str) -> bool:
        """Tell whether a post that says no more than these words may be heard by any watch; a closer look decides."""
        return bool(self._always) or not self._waiting.keys().isdisjoint(self._seen(Part(""), Part(words)))

    def match_many(self, posts: Iterable[Post]) -> Iterator[dict[int, tuple[str, ...]]]:
        """Yield what `match` returns for each post, in order."""
        return map(self.match, posts)

    def _seen(self, title: Part, text: Part) -> set[str]:
        seen = self._words.seen(f"{title.spaced}{text.spaced}")
        if self._exact.automaton is not None:
            seen |= {f"={key}" for key in self._exact.seen(f"{title.exact}\n{text.exact}")}
        return seen


class _Keys:
    """Which of many keys stand in a text, in one pass."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self.automaton = AhoCorasick(keys, store_patterns=False) if keys else None

    def seen(self, text: str) -> set[str]:
        if self.automaton is None:
            return set()
        return {self._keys[which] for which, _, _ in self.automaton.find_matches_as_indexes(text, overlapping=True)}


def _labels(found: Found) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for _, label in sorted(found)))

"""Which word marks what a team sets aside: the one that could be left out of a query at hardly any price. Pure.

It speaks only where enough was judged, where the word stands in a good part of the noise and in hardly anything that
mattered, and where that is no chance: fewer than one in a thousand draws would put the word on that side so often
(Fisher's exact test, one-sided). What the watch is called, and what its query asks for, is never offered.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import comb
from urllib.parse import urlsplit

from storage.records import Post, Story, Watch

ENOUGH_JUDGED, ENOUGH_NOISE, ENOUGH_MATTERED = 20, 10, 5
NOISY = 0.5  # of what was judged; below it a watch is not noisy
MARKS = 0.25  # of the noise at least holds the word
COSTS = 0.05  # of what mattered at most goes with it
CHANCE = 0.001
SHORTEST = 3
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff"
_WORD = re.compile(rf"[^\W\d_][\w{_MARKS}]*")
_OPERATORS = {"and", "not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """A term and what leaving it out does: `marked` of `noise` would go, `kept` of `mattered` would stay."""

    term: str
    judged: int
    noise: int
    marked: int
    mattered: int
    kept: int

    def figures(self) -> dict[str, int]:
        """Return its numbers by name."""
        names = ("judged", "noise", "marked", "mattered", "kept")
        return {name: getattr(self, name) for name in names}


def find(stories: Sequence[Story], watch: Watch, *, but: Collection[str] = ()) -> Noise | None:
    """Return the term that marks most of the noise at hardly any price; None where nothing is worth saying."""
    noise = [terms(story.post) for story in stories if story.mattered is False]
    mattered = [terms(story.post) for story in stories if story.mattered]
    judged = len(noise) + len(mattered)
    if judged < ENOUGH_JUDGED or len(noise) < max(ENOUGH_NOISE, NOISY * judged) or len(mattered) < ENOUGH_MATTERED:
        return None
    never = {*but, *_own(watch)}
    marks, costs = _counted(noise), _counted(mattered)
    worth = [
        Noise(
            term=term,
            judged=judged,
            noise=len(noise),
            marked=marked,
            mattered=len(mattered),
            kept=len(mattered) - costs[term],
        )
        for term, marked in marks.items()
        if term not in never and marked >= MARKS * len(noise)
    ]
    return max(
        filter(is_worth_it, worth),
        key=lambda found: (found.marked - found.mattered + found.kept, found.term),
        default=None,
    )


def is_worth_it(found: Noise) -> bool:
    """Say whether leaving the term out costs hardly anything that mattered, and marks the noise not by chance."""
    costs = found.mattered - found.kept
    if costs > COSTS * found.mattered or found.marked < MARKS * found.noise:
        return False
    return _chance(found.marked, found.noise, costs, found.mattered) < CHANCE


def terms(post: Post) -> frozenset[str]:
    """Return what a query could leave out of a post: its words, and the site it stands on."""
    words = (word.casefold() for word in _WORD.findall(f"{post.title} {post.text}"))
    host = (urlsplit(post.url).hostname or "").removeprefix("www.") if "://" in post.url else ""
    sites = [f"site:{host}"] if re.fullmatch(r"[a-z0-9.-]+\.[a-z0-9-]+", host) else []
    return frozenset([*(word for word in words if len(word) >= SHORTEST and word not in _OPERATORS), *sites])


def without(query: str, term: str) -> str:
    """Return the query that leaves a term out; what "-" says holds for the whole of it."""
    plain = term.startswith("site:") or re.fullmatch(r"\w+", term)
    return f"{query.strip()} -{term}" if plain else f'{query.strip()} -"{term}"'


def leaves_out(query: str, term: str) -> bool:
    """Say whether a query leaves the term out already, in as many words."""
    said, left_out = query.casefold(), without("", term).strip().casefold()
    return left_out in said.split() or f"not {left_out[1:]}" in said


def _own(watch: Watch) -> Iterable[str]:
    """Return every word of the watch's own: its name, its query, its accounts."""
    said = " ".join((watch.name, watch.query, *watch.ours))
    yield from (word.casefold() for word in _WORD.findall(said))
    yield from re.findall(r"site:[a-z0-9.-]+", watch.query.casefold())


def _counted(posts: Iterable[frozenset[str]]) -> Counter[str]:
    return Counter(term for post in posts for term in post)


def _chance(marked: int, noise: int, costs: int, mattered: int) -> float:
    """Return how likely a word in so many posts would stand in the noise at least that often, if it marked nothing."""
    holding = marked + costs
    ways = sum(
        comb(noise, place) * comb(mattered, holding - place)
        for place in range(marked, min(noise, holding) + 1)
        if holding - place <= mattered
    )
    return ways / comb(noise + mattered, holding)

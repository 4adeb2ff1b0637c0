"""Do two posts tell the same story in other words? Sketches of their words, then their rare names and numbers. Pure.

`neardup` knows what is the same to the letter. Here a post leaves a trace, in two steps:

    sketch   the smallest hashes of its word triples (in scripts without spaces: of its letters), which estimate how
             much two texts share: copies under another headline, cut short, or with some words changed
    terms    of news only (`newsterms`): names, numbers, quoted and long words. Outlets retell a story in
             words of their own (true copies share 12 to 50 % of them), but keep who, where and how many

A comment, a review, a post that speaks to us is one person's own and wants its own answer, whatever its words. A post
joins the one earlier post it is most like, and stands in one bundle with it; nothing that stands apart is ever moved.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import nsmallest
from math import log2
from typing import TypeVar
from zlib import crc32

from listeners import newsterms, reposts
from listeners.newsterms import NAME, Term
from storage import fold
from storage.records import Kind, Post

WINDOW = timedelta(hours=48)
SKETCHED = 64
BANDS, NEWS_BANDS, TITLE_BANDS = 5, 8, 4  # smallest hashes to be found by
SHARED_KEYS = 2  # fewer in common are chance: of texts half alike one in 25 is missed by it, of those 70 % alike none
LEAST_WORDS, LEAST_OWN_WORDS = 8, 12  # different ones, of news and of people: "Great app!" is nobody's story
ALIKE = 0.5
CUT_SHORT = 0.8  # of the shorter text stands in the longer one
COMPARABLE = 4  # hashes, fewer say nothing
NAMES_COUNT, TELLING = 1.8, 2.5  # names alone make no story: the same people are in tomorrow's news too
SHARED_WEIGHT = 0.3  # of keys by rarity: half a dozen that everybody uses are chance too
MOST_CANDIDATES = 4  # earlier posts a new one is compared with
HOLDERS = 21  # of a key, the newest: what more hold is no rare one
_TERM_KEYS = 1 << 32
Name = TypeVar("Name", int, str)

_LINK = re.compile(r"https?://\S+|www\.\S+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What of a post is compared, and the `keys` it is found by; `terms` are empty for what is no news."""

    post: Post
    sketch: tuple[int, ...]
    size: int
    keys: tuple[int, ...]
    numbers: frozenset[str]
    terms: Mapping[int, Term] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An earlier post that may tell the same, and the story (any one name for it) it belongs to.

    `post_id` is the memory's, 0 for a post of the page at hand.
    """

    trace: Trace
    story: object
    post_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How a post stands: its story keys, the stored post it joins, what it is found by, how many its bundle counts."""

    keys: tuple[str, ...] = ()
    alike: int | None = None
    traces: tuple[int, ...] = ()
    bundle: int = 1


def trace(post: Post, own: Collection[str] = ()) -> Trace | None:
    """Return what a post is compared by, None for what stands for itself; `own` words (the watch's) tell nothing."""
    if post.kind not in (Kind.POST, Kind.ARTICLE) or post.tags_us:
        return None
    text = _LINK.sub(" ", reposts.said(post.text))
    words = _words(f"{post.title}\n{text}" if post.title else text)
    different = len(set(words))
    is_news = post.kind is Kind.ARTICLE or (bool(post.title) and not text.strip())
    if different < (LEAST_WORDS if is_news else LEAST_OWN_WORDS):
        return None
    hashes = _triples(words)
    sketch, numbers = tuple(nsmallest(SKETCHED, hashes)), frozenset(_NUMBER.findall(text))
    if not is_news:
        size = len(hashes)
        return Trace(post=post, sketch=sketch, size=size, keys=sketch[:BANDS], numbers=numbers)
    terms = {_TERM_KEYS + crc32(word.encode()): term for word, term in newsterms.terms(post.title, text, own).items()}
    headline = nsmallest(TITLE_BANDS, _triples(_words(post.title)))
    return Trace(
        post=post,
        sketch=sketch,
        size=len(hashes),
        keys=tuple(dict.fromkeys((*sketch[:NEWS_BANDS], *headline, *terms))),
        numbers=numbers,
        terms=terms,
    )


def _words(text: str) -> list[str]:
    spaced = fold.spaced(fold.fold(text))
    if spaced.isascii():
        return spaced.split()
    return [part for word in spaced.split() for part in (word if fold.UNSPACED_CHARACTER.match(word) else (word,))]


def _triples(words: Sequence[str]) -> set[int]:
    return {crc32(" ".join(triple).encode()) for triple in zip(words, words[1:], words[2:], strict=False)}


def best(new: Trace, held: Iterable[Held], stories: Mapping[int, int]) -> Held | None:
    """Return the earlier post a new one is most like, None where it is news; `stories` counts those with each term."""
    ranked = [(likeness(new, other.trace, stories), other) for other in held if _may_be_one(new.post, other.trace.post)]
    found = max(ranked, key=lambda pair: pair[0], default=None)
    return found[1] if found is not None and found[0] > 0 else None


def likeness(one: Trace, other: Trace, stories: Mapping[int, int]) -> float:
    """Return how surely two posts tell the same, 0 where they do not: up to 1 by their words, then by their terms."""
    shared, part = overlap(one, other)
    is_alike = shared >= ALIKE or part >= CUT_SHORT
    if is_alike and (one.terms or other.terms or one.numbers == other.numbers):
        return 1 + max(shared, part)
    telling = _telling(one.terms, other.terms, stories)
    return telling / (telling + TELLING) if telling >= TELLING else 0.0


def overlap(one: Trace, other: Trace) -> tuple[float, float]:
    """Return the share two texts have in common of both, and that of the shorter which stands in the longer."""
    short, long = (one, other) if one.size <= other.size else (other, one)
    union = nsmallest(SKETCHED, {*short.sketch, *long.sketch})
    both = set(short.sketch) & set(long.sketch)
    limit = long.sketch[-1] if long.size > SKETCHED else 1 << 32
    comparable = [value for value in short.sketch if value <= limit]
    if min(len(union), len(comparable)) < COMPARABLE:
        return 0.0, 0.0
    return sum(value in both for value in union) / len(union), len(both) / len(comparable)


def _telling(one: Mapping[int, Term], other: Mapping[int, Term], stories: Mapping[int, int]) -> float:
    names = rest = 0.0
    for key in one.keys() & other.keys():
        here, there = one[key], other[key]
        weight = max(here.weight, there.weight) / (1 + log2(max(1, stories.get(key, 1))))
        if NAME in (here.kind, there.kind):
            names += weight
        else:
            rest += weight
    return min(names, NAMES_COUNT) + rest


def _may_be_one(one: Post, other: Post) -> bool:
    return abs(one.posted_at - other.posted_at) <= WINDOW


def nearest(keys: Iterable[int], holders: Mapping[int, Sequence[Name]]) -> list[Name]:
    """Return who holds most of these keys, rare ones counting more, whoever shares too few left out."""
    shared: Counter[Name] = Counter()
    weight: defaultdict[Name, float] = defaultdict(float)
    for key in keys:
        of_key = holders.get(key, ())[-HOLDERS:]
        for one in of_key:
            shared[one] += 1
            weight[one] += 1 / len(of_key)
    enough = (one for one in shared if shared[one] >= SHARED_KEYS and weight[one] >= SHARED_WEIGHT)
    return sorted(enough, key=lambda one: -weight[one])


def link(
    traces: Iterable[Trace], held: Mapping[str, Sequence[Held]], stories: Mapping[int, Collection[object]]
) -> dict[str, Held]:
    """Return for each new post, by external id, the post it joins: an earlier one, or an older one of its page.

    `held` are the earlier posts it may join, `stories` the earlier ones that hold each key. What joins none is news.
    """
    page: defaultdict[int, list[str]] = defaultdict(list)
    here: dict[str, Held] = {}
    joined: dict[str, Held] = {}
    for new in sorted(traces, key=lambda new: new.post.posted_at):
        name = new.post.external_id
        near = [here[one] for one in nearest(new.keys, page)[:MOST_CANDIDATES]]
        counts = {
            key: len({*stories.get(key, ()), *(here[one].story for one in page[key][-HOLDERS:])})
            for key in new.terms
            if key in stories or key in page
        }
        found = best(new, (*held.get(name, ()), *near), counts)
        if found is not None:
            joined[name] = found
        here[name] = Held(trace=new, story=found.story if found else name)
        for key in new.keys:
            page[key].append(name)
    return joined

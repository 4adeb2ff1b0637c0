"""Is it us, or another of our name? A few words around the match tell, learned from "not about us" clicks. Pure.

One small model a watch: of every word near a match, how much more often it stood in posts not about us than in
the others (log-odds, smoothed, capped). It never hides a post; it says how likely another is meant, and by which words.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from storage import fold
from storage.records import LIKENESSES_NEEDED

NEAR = 15  # words on either side of a match
SHORTEST = 3
COMMON = 0.2  # a word in so many of our own posts is one of the language, and says nothing
TOLD = 3
_SMOOTHING = 0.5
_LEAST, _MOST = 0.7, 2.0  # of a word's log-odds: less is chance, and one word alone never settles it
_START = -2.5  # in logits: without a word of theirs it is us
_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely another of our name is meant, 0 to 1, and the words that say so."""

    likely: float
    words: tuple[str, ...] = ()


US = Likeness(likely=0.0)


def near(text: str, matched: Collection[str]) -> frozenset[str]:
    """Return the words around what was matched, without it; every word where the match is nowhere to be seen."""
    words = fold.spaced(fold.fold(text)).split()
    ours = {word for term in matched for word in fold.spaced(fold.fold(term)).split()}
    places = [place for place, word in enumerate(words) if word in ours]
    if places:
        kept = {at for place in places for at in range(place - NEAR, place + NEAR + 1)}
        words = [word for at, word in enumerate(words) if at in kept]
    return frozenset(word for word in words if word not in ours and _tells(word))


def learn(others: Iterable[Collection[str]], ours: Iterable[Collection[str]]) -> dict[str, float]:
    """Return what each word says (in log-odds, above 0 for another); nothing before there are enough of both."""
    theirs, own = list(others), list(ours)
    if min(len(theirs), len(own)) < LIKENESSES_NEEDED:
        return {}
    there, here = Counter[str](), Counter[str]()
    for counted, posts in ((there, theirs), (here, own)):
        for words in posts:
            counted.update(set(words))
    odds = {
        word: _share(there[word], len(theirs)) - _share(here[word], len(own))
        for word in there.keys() | here.keys()
        if there[word] + here[word] > 1 and not (there[word] and here[word] > COMMON * len(own))
    }
    telling = {word: round(min(max(found, -_MOST), _MOST), 3) for word, found in odds.items() if abs(found) >= _LEAST}
    kept = sorted(telling, key=lambda word: (-abs(telling[word]), word))[:_KEPT]
    return {word: telling[word] for word in kept}


def look(words: Collection[str], learned: Mapping[str, float]) -> Likeness:
    """Return how likely the words around a match mean another."""
    hits = {word: learned[word] for word in words if word in learned}
    against = sorted((word for word in hits if hits[word] > 0), key=lambda word: (-hits[word], word))
    if not against:
        return US
    likely = 1 / (1 + math.exp(-(_START + sum(hits.values()))))
    return Likeness(likely=round(likely, 3), words=tuple(against[:TOLD]))


def _share(count: int, posts: int) -> float:
    return math.log((count + _SMOOTHING) / (posts + 2 * _SMOOTHING))


def _tells(word: str) -> bool:
    """Say whether a word can tell anything: numbers cannot, nor short words but those of scripts without spaces."""
    return not word.isdecimal() and (len(word) >= SHORTEST or bool(fold.UNSPACED_CHARACTER.match(word)))

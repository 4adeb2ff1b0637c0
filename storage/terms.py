"""The words a text is found by: folded, cut to their stems, without those that say nothing. Pure.

A database folds words as it pleases: SQLite's full text splits no Japanese, PostgreSQL's stems in one language a
table, and they agree on nothing else. So a text is taken apart here, and both databases keep the outcome as it is.
Scripts without spaces are taken apart into pairs of signs; of Japanese, pairs of mere hiragana are grammar. Endings
are cut by rough lists for all languages of a script at once: two forms of a word must meet, and need not be one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from storage import fold
from storage.smallwords import COMMON

LONGEST = 20_000  # signs of a text that are looked at

_PIECES = re.compile(rf"{fold.UNSPACED_CHARACTER.pattern}|[{fold.HANGUL}]")
_GRAMMAR = re.compile(r"[\u3040-\u309f]+")
_SIGN, _COMPOUND = 0.5, 1.5  # how many words a single sign is, and one that is written without spaces
_SHORTEST_WORD, _SHORTEST_STEM, _LONGEST_STEM = 3, 4, 9
_LATIN = """
    izations ization isations isation ationen ations ation amento amenti imento imiento amientos mientos miento
    ements ement ments ment ungen keiten heiten keit heit schaft ungs ung icamente mente ities ity ness ings ing
    edly eurs euse eur ados adas idos idas ado ada ido ida ando endo ati ate ato ata ire ere are aron ieron amos
    emos imos aient ais ait ant ent ions ion zioni zione ciones cion coes cao ables able ible iques ique ies ied
    ier iers ers er ed es en em et est ern e s o a i y
    """
_CYRILLIC = """
    остями остью ости ость ениями ениях ением ения ение аниями анием ания ание ировать овать иться аться ться
    ами ями ого его ому ему ыми ими ать ять ить еть ете ите ают яют ует уют ала ила али или ах ях ов ев ей ом ем
    ам ям ый ий ой ая яя ое ее ые ие ую юю ых их а я о е ы и у ю ь й л т
    """
_DEVANAGARI = """
    ियों ियां ियाँ ाओं ुओं ाएं ाएँ ने ना नी ता ते ती कर एं एँ ों ें ीं ां ाँ ई ाई ी ा े ो ि ु ू
    """
_ARABIC_HEADS = "وال بال كال فال لل ال و".split()  # noqa: SIM905  read as a list of heads
_ARABIC_TAILS = "اتها كما هما ها ان ات ون ين يه ية هم كم نا تي ته ه ة ي ك ت".split()  # noqa: SIM905  and of tails


def terms(text: str) -> Counter[str]:
    """Return how often each term stands in a text."""
    return Counter(term for term, _ in _terms(fold.fold(text[:LONGEST])))


def asked(text: str) -> Mapping[str, float]:
    """Return the terms of a text that is to be answered, and how much of a word each is."""
    found: dict[str, float] = {}
    for term, worth in _terms(fold.fold(text[:LONGEST])):
        found[term] = max(worth, found.get(term, 0.0))
    return found


def _terms(folded: str) -> Iterator[tuple[str, float]]:
    for word in fold.spaced(folded).split():
        if _PIECES.match(word):
            yield from _pairs(word)
        elif len(word) >= _SHORTEST_WORD and not word.isdecimal() and word not in _common():
            stem = _stem(word)
            if stem not in _common_stems():
                yield stem, 1.0


def _pairs(run: str) -> Iterator[tuple[str, float]]:
    """Return the pairs of a run; what stands between Japanese grammar is a word, and a long one is hardly two."""
    for piece in filter(None, _GRAMMAR.split(run)):
        if len(piece) == 1:
            yield piece, _SIGN
        for pair in pairwise(piece):
            yield "".join(pair), 1.0 if len(piece) == len(pair) else _COMPOUND / (len(piece) - 1)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        return _arabic(word)
    if "\u0900" <= word[0] <= "\u097f":
        return _cut(word, _endings(_DEVANAGARI), keep=2)
    if "\u0400" <= word[0] <= "\u04ff":
        return _cut(word, _endings(_CYRILLIC), keep=_SHORTEST_STEM)[:_LONGEST_STEM]
    return _latin(word)


def _latin(word: str) -> str:
    stem, before = _cut(word, _endings(_LATIN), keep=_SHORTEST_STEM), word
    while stem != before:  # to the end: "refundings" loses its -s, then its -ing
        stem, before = _cut(stem, _endings(_LATIN), keep=_SHORTEST_STEM), stem
    if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
        stem = stem[:-1]  # "shipped" is "ship", and "bill" stays
    return stem[:_LONGEST_STEM]


def _arabic(word: str) -> str:
    plain = word.translate(_ARABIC_SPELLINGS)
    head = next((head for head in _ARABIC_HEADS if plain.startswith(head) and len(plain) - len(head) > 2), "")  # noqa: PLR2004  a root has three letters
    return _cut(plain.removeprefix(head), tuple(_ARABIC_TAILS), keep=3)


_ARABIC_SPELLINGS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})


def _cut(word: str, endings: Sequence[str], *, keep: int) -> str:
    found = next((end for end in endings if word.endswith(end) and len(word) - len(end) >= keep), "")
    return word[: len(word) - len(found)]


@cache
def _endings(listed: str) -> tuple[str, ...]:
    """Return the endings of a list, folded as words are, the longest first."""
    return tuple(sorted({fold.fold(end) for end in listed.split()}, key=len, reverse=True))


@cache
def _common() -> frozenset[str]:
    return frozenset(fold.fold(word) for words in COMMON.values() for word in words.split())


@cache
def _common_stems() -> frozenset[str]:
    """Return the stems of common words, as far as they are short forms of nothing else: long words only."""
    return frozenset(_stem(word) for word in _common() if len(word) > _SHORTEST_STEM + 1)

"""Texts as they are compared: small letters, no accents, plain digits; and where each sign stood before.

Phrases stand between commas: `*` is the rest (or the beginning) of a word, `~` up to three words in between.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

# Letters with the vowel signs of Devanagari, which Python does not count as part of a word.
_SIGN = r"[\w\u0900-\u0963]"
LETTER = re.compile(r"[^\W\d_][\w\u0900-\u0963'’]*")
# Vowel points and the stretching line of Arabic, the dot of Devanagari, joiners, and what is left of split letters.
_DROPPED = re.compile(r"[\u0300-\u036f\u0640\u064b-\u0652\u093c\u200b-\u200f\ufe0f]")
_SAME = {"’": "'", "´": "'", "ß": "ss", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "\u0901": "\u0902"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text, and for each of its signs the place in the text it was made of."""

    text: str
    original: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where signs `start` to `end` stand in the original."""
        after = self.places[end] if end < len(self.places) else len(self.original)
        return (self.places[start], max(self.places[end - 1] + 1, after))


def fold(text: str) -> Folded:
    """Return a text as phrases are compared with it."""
    if text.isascii():
        return Folded(text=text.lower(), original=text, places=range(len(text)))
    signs = [(place, sign) for place, letter in enumerate(text) for sign in _folded(letter)]
    return Folded(text="".join(sign for _, sign in signs), original=text, places=tuple(place for place, _ in signs))


def listed_words(listed: str) -> list[str]:
    """Return what stands between the commas of a list, folded."""
    return [each.strip() for each in fold(listed).text.split(",") if each.strip()]


@lru_cache(maxsize=1024)  # ours, and what teams have said lately
def phrases(listed: str) -> re.Pattern[str]:
    """Return what finds any phrase of a list as whole words; of an empty list, what finds nothing."""
    told = listed_words(listed)
    each = "|".join(_pattern(phrase) for phrase in sorted(told, key=len, reverse=True))
    return re.compile(rf"(?<!{_SIGN})(?:{each})(?!{_SIGN})" if told else r"(?!)")


def _pattern(phrase: str) -> str:
    between = rf"(?:[ ,]+{_SIGN}+){{0,3}}[ ,]+"
    parts = re.split(r"\s*(~)\s*|\s+", phrase)
    written = ""
    for part in (part for part in parts if part):
        if part == "~":
            written += between
        else:
            joint = "" if not written or written.endswith(between) else r"\s+"
            written += joint + re.escape(part).replace(r"\*", f"{_SIGN}*")
    return written


@cache
def _folded(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    plain = unicodedata.normalize("NFD", letter.lower()) if letter < "\u0600" else unicodedata.normalize("NFKC", letter)
    return _DROPPED.sub("", "".join(_SAME.get(sign, sign) for sign in plain))

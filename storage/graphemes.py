"""How many characters people see: what Bluesky counts, and what code points do not tell. Pure.

After Unicode's UAX 29, with its tables reduced to categories and a few ranges; where in doubt it counts one more.
"""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_SKIN = ("\U0001f3fb", "\U0001f3ff")
_TAGS = ("\U000e0020", "\U000e007f")
_FLAGS = ("\U0001f1e6", "\U0001f1ff")
_CLINGING = frozenset({"Mn", "Me", "Mc"})
_CLINGING_TOO = frozenset({"\u200c", _JOINER, "\uff9e", "\uff9f"})
_PICTURES = frozenset({"So", "Sk", "Cn"})
_LEADING = ("\u1100", "\u115f")
_TRAILING = ("\u1160", "\u11ff")
_SYLLABLES = ("\uac00", "\ud7a3")


def count(text: str) -> int:
    """Return how many characters people see in a text."""
    return sum(1 for _ in _starts(text))


def _starts(text: str) -> Iterator[int]:
    """Tell where each seen character begins."""
    flags = 0  # how many regional letters stand before, unpaired
    for place, sign in enumerate(text):
        flags = flags + 1 if _within(sign, _FLAGS) else 0
        if place == 0 or not _joins(text, place) or (flags and flags % 2):
            yield place


def _joins(text: str, place: int) -> bool:
    """Tell whether the sign at a place belongs to what stands before it."""
    sign, before = text[place], text[place - 1]
    if before in "\r\n":
        return before == "\r" and sign == "\n"
    if sign in _CLINGING_TOO or unicodedata.category(sign) in _CLINGING:
        return True
    if _within(sign, _SKIN) or _within(sign, _TAGS):
        return True
    if before == _JOINER:
        return unicodedata.category(sign) in _PICTURES
    if _within(sign, _FLAGS):
        return _within(before, _FLAGS)
    return _joins_as_hangul(sign, before)


def _joins_as_hangul(sign: str, before: str) -> bool:
    if _within(sign, _LEADING) or _within(sign, _SYLLABLES):
        return _within(before, _LEADING)
    return _within(sign, _TRAILING) and any(_within(before, range_) for range_ in (_LEADING, _TRAILING, _SYLLABLES))


def _within(sign: str, range_: tuple[str, str]) -> bool:
    return range_[0] <= sign <= range_[1]

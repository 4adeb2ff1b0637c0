"""How likely is it an advert or a swindle, and what gives it away. Pure; spam is shown, never silently deleted.

The sales pitches themselves ("buy followers", "visit my") come from the word lists of `listeners.urgency.words`; here
they are weighed with how the text looks: links, numbers to call, shouting, tags. Words of a complaint speak against
spam: who has been swindled talks about swindles.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINK = re.compile(r"://|www\.|(?<=\w)\.(?:com|net|biz|shop|xyz|top|site|store|click|link|club)\b(?!/)", re.IGNORECASE)
_CALL = re.compile(r"(?<!\d)\+\d[\d \-().]{7,}\d|\b(?:wa|t)\.me/|\bwhats\s?app\b|\btelegram\b", re.IGNORECASE)
_SHOUT = re.compile(r"\b[A-Z]{4,}\b|!{3,}|[💰💸🤑🚀🔞💵👉👇🎁]")
_TAG = re.compile(r"(?<!\w)[#@]\w")
_MARKUP = re.compile(r"\[url=|<a\s+href", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How likely it is spam, 0 to 1, and what says so."""

    probability: float
    signs: tuple[str, ...] = ()


_PLAIN = Look(probability=1 / (1 + math.exp(3.6)))


def look(text: str, *, pitches: Sequence[str], hints: Sequence[str], complains: bool) -> Look:
    """Weigh the sales words that were found with how the text looks."""
    if not (pitches or hints or _is_loud(text)):
        return _PLAIN
    shape = list(_shape(text, pitching=bool(pitches)))
    weight = -3.6 + 2.6 * min(len(pitches), 3) + 0.7 * min(len(hints), 4) + sum(points for _, points in shape)
    if complains:
        weight -= 3.0
    signs = (*pitches[:3], *hints[:2], *(sign for sign, _ in shape))
    return Look(probability=1 / (1 + math.exp(-weight)), signs=signs)


def _is_loud(text: str) -> bool:
    return "://" in text or "!!!" in text or "www." in text or "[url=" in text


def _shape(text: str, *, pitching: bool) -> Iterator[tuple[str, float]]:
    """Yield what the look of the text says; links and shouting alone are no crime."""
    if links := len(_LINK.findall(text)):
        yield f"{links} links" if links > 1 else "a link", (1.6 if pitching else 0.4) * min(links, 3)
        if len(text) < 60 * links:
            yield "hardly more than links", 0.6
    if _CALL.search(text):
        yield "a number or chat to contact", 1.4 if pitching else 0.4
    if (shouts := len(_SHOUT.findall(text))) > 1:
        yield "shouting", min(0.3 * shouts, 1.5)
    if (tags := len(_TAG.findall(text))) > 5:  # noqa: PLR2004 - more tags than people use
        yield f"{tags} tags", min(0.3 * (tags - 4), 1.8)
    if _MARKUP.search(text):
        yield "link markup", 2.0

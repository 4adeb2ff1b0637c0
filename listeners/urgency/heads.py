"""What the trained heads say of a text: how happy, whether it wants an answer, whether it is spam, danger. Pure.

Each head is a logistic regression on the pieces of the text (`pieces`, one byte a weight) and on the topics the word
lists heard. All heads are summed in one pass: a piece's weights are packed as lanes of one whole number, and the sums
of words and pairs seen before are kept.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from listeners.urgency import pieces, weights

HEADS = ("happy", "unhappy", "reply", "spam", "danger")
_LANE = 32  # bits: 250 words of 70 pieces at 127 each need 22
_HALF, _FULL = 1 << (_LANE - 1), 1 << _LANE
_ONE_PIECE = 1 << (_LANE * len(HEADS))  # the lane beyond the heads counts the pieces
_AS_SIGNED = [byte - 256 if byte > 127 else byte for byte in range(256)]  # noqa: PLR2004 - two's complement


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What each head makes of a text, as logits: above 0 is yes; both moods below `neutral` are none."""

    logits: Mapping[str, float]
    words: tuple[str, ...]
    neutral: float
    model: str

    def likely(self, head: str) -> float:
        """Return the head's yes as 0 to 1."""
        return 1 / (1 + math.exp(-self.logits[head]))


def say(text: str, folded: str, topics: Mapping[str, float]) -> Said:
    """Return what the heads make of a text and of the topics heard in it."""
    model = weights.shipped()
    said = pieces.words(folded)
    total = sum(map(_word, said)) + sum(map(_pair, ("^", *said), (*said, "$")))
    total += sum(map(_denied, pieces.denied(said))) + _packed(pieces.of_look(text, said))
    *sums, count = _lanes(total)
    norm = 1 / math.sqrt(count)
    logits = {
        head: summed * norm * model.scales[head] + model.biases[head] + _of_topics(model.topics[head], topics)
        for head, summed in zip(HEADS, sums, strict=True)
    }
    return Said(logits=logits, words=tuple(said), neutral=model.neutral, model=model.name)


def telling(said: Sequence[str], head: str, most: int = 3) -> tuple[str, ...]:
    """Return the words that speak most for the head's yes, the weightiest first."""
    lane = HEADS.index(head)
    weighed = {word: _lanes(_word(word))[lane] for word in said if word.isalpha()}
    return tuple(sorted((word for word in weighed if weighed[word] > 0), key=lambda word: -weighed[word])[:most])


def _of_topics(learned: Mapping[str, float], topics: Mapping[str, float]) -> float:
    return sum(strength * learned.get(topic, 0.0) for topic, strength in topics.items())


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> int:
    return _packed(pieces.of_word(word))


@lru_cache(maxsize=1 << 16)
def _pair(before: str, word: str) -> int:
    return _packed((pieces.of_pair(before, word),))


@lru_cache(maxsize=1 << 14)
def _denied(word: str) -> int:
    return _packed((pieces.of_denied(word),))


def _packed(numbers: Sequence[int]) -> int:
    """Return the weights of these pieces, summed, a lane for each head and one for their count."""
    table, wide = weights.shipped().table, len(HEADS)
    packed = len(numbers) * _ONE_PIECE
    for lane in range(wide):
        packed += sum([_AS_SIGNED[table[number * wide + lane]] for number in numbers]) << (_LANE * lane)
    return packed


def _lanes(packed: int) -> list[int]:
    """Take the lanes apart again; a negative lane has borrowed from the next."""
    lanes = []
    for _ in range(len(HEADS) + 1):
        lane = packed & (_FULL - 1)
        if lane >= _HALF:
            lane -= _FULL
        lanes.append(lane)
        packed = (packed - lane) >> _LANE
    return lanes

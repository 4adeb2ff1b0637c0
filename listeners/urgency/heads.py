"""What the trained heads say of a text: how happy, whether it wants an answer, whether it is spam, danger. Pure.

Each head is a logistic regression on the pieces of the text (`pieces`, one byte a weight) and on the topics the word
lists heard. All heads are summed in one pass: a piece's weights are packed as lanes of one whole number, and the sums
of words seen before are kept.
"""

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from listeners.urgency import pieces, weights
from listeners.urgency.kept import Kept

HEADS = ("happy", "unhappy", "reply", "spam", "danger")
_LANE = struct.Struct("<I")  # a lane of a packed number: 250 words of 70 pieces at 255 each need 23 bits
_LANES = struct.Struct(f"<{len(HEADS) + 1}I")
_ONE_PIECE = 1 << (8 * _LANE.size * len(HEADS))  # the lane beyond the heads counts the pieces
_ZERO = 128  # what a weight of 0 is packed as, so that no lane is ever negative
_OF_HEAD = {head: itemgetter(lane) for lane, head in enumerate(HEADS)}
_SAYS_NOTHING = (0,) * len(HEADS)
_SHIFTED = bytes((byte + _ZERO) & 255 for byte in range(256))


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
    said, rows = pieces.words(folded), _rows()
    total = sum(map(_WORDS.__getitem__, said)) + sum(map(rows.__getitem__, pieces.of_pairs(said)))
    total += sum(map(_DENIED.__getitem__, pieces.denied(said))) + _packed(pieces.of_look(text, said))
    *sums, count = _LANES.unpack(total.to_bytes(_LANES.size, "little"))
    norm, zero, (scales, biases, learned) = 1 / math.sqrt(count), _ZERO * count, _by_head()
    logits = [(summed - zero) * norm * scale + bias for summed, scale, bias in zip(sums, scales, biases, strict=True)]
    for topic, strength in topics.items():
        if strength and topic in learned:
            logits = [logit + strength * weight for logit, weight in zip(logits, learned[topic], strict=True)]
    return Said(
        logits=dict(zip(HEADS, logits, strict=True)), words=tuple(said), neutral=model.neutral, model=model.name
    )


@cache
def _by_head() -> tuple[tuple[float, ...], tuple[float, ...], Mapping[str, tuple[float, ...]]]:
    """Return the scales, the biases and each topic's weights, in the order of the heads."""
    model = weights.shipped()
    topics = sorted({topic for of_head in model.topics.values() for topic in of_head})
    learned = {topic: tuple(model.topics[head].get(topic, 0.0) for head in HEADS) for topic in topics}
    return tuple(model.scales[head] for head in HEADS), tuple(model.biases[head] for head in HEADS), learned


def telling(said: Sequence[str], head: str, most: int = 3) -> tuple[str, ...]:
    """Return the words that speak most for the head's yes, the weightiest first."""
    weighed = dict(zip(said, map(_OF_HEAD[head], map(_WEIGHTS.__getitem__, said)), strict=True))
    heaviest = sorted(weighed, key=weighed.__getitem__, reverse=True)[:most]
    return tuple([word for word in heaviest if weighed[word] > 0])


def _weights(word: str) -> tuple[int, ...]:
    """Return what a word weighs for each head; what is no word of letters tells people nothing."""
    if not word.isalpha():
        return _SAYS_NOTHING
    *sums, count = _LANES.unpack(_WORDS[word].to_bytes(_LANES.size, "little"))
    return tuple(summed - _ZERO * count for summed in sums)


def _packed(numbers: Iterable[int]) -> int:
    """Return the weights of these pieces, summed, a lane for each head and one for their count."""
    return sum(map(_rows().__getitem__, numbers))


_WORDS = Kept(lambda word: _packed(pieces.of_word(word)))
_DENIED = Kept(lambda word: _packed((pieces.of_denied(word),)))
_WEIGHTS = Kept(_weights)


@cache
def _rows() -> list[int]:
    """Return each piece's weights, a lane each, ready to be added as they are."""
    table = weights.shipped().table
    wide = bytearray(_LANE.size * len(table))
    wide[:: _LANE.size] = table.translate(_SHIFTED)
    rows = struct.iter_unpack(f"{_LANE.size * len(HEADS)}s", wide)
    return [int.from_bytes(row, "little") + _ONE_PIECE for (row,) in rows]

"""A scorer that has seen only some trades: the same training as the shipped one's, on fewer rows.

Its heads are used as they were fitted; packing them into bytes costs less than a figure's interval.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from listeners import urgency
from listeners.evaluation.rivals import Scorer
from listeners.training import making, train
from listeners.training.labelled import Labelled
from listeners.urgency import pieces
from listeners.urgency.heads import HEADS, Said
from storage.records import Post, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    fitted: train.Fitted
    weights: urgency.Weights
    neutral: float


def fit(rows: Sequence[Labelled]) -> Scorer:
    """Return the scorer that these rows make."""
    rows = train.enough(rows)
    logits = train.crossed(rows)
    neutral = making.neutral_below(rows, logits)
    combined = making.weigh(rows, logits, neutral)
    weights = urgency.Weights(base=combined.base, factors=combined.factors)
    return partial(_score, _Model(fitted=train.fit(rows), weights=weights, neutral=neutral))


def _score(model: _Model, post: Post, context: urgency.Context) -> Score:
    return urgency.score(post, replace(context, weights=model.weights), partial(_say, model))


def _say(model: _Model, text: str, folded: str, hints: Mapping[str, float]) -> Said:
    """Say what `heads.say` would, from weights that are no bytes yet."""
    said = pieces.words(folded)
    numbers = np.array(pieces.of_said(text, said))
    norm, fitted = 1 / math.sqrt(len(numbers)), model.fitted
    logits = {
        head: float(fitted.pieces[head][numbers].sum()) * norm
        + fitted.biases[head]
        + sum(strength * fitted.hints[head].get(hint, 0.0) for hint, strength in hints.items())
        for head in HEADS
    }
    return Said(logits=logits, words=tuple(said), neutral=model.neutral, model=f"{train.NAME}, held out")

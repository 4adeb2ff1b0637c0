"""A scorer that has seen only some trades: the same training as the shipped one's, on fewer rows.

Its heads are used as they were fitted; packing them into bytes costs less than a figure's interval.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from listeners import urgency
from listeners.evaluation.rivals import Scorer
from listeners.training import making, train
from listeners.training.labelled import Labelled
from listeners.urgency import pieces
from listeners.urgency.heads import HEADS, Said
from storage.records import Post, Score


def fit(rows: Sequence[Labelled]) -> Scorer:
    """Return the scorer that these rows make."""
    return partial(_score, making.learn(train.enough(rows), lambda _: None))


def _score(learned: making.Learned, post: Post, context: urgency.Context) -> Score:
    weights = urgency.Weights(base=learned.combined.base, factors=learned.combined.factors)
    return urgency.score(post, replace(context, weights=weights), partial(_say, learned))


def _say(learned: making.Learned, text: str, folded: str, hints: Mapping[str, float]) -> Said:
    """Say what `heads.say` would, from weights that are no bytes yet."""
    said = pieces.words(folded)
    numbers = np.array(pieces.of_said(text, said))
    norm, fitted = 1 / math.sqrt(len(numbers)), learned.fitted
    logits = {
        head: float(fitted.pieces[head][numbers].sum()) * norm
        + fitted.biases[head]
        + sum(strength * fitted.hints[head].get(hint, 0.0) for hint, strength in hints.items())
        for head in HEADS
    }
    return Said(logits=logits, words=tuple(said), neutral=learned.neutral, model=f"{train.NAME}, held out")

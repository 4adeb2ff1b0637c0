"""What each factor weighs: a logistic regression with fixed signs, drawn towards weights chosen by hand.

The open sets know texts and some stars, and nothing of reach, tags or spikes: what they cannot tell stays as chosen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from listeners.urgency.factors import FACTORS

# In logits, by hand: where nothing is known of a factor these are shipped.
CHOSEN: Mapping[str, float] = {
    "Stars": 1.8,
    "Tagged us": 1.8,
    "Wants an answer": 4.0,
    "Asks for help": 0.6,
    "Asks a question": 0.4,
    "Unhappy": 2.2,
    "Money or refund": 0.6,
    "Down or broken": 0.8,
    "Left waiting": 1.2,
    "Threatens to leave": 0.7,
    "Legal": 1.3,
    "Safety or health": 1.4,
    "Security or privacy": 1.2,
    "Press": 1.2,
    "Reach": 1.0,
    "Talked about": 0.6,
    "Many say so": 0.8,
    "More than usual": 0.4,
    "Praise": -1.8,
    "News or job advert": -1.0,
    "Already answered": -4.0,
    "Spam": -4.0,
    "Not about us": -6.0,
}
BASE = -2.4
_SPREAD = 0.6  # logits: how far the data may easily draw a weight from the chosen one
# Left free, "wants an answer" outweighs all else, and a plain question scores as high as glass in the bread.
# Who is unhappy in an open set is seldom somebody a team would have answered, so those sets teach too little of it.
# Nor do they know what is at stake: of those in danger, few in them write to a brand.
_HELD = {
    "Wants an answer": 0.02,
    "Stars": 0.05,
    "Unhappy": 0.1,
    "Left waiting": 0.05,
    "Praise": 0.1,
    "Safety or health": 0.1,
    "Legal": 0.1,
}
# What is fitted tells yes from no and nothing more: at full weight a friendly question outranks a ruined holiday. This
# costs recall in a stream of chatter (.86 to .84 in cross-validation), and ranks what is said to one brand better.
_TEMPER = {"Wants an answer": 0.75, "Asks for help": 0.75, "Asks a question": 0.5}
_ROWS = 3_000.0  # what all rows together count for against that


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """The weights of the factors, and where a post without any begins."""

    base: float
    factors: dict[str, float]


def fit(strengths: Sequence[Mapping[str, float]], wanted: Sequence[bool], worth: Sequence[float]) -> Combined:
    """Return the likeliest weights; yes and no count the same together, no weight changes its sign."""
    names = [factor.name for factor in FACTORS]
    seen = np.array([[1.0, *(told.get(name, 0.0) for name in names)] for told in strengths])
    answers, weights = np.array(wanted, dtype=float), np.array(worth, dtype=float)
    for answer in (0.0, 1.0):
        weights[answers == answer] *= _ROWS / 2 / weights[answers == answer].sum()
    chosen = np.array([BASE, *(CHOSEN[name] for name in names)])
    spread = np.array([_SPREAD, *(_HELD.get(name, _SPREAD) for name in names)])

    def surprise(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = seen @ at
        lost = weights @ (np.logaddexp(0, logits) - answers * logits) + (((at - chosen) / spread) ** 2).sum() / 2
        slope = seen.T @ (weights * (1 / (1 + np.exp(-logits)) - answers)) + (at - chosen) / spread**2
        return float(lost), slope

    bounds = [(None, None), *((0, None) if factor.sign > 0 else (None, 0) for factor in FACTORS)]
    found = minimize(surprise, chosen, jac=True, method="L-BFGS-B", bounds=bounds).x
    weights_of = {name: weight * _TEMPER.get(name, 1.0) for name, weight in zip(names, found[1:].tolist(), strict=True)}
    return Combined(
        base=round(float(found[0]), 4), factors={name: round(weight, 4) for name, weight in weights_of.items()}
    )

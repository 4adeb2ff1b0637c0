"""What a team's own words make of the shipped weights: Bayesian logistic regression, small, bounded, always the same.

The shipped weights are the prior; every label pulls a little. Whoever labels a lot cannot take over: one person's
labels count for `ALONE` at most, or for three tenths of all; if they turn what was shipped upside down, for `AGAINST`,
which alone is too little to move anything. Nothing moves before there are `LABELS_NEEDED`, no weight changes its sign
or leaves `LEAST` to `MOST` times what was shipped. Where two people disagree about a post, both count half.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from storage.records import LABELS_NEEDED, Feedback, Taste, Verdict

ALONE = 40.0  # labels' worth that one person may weigh whatever the others say
AGAINST = 5.0  # the same for labels that call urgent what was shipped as quiet, and the reverse
SHARE = 3 / 7  # of what all others say together: three tenths of the whole
LEAST, MOST = 0.2, 3.0
NEWEST = 3000
_URGENT = {Verdict.URGENT: True, Verdict.NOT_URGENT: False, Verdict.SPAM: False}
_SPAM_COUNTS = 0.5  # "spam" says little of the other factors
_WIDTH, _LEAST_WIDTH, _BASE_WIDTH = 0.6, 0.4, 0.5  # of the prior, in logits
_BASE_BOUND = 1.0  # people mostly speak up against false alarms: that alone must not silence the rest
_DOUBT = 10.0  # "this reason is wrong" so often halves the weight a factor starts from
_ROUNDS, _STILL = 200, 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one person said of one post: whether it was urgent, and the strengths of its factors."""

    key: str
    person: str
    urgent: bool
    strengths: Mapping[str, float]
    counts: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one person said of one reason: that it is right, or wrong."""

    person: str
    factor: str
    right: bool


def labels_of(said: Iterable[Feedback]) -> tuple[Label, ...]:
    """Return the labels in what people said; "not about us" is none, it speaks of the watch and not of urgency."""
    return tuple(
        Label(
            key=one.key,
            person=one.person,
            urgent=_URGENT[one.verdict],
            strengths=one.strengths,
            counts=_SPAM_COUNTS if one.verdict is Verdict.SPAM else 1.0,
        )
        for one in said
        if not one.factor and one.verdict in _URGENT and one.strengths
    )


def votes_of(said: Iterable[Feedback]) -> tuple[Vote, ...]:
    """Return the votes on single reasons in what people said."""
    return tuple(
        Vote(person=one.person, factor=one.factor, right=one.verdict is Verdict.RIGHT)
        for one in said
        if one.factor and one.verdict in (Verdict.RIGHT, Verdict.WRONG)
    )


def fit(
    labels: Sequence[Label],
    *,
    weights: Mapping[str, float],
    base: float,
    votes: Sequence[Vote] = (),
    now: datetime,
) -> Taste | None:
    """Return the taste that the labels (oldest first) teach, None where there are too few or they count for too little.

    Within the newest `NEWEST` their order makes no difference.
    """
    labels = sorted(labels[-NEWEST:], key=_order)
    if len(labels) + len(votes) < LABELS_NEEDED:
        return None
    start = _doubted(weights, votes)
    problem = _Problem(labels, start, base, weights)
    if not votes and sum(problem.counts) < LABELS_NEEDED / 2:
        return None
    learned, intercept = problem.solved()
    return Taste(weights=learned, base=intercept, labels=len(labels), fitted_at=now)


def _order(label: Label) -> tuple[str, str, bool]:
    return label.key, label.person, label.urgent


def _counts(labels: Sequence[Label], expected: Sequence[float]) -> list[float]:
    """Return how much each label counts: less of those who label most, half where people disagree."""
    verdicts: defaultdict[str, set[bool]] = defaultdict(set)
    for label in labels:
        verdicts[label.key].add(label.urgent)
    counts = [label.counts * (0.5 if len(verdicts[label.key]) > 1 else 1.0) for label in labels]
    alone = {person: AGAINST if _runs_against(own) else ALONE for person, own in _by_person(labels, expected).items()}
    shrunk = _shares(zip((label.person for label in labels), counts, strict=True), alone)
    return [count * shrunk[label.person] for label, count in zip(labels, counts, strict=True)]


def _by_person(labels: Sequence[Label], expected: Sequence[float]) -> dict[str, list[tuple[float, bool]]]:
    found: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for label, logit in zip(labels, expected, strict=True):
        found[label.person].append((logit, label.urgent))
    return found


def _runs_against(own: Sequence[tuple[float, bool]]) -> bool:
    """Say whether what a person calls urgent was surely expected to be less urgent than what they do not.

    By Mann and Whitney's rank sum, two standard deviations below what chance would give.
    """
    urgent = [logit for logit, is_urgent in own if is_urgent]
    others = sorted(logit for logit, is_urgent in own if not is_urgent)
    if not urgent or not others:
        return False
    pairs = len(urgent) * len(others)
    above = sum(bisect_left(others, logit) + bisect_right(others, logit) for logit in urgent) / 2
    return above - pairs / 2 < -2 * math.sqrt(pairs * (len(own) + 1) / 12)


def _shares(
    counted: Iterable[tuple[str, float]], alone: Mapping[str, float] = MappingProxyType({})
) -> dict[str, float]:
    """Return by how much each person's words shrink."""
    total: defaultdict[str, float] = defaultdict(float)
    for person, count in counted:
        total[person] += count
    everything = sum(total.values())
    return {
        person: min(1.0, max(alone.get(person, ALONE), SHARE * (everything - own)) / own)
        for person, own in total.items()
    }


def _doubted(weights: Mapping[str, float], votes: Sequence[Vote]) -> dict[str, float]:
    """Return the weights to start from: reasons often called wrong start lower, those called right a little higher."""
    shares = _shares((vote.person, 1.0) for vote in votes)
    said: defaultdict[str, list[float]] = defaultdict(lambda: [_DOUBT, _DOUBT])
    for vote in votes:
        said[vote.factor][not vote.right] += shares[vote.person]
    ratios = {factor: min(1.5, right / wrong) for factor, (right, wrong) in said.items()}
    return {factor: weight * max(LEAST, ratios.get(factor, 1.0)) for factor, weight in weights.items()}


class _Problem:
    """The posterior of one fit, climbed coordinate by coordinate: convex, so there is one top."""

    def __init__(
        self,
        labels: Sequence[Label],
        start: Mapping[str, float],
        base: float,
        shipped: Mapping[str, float],
    ) -> None:
        self.urgent = [1.0 if label.urgent else 0.0 for label in labels]
        self.start, self.shipped, self.base = start, shipped, base
        self.columns: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, label in enumerate(labels):
            for factor, strength in label.strengths.items():
                if strength and factor in shipped:
                    self.columns[factor].append((row, min(max(strength, -1.0), 1.0)))
        self.logits = [base + sum(start.get(f, 0.0) * s for f, s in label.strengths.items()) for label in labels]
        self.counts = _counts(labels, self.logits)

    def solved(self) -> tuple[dict[str, float], float]:
        weights, base = dict(self.start), self.base
        everybody = [(row, 1.0) for row in range(len(self.urgent))]
        for _ in range(_ROUNDS):
            moved = 0.0
            for factor in sorted(self.columns):
                shipped = self.shipped[factor]
                width = max(_LEAST_WIDTH, _WIDTH * abs(shipped))
                low, high = sorted((shipped * LEAST, shipped * MOST))
                better = self._step(self.columns[factor], weights[factor], self.start[factor], width)
                better = min(max(better, low), high)
                moved = max(moved, self._move(self.columns[factor], better - weights[factor]))
                weights[factor] = better
            better = self._step(everybody, base, self.base, _BASE_WIDTH)
            better = min(max(better, self.base - _BASE_BOUND), self.base + _BASE_BOUND)
            moved = max(moved, self._move(everybody, better - base))
            base = better
            if moved < _STILL:
                break
        return weights, base

    def _step(self, column: Sequence[tuple[int, float]], now: float, start: float, width: float) -> float:
        """Return where one coordinate is best, as far as its slope and curve tell."""
        slope, curve = (start - now) / width**2, 1 / width**2
        for row, strength in column:
            likely = 1 / (1 + math.exp(-min(max(self.logits[row], -30.0), 30.0)))
            slope += self.counts[row] * strength * (self.urgent[row] - likely)
            # A quarter is the steepest a sigmoid gets: a step by it never overshoots.
            curve += self.counts[row] * strength**2 * max(likely * (1 - likely), 0.05)
        return now + slope / curve

    def _move(self, column: Sequence[tuple[int, float]], by: float) -> float:
        if by:
            for row, strength in column:
                self.logits[row] += by * strength
        return abs(by)

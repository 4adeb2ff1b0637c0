"""How urgent is it, and why: 0 to 100, every point with its reason. Pure.

`text.read` says what the words mean, `factors` how strong each of some two dozen reasons is, and a logistic regression
whose signs are fixed weighs them: 50 is where the post wants an answer as likely as not, were half of all posts to want
one; above, points come slower. Its points are shared out along the straight path from a post that has no reason at all,
so they sum to the score, always; what must not wait, what is surely spam, and how long it has waited move it by reasons
of their own.
"""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from listeners.urgency import heads
from listeners.urgency.factors import (
    FACTORS,
    FLOOR,
    SPAM_CEILING,
    SURELY_SPAM,
    Case,
    Context,
    Factor,
    Weights,
    cannot_wait,
    case_of,
    is_ours,
    strengths,
)
from listeners.urgency.text import Say, Signals, read
from listeners.urgency.weights import shipped as _model
from storage.records import Post, Reason, Score

__all__ = ["FACTORS", "OTHERS", "Context", "Factor", "Judgement", "Weights", "judge", "percent", "score", "shipped"]

HEARD = "Heard"
WAITING = "Waiting"
CANNOT_WAIT = "Cannot wait"
SPAM = "Spam"
OUR_OWN = "Our own post"
UNREAD = "Language we cannot read"
MOST_FOR_WAITING = 15
_HOURS_TO_MOST = 12  # after so many hours two thirds of it are reached
# Reasons add up fast: at full slope every plain complaint stood at 97 to 99, and nothing worse had room above it.
_SLOPE_ABOVE_HALF = 0.42

# Reasons beside the factors: what they are called, and the sentence for Slack.
OTHERS = {
    HEARD: "Every mention starts with a few points.",
    WAITING: f"The longer a question waits, the more urgent: up to {MOST_FOR_WAITING} points.",
    CANNOT_WAIT: f"Danger, leaked data and legal threats get at least {FLOOR} points.",
    OUR_OWN: "We wrote it ourselves.",
    UNREAD: "We do not know this language: only stars, reach and tags count.",
}

_EVIDENCE = {factor.name: factor.evidence for factor in FACTORS}
# A part of the score: the reason's name, its points, and how to find the words that say so, should they be shown.
_Tells = Callable[[Case], str]
_Part = tuple[str, float, _Tells]


@cache
def shipped() -> Weights:
    """Return the weights of the factors that come with this version."""
    return Weights(base=_model().base, factors=_model().factors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A score, and how strong each factor in it was, 0 to 1, by its name: what the weights multiplied."""

    score: Score
    strengths: Mapping[str, float]


def score(post: Post, context: Context, say: Say = heads.say) -> Score:
    """Return how urgently the post wants an answer, and why; the points sum to the urgency.

    Evaluation says with heads that have not seen a trade.
    """
    return judge(post, context, say).score


def judge(post: Post, context: Context, say: Say = heads.say) -> Judgement:
    """Return the score of a post with the strengths it was weighed from: a post is read once for both."""
    text = f"{post.title}\n{post.text}" if post.title else post.text
    case = case_of(post, read(text, post.language, say), context)
    found = strengths(case)
    return Judgement(score=_scored(case, found), strengths=found)


def _scored(case: Case, found: Mapping[str, float]) -> Score:
    post, signals = case.post, case.signals
    if own := is_ours(case):
        return _score(signals, 0, (Reason(factor=OUR_OWN, points=0, evidence=own),))
    urgency, parts = _settled(_shared_out(case, found), case)
    reasons = _rounded(parts, urgency, case)
    if post.text and not signals.covered and signals.language:
        reasons = (*reasons, Reason(factor=UNREAD, points=0, evidence=signals.language))
    return _score(signals, urgency, reasons)


def _score(signals: Signals, urgency: int, reasons: Sequence[Reason]) -> Score:
    return Score(
        urgency=urgency,
        sentiment=round(signals.sentiment, 3),
        needs_reply=round(signals.needs_reply, 3),
        spam=round(signals.spam, 3),
        language=signals.language,
        reasons=tuple(reasons),
        model=signals.model,
    )


def _shared_out(case: Case, found: Mapping[str, float]) -> list[_Part]:
    """Return the parts of the score: each factor's share of the way from the base, in points."""
    weights = case.context.weights or shipped()
    weighed = [(name, weight) for name in found if (weight := found[name] * weights.factors.get(name, 0.0))]
    slope = _slope(weights.base, sum([weight for _, weight in weighed]))
    heard: _Part = (HEARD, percent(weights.base), _nothing)
    return [heard, *[(name, weight * slope, _EVIDENCE[name]) for name, weight in weighed]]


def percent(logit: float) -> float:
    """Return the urgency, 0 to 100, that the weighed reasons of a post come to; it rises with them."""
    if logit > 0:
        logit *= _SLOPE_ABOVE_HALF
    return 100 / (1 + math.exp(-max(-500.0, min(500.0, logit))))


def _slope(base: float, way: float) -> float:
    """Return points per logit on the straight path from the base (Aumann and Shapley's share)."""
    if abs(way) < 1e-9:  # noqa: PLR2004 - so near the base the curve is its tangent
        return percent(base) * (100 - percent(base)) / 100
    return (percent(base + way) - percent(base)) / way


def _settled(parts: list[_Part], case: Case) -> tuple[int, list[_Part]]:
    """Return the urgency and the parts that make it up: waiting, floor and ceiling included."""
    total = sum([points for _, points, _ in parts])
    if waited := _waiting(case):
        parts.append((WAITING, min(waited, 100 - total), _no_answer))
        total += parts[-1][1]
    if case.signals.spam > SURELY_SPAM and total > SPAM_CEILING:
        parts.append((SPAM, SPAM_CEILING - total, _surely))
        total += parts[-1][1]
    elif total < FLOOR and cannot_wait(case):
        parts.append((CANNOT_WAIT, FLOOR - total, cannot_wait))
        total += parts[-1][1]
    return min(100, max(0, math.floor(total + 0.5))), parts


def _nothing(_: Case) -> str:
    return ""


def _no_answer(_: Case) -> str:
    return "no answer yet"


def _surely(_: Case) -> str:
    return "surely"


def _waiting(case: Case) -> float:
    """Return the points for having waited: only what wants an answer waits for one."""
    hours = (case.context.now - case.post.posted_at).total_seconds() / 3600
    if hours <= 0 or case.context.answered:
        return 0.0
    return MOST_FOR_WAITING * case.signals.needs_reply * case.trouble * (1 - math.exp(-hours / _HOURS_TO_MOST))


def _rounded(parts: Sequence[_Part], urgency: int, case: Case) -> tuple[Reason, ...]:
    """Round the parts by largest remainder, so that they sum to the urgency; the weightiest come first."""
    names, exact, tell = zip(*parts, strict=True)
    whole = list(map(math.floor, exact))
    missing = list(map(operator.sub, whole, exact))
    for at in sorted(range(len(parts)), key=missing.__getitem__)[: urgency - sum(whole)]:
        whole[at] += 1
    merged: dict[str, tuple[int, _Tells]] = {}
    for name, points, tells in zip(names, whole, tell, strict=True):
        if name in merged:
            before, earlier = merged[name]
            merged[name] = (before + points, _either(earlier, tells))
        elif points:
            merged[name] = (points, tells)
    told = sorted([(-abs(points), at, name) for at, (name, (points, _)) in enumerate(merged.items()) if points])
    return tuple([Reason(factor=name, points=merged[name][0], evidence=merged[name][1](case)) for _, _, name in told])


def _either(earlier: _Tells, later: _Tells) -> _Tells:
    return lambda case: earlier(case) or later(case)

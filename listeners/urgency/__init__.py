"""How urgent is it, and why: 0 to 100, every point with its reason. Pure.

`text.read` says what the words mean (the one place a trained model will replace), `factors` turn that and everything
else that is known into points, and here they are summed. The points shown are the score, always: they are rounded so
that they sum exactly; where the sum would leave 0 to 100 the points on the overflowing side shrink in proportion;
what must not wait, and what is surely spam, moves the sum by a reason of its own.
"""

import math
from collections.abc import Sequence

from listeners.urgency.factors import (
    FACTORS,
    FLOOR,
    SPAM_CEILING,
    SURELY_SPAM,
    Case,
    Context,
    Factor,
    cannot_wait,
    case_of,
    is_ours,
)
from listeners.urgency.text import Signals, read
from storage.records import Post, Reason, Score

__all__ = ["FACTORS", "OTHERS", "Context", "Factor", "score"]

CANNOT_WAIT = "Cannot wait"
SPAM = "Spam"
OUR_OWN = "Our own post"
UNREAD = "Language we cannot read"

# Reasons beside the factors: what they are called, and the sentence for Slack.
OTHERS = {
    CANNOT_WAIT: f"Danger, leaked data and legal threats get at least {FLOOR} points.",
    OUR_OWN: "We wrote it ourselves.",
    UNREAD: "We do not know this language: only stars, reach and tags count.",
}

_Part = tuple[str, float, str]


def score(post: Post, context: Context) -> Score:
    """Return how urgently the post wants an answer, and why; the points sum to the urgency."""
    signals = read(f"{post.title}\n{post.text}" if post.title else post.text, post.language)
    case = case_of(post, signals, context)
    if own := is_ours(case):
        return _score(signals, 0, (Reason(factor=OUR_OWN, points=0, evidence=own),))
    urgency, parts = _settled(_parts(case), case)
    reasons = _rounded(parts, urgency)
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


def _parts(case: Case) -> list[_Part]:
    parts = []
    for factor in FACTORS:
        points, why = factor.gives(case)
        if points:
            parts.append((factor.name, points, why))
    return parts


def _settled(parts: list[_Part], case: Case) -> tuple[int, list[_Part]]:
    """Return the urgency and the parts that make it up, floor and ceiling included."""
    parts = _within_bounds(parts)
    total = sum(points for _, points, _ in parts)
    if case.signals.spam > SURELY_SPAM and total > SPAM_CEILING:
        parts.append((SPAM, SPAM_CEILING - total, "surely"))
    elif (why := cannot_wait(case)) and total < FLOOR:
        parts.append((CANNOT_WAIT, FLOOR - total, why))
    total = sum(points for _, points, _ in parts)
    return min(100, max(0, math.floor(total + 0.5))), parts


def _within_bounds(parts: Sequence[_Part]) -> list[_Part]:
    """Shrink the points of one sign until all together lie between 0 and 100."""
    up = sum(points for _, points, _ in parts if points > 0)
    down = sum(-points for _, points, _ in parts if points < 0)
    if 0 <= up - down <= 100:  # noqa: PLR2004 - the scale's end
        return list(parts)
    upwards = (100 + down) / up if up > down else 1.0
    downwards = up / down if down > up else 1.0
    return [(name, points * (upwards if points > 0 else downwards), why) for name, points, why in parts]


def _rounded(parts: Sequence[_Part], urgency: int) -> tuple[Reason, ...]:
    """Round the parts by largest remainder, so that they sum to the urgency; the weightiest come first."""
    whole = [math.floor(points) for _, points, _ in parts]
    remainders = sorted(range(len(parts)), key=lambda at: whole[at] - parts[at][1])
    for at in remainders[: urgency - sum(whole)]:
        whole[at] += 1
    merged: dict[str, tuple[int, str]] = {}
    for (name, _, why), points in zip(parts, whole, strict=True):
        before, earlier = merged.get(name, (0, ""))
        merged[name] = (before + points, earlier or why)
    reasons = [Reason(factor=name, points=points, evidence=why) for name, (points, why) in merged.items() if points]
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.points)))

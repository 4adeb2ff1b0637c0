"""What people say of our judgement, and what is learned from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a person says of a mention, or, `right` and `wrong`, of one of its reasons; the latest word counts."""

    URGENT = "urgent"
    NOT_URGENT = "not_urgent"
    SPAM = "spam"
    NOT_ABOUT_US = "not_about_us"
    RIGHT = "right"
    WRONG = "wrong"
    WITHDRAWN = "withdrawn"


class LessonKind(StrEnum):
    """How what we learned came about: from labels, or set back and brought back by a person."""

    FIT = "fit"
    RESET = "reset"
    RESTORED = "restored"


class FixState(StrEnum):
    """Where an offer to leave a word out of a query stands."""

    OFFERED = "offered"
    DECLINED = "declined"
    APPLIED = "applied"
    UNDONE = "undone"


LABELS_NEEDED = 20  # words about mentions before any weight moves


LIKENESSES_NEEDED = 3  # mentions "not about us" of a watch before any word tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One word of one person about a mention: appended, never changed, enough to learn from it again.

    `key` names what was judged and outlives it; `factor` is "" where the whole mention is meant. `strengths`, `urgency`
    and `alert_at` are those of the moment, `via` is where it was said: "why", "dismiss" or "review".
    """

    id: int
    key: str
    mention_id: int | None
    post_id: int | None
    watch_id: int | None
    person: str
    verdict: Verdict
    factor: str
    strengths: Mapping[str, float]
    urgency: int
    alert_at: int
    via: str
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """How much each factor weighs for a team (in logits), learned from `labels` of its people."""

    weights: Mapping[str, float]
    base: float
    labels: int
    fitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What was learned at a moment, kept beside all before it. Without a taste the shipped weights count.

    `likenesses` holds for each watch the words that mean another of our name. `since` and `until` bound the feedback it
    rests on; of `tried` stored posts `more` would have alerted that did not by the shipped weights, `fewer` would not.
    """

    id: int = 0
    kind: LessonKind
    at: datetime
    by: str
    taste: Taste | None = None
    shipped: Mapping[str, float] = field(default_factory=dict)
    shipped_base: float = 0.0
    likenesses: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    labels: int = 0
    people: int = 0
    since: int = 0
    until: int = 0
    tried: int = 0
    more: int = 0
    fewer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A word offered to be left out of a query.

    `figures` are those it was offered with; `before` and `after` are the query around it, once somebody applied it.
    """

    id: int
    watch_id: int
    term: str
    state: FixState
    figures: Mapping[str, int]
    settled_at: datetime | None
    by: str
    before: str
    after: str

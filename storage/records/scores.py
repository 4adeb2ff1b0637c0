"""How urgent a post is, and why: the points sum to the urgency, always."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Urgency in one word; the bounds are `level_of`'s."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


MOST_URGENT = 100


CRITICAL = 80


HAPPY, GLAD = 0.5, 0.3  # of a sentiment; who listens in order to thank people hears praise in less


LEVELS = ((CRITICAL, Level.CRITICAL), (60, Level.HIGH), (30, Level.NORMAL), (0, Level.LOW))


# The factors of what no silence holds back: danger, leaked data, legal threats.
CANNOT_WAIT = frozenset({"Cannot wait", "Safety or health", "Security or privacy", "Legal"})


def level_of(urgency: int) -> Level:
    """Return the level of an urgency of 0 to 100."""
    return next((level for least, level in LEVELS if urgency >= least), Level.LOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One factor of an urgency: its points (negative ones lower it) and the words or facts behind it."""

    factor: str
    points: int
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How urgently a post wants an answer, 0 to 100, and why. The points sum to the urgency."""

    urgency: int
    sentiment: float
    needs_reply: float
    spam: float
    language: str
    reasons: Sequence[Reason]
    model: str

    def __post_init__(self) -> None:
        """Hold every scorer to the promise made in Slack: the listed points are the score."""
        if not 0 <= self.urgency <= MOST_URGENT or sum(r.points for r in self.reasons) != self.urgency:
            message = "the points of the reasons must sum to an urgency of 0 to 100"
            raise ValueError(message)

    @property
    def level(self) -> Level:
        """The urgency in one word."""
        return level_of(self.urgency)

    @property
    def cannot_wait(self) -> bool:
        """Whether it is critical, and danger, a leak or a legal threat is among the reasons."""
        return self.urgency >= CRITICAL and any(r.factor in CANNOT_WAIT and r.points > 0 for r in self.reasons)

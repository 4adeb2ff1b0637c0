"""What we listen for, why, where to tell, and who must look at an answer before it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from storage.records.scores import MOST_URGENT, Score


class Objective(StrEnum):
    """Why a watch listens: have an objective before a tool."""

    SERVE = "serve"
    PROTECT = "protect"
    LEARN = "learn"
    JOIN = "join"
    THANK = "thank"


class Backlog(StrEnum):
    """What the first run does with what is already out there."""

    OPENING = "opening"
    ALERT = "alert"
    SILENT = "silent"


MOST_ALERTS = 1000  # a day; more is no budget


MOST_SILENT_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """One place a watch listens: a source, how often (None: the source's own pace), its settings (such as url)."""

    source: str
    every: timedelta | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FourEyes:
    """Which answers nobody sends alone: all, from an urgency on, or to some sources; by default none."""

    always: bool = False
    urgency: int | None = None
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: str) -> Self:
        """Read "never", "always", an urgency ("60"), sources ("trustpilot, appstore"), or both; raise ValueError."""
        parts = [part.lower() for part in words.replace(",", " ").split()]
        if parts in ([], ["never"], ["always"]):
            return cls(always="always" in parts)
        numbers = [part for part in parts if part.isascii() and part.isdecimal()]
        named = tuple(dict.fromkeys(part for part in parts if part not in numbers))
        if len(numbers) > 1 or {"never", "always"} & set(named) or any(int(each) > MOST_URGENT for each in numbers):
            message = 'write "never", "always", one urgency of 0 to 100, names of sources, or an urgency and sources'
            raise ValueError(message)
        return cls(urgency=int(numbers[0]) if numbers else None, sources=named)

    def __str__(self) -> str:
        """Return the words `of` reads."""
        if self.always:
            return "always"
        return ", ".join((*((str(self.urgency),) if self.urgency is not None else ()), *self.sources)) or "never"

    def wanted(self, urgency: int, source: str) -> bool:
        """Say whether an answer to a post of that urgency and source takes a second person."""
        return self.always or source in self.sources or (self.urgency is not None and urgency >= self.urgency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What we listen for, why, and where to tell. `id` is 0 until it is stored.

    `ours` names our own accounts (handles or names): what they publish never alerts.
    An empty query hears everything its listeners bring. A claim lasts for `lease`, and longer while somebody writes.

    It alerts from `alert_at`; with `alerts_a_day` the bot moves that up, day by day, to what would have kept to so many
    (`raised_to`). With `silent_days` it begins by listening only, until somebody decides (`silent_since`).
    """

    id: int = 0
    workspace: str = ""
    name: str
    objective: Objective
    query: str = ""
    channel: str
    alert_at: int = 60
    alerts_a_day: int | None = None
    silent_days: int = 0
    answer_within: timedelta = timedelta(hours=1)
    lease: timedelta = timedelta(hours=2)
    digest_at: time = time(9)
    timezone: str = "UTC"
    backlog: Backlog = Backlog.OPENING
    ours: tuple[str, ...] = ()
    four_eyes: FourEyes = FourEyes()
    paused: bool = False
    listens: tuple[Listen, ...] = ()
    raised_to: int | None = None
    silent_since: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a watch that could not alert anybody."""
        if not self.name.strip() or not self.channel.strip():
            message = "a watch needs a name and a channel"
            raise ValueError(message)
        if not 0 <= self.alert_at <= MOST_URGENT:
            message = f"alert_at is an urgency of 0 to 100, not {self.alert_at}"
            raise ValueError(message)
        if (self.alerts_a_day is not None and self.alerts_a_day < 1) or self.silent_days < 0:
            message = "a watch alerts at least once a day, and is silent for no fewer than 0 days"
            raise ValueError(message)
        ZoneInfo(self.timezone)

    @property
    def alerts_from(self) -> int:
        """The urgency from which it alerts today."""
        return max(self.alert_at, self.raised_to or 0)

    def alerts(self, score: Score) -> bool:
        """Say whether a post is urgent enough to alert; in silence only what cannot wait is."""
        if self.silent_since is not None:
            return score.cannot_wait
        return score.urgency >= self.alerts_from

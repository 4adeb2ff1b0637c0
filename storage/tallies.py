"""What the memory counts for a digest: frozen values, made by `storage.figures`, told by `bot.digest`.

Nothing here knows a database or a clock. A moment or a stretch is None where there is nothing to tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.records import Dismissal, Level, Spike


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How much was said between `edges[0]` and `edges[-1]`: `counts` between each two edges, and how it divides.

    `spoken_to` counts what was said to us (we were tagged, or it is a review), `spoken_back` what of it has its answer.
    """

    edges: tuple[datetime, ...]
    counts: tuple[int, ...]
    by_source: Mapping[str, int]
    by_level: Mapping[Level, int]
    spoken_to: int = 0
    spoken_back: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What we answered in the period, how long people waited, and how many waited no longer than their watch allows."""

    count: int = 0
    in_time: int = 0
    median: timedelta | None = None
    average: timedelta | None = None
    quickest: timedelta | None = None
    slowest: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindness:
    """A stretch in which an ear heard nothing, and why; `until` is None while it lasts."""

    since: datetime
    until: datetime | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """One listener and what it missed. `began` is when it was set up, `behind` that it has posts left to read."""

    listener_id: int
    watch: str
    source: str
    title: str
    settings: Mapping[str, str]
    paused: bool
    began: datetime | None
    last_success: datetime | None
    behind: bool
    blind: tuple[Blindness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How much of what was urgent we alerted about, as far as people looked.

    `alerted` counts alerts somebody took up or called urgent, `below` what stayed below the threshold; of `checked`
    quiet posts `found` were called urgent.
    """

    alerted: int = 0
    below: int = 0
    checked: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A period in numbers. `titles` names the sources for people.

    `spikes` are those that began in it; before `knows_usual_from` a watch is too young to tell one.
    """

    volume: Volume
    before: Volume
    answers: Answers
    dismissed: Mapping[Dismissal, int]
    alerts: int
    ears: tuple[Ear, ...]
    titles: Mapping[str, str]
    spikes: tuple[Spike, ...] = ()
    knows_usual_from: datetime | None = None

    @property
    def since(self) -> datetime:
        """Where the period begins."""
        return self.volume.edges[0]

    @property
    def until(self) -> datetime:
        """Where the period ends; itself not part of it."""
        return self.volume.edges[-1]

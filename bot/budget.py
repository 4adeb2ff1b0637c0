"""How many alerts a threshold would have given, and which threshold keeps to so many a day. Pure sums over days known.

"At most" means on every day that is known, not on the average: the fullest day decides. What is critical always alerts,
so no budget raises a threshold above 80; where that, or many posts of one urgency, breaks the budget, it is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from storage.records import CRITICAL

STEPS = (50, 60, 70, 80, 90)
LEAST = 30  # below it is "low", which no budget alerts
WINDOW = timedelta(days=28)
DAY = timedelta(days=1)
PROPOSED = (5, 10)  # alerts a day, offered after a silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was heard between each two edges, mostly local midnights: how many stories, by urgency."""

    edges: tuple[datetime, ...]
    days: tuple[Mapping[int, int], ...]

    @property
    def known(self) -> timedelta:
        """How long the stretch is."""
        return self.edges[-1] - self.edges[0]

    @property
    def count(self) -> int:
        """How many stories there are."""
        return sum(sum(day.values()) for day in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one threshold would have given: in all, and on the fullest day."""

    threshold: int
    total: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The lowest threshold that would have kept to a budget; `over` counts the days on which even that gave more."""

    at_most: int
    row: Row
    over: int


def edges_of(since: datetime, now: datetime, zone: str) -> tuple[datetime, ...]:
    """Return a stretch cut at the midnights of a zone, however many hours those days have."""
    place = ZoneInfo(zone)
    first = since.astimezone(place).date()
    midnights = (
        datetime.combine(first + n * DAY, datetime.min.time(), place).astimezone(since.tzinfo)
        for n in range(1, (now - since).days + 3)
    )
    return (since, *(moment for moment in midnights if since < moment < now), now)


def past_of(stories: Iterable[tuple[datetime, int]], edges: Sequence[datetime]) -> Past:
    """Return the past of stories told by moment and urgency."""
    known = list(stories)
    days: list[dict[int, int]] = []
    for since, until in pairwise(edges):
        day: dict[int, int] = {}
        for at, urgency in known:
            if since <= at < until:
                day[urgency] = day.get(urgency, 0) + 1
        days.append(day)
    return Past(edges=tuple(edges), days=tuple(days))


def row(past: Past, threshold: int) -> Row:
    """Return what a threshold would have given."""
    alerts = [sum(count for urgency, count in day.items() if urgency >= threshold) for day in past.days]
    return Row(threshold=threshold, total=sum(alerts), most=max(alerts, default=0))


def table(past: Past, *more: int) -> tuple[Row, ...]:
    """Return what the usual thresholds would have given, and others beside them."""
    return tuple(row(past, threshold) for threshold in sorted({*STEPS, *more}))


def fit(past: Past, at_most: int, *, least: int = LEAST) -> Fit:
    """Return the lowest threshold, from `least` up, that would have given at most so many alerts on every day known."""
    highest = max(least, CRITICAL)
    found = row(past, highest)
    if found.most > at_most:
        return Fit(at_most=at_most, row=found, over=_days_over(past, highest, at_most))
    for threshold in range(highest - 1, least - 1, -1):
        lower = row(past, threshold)
        if lower.most > at_most:
            break
        found = lower
    return Fit(at_most=at_most, row=found, over=0)


def proposals(past: Past) -> tuple[Fit, ...]:
    """Return the thresholds worth offering: one for each usual budget, each threshold once."""
    fits = (fit(past, at_most) for at_most in PROPOSED)
    return tuple({found.row.threshold: found for found in fits}.values())


def _days_over(past: Past, threshold: int, at_most: int) -> int:
    return sum(sum(count for urgency, count in day.items() if urgency >= threshold) > at_most for day in past.days)

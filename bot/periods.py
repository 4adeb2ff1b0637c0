"""Which stretch of time a digest tells of: days and weeks as the watch's own clock counts them.

Pure. A day has 23, 24 or 25 hours; a period that is not over ends now, and so does the one a week before that it is
compared with.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
WORDS = ("today", "yesterday", "week")


class NoSuchPeriod(ValueError):
    """What was asked for is no day and no week; str() says what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time for people (`label`), cut at `edges`, with the same stretch of the week before."""

    label: str
    edges: tuple[datetime, ...]
    before: tuple[datetime, ...]
    zone: str

    @property
    def since(self) -> datetime:
        """Where it begins."""
        return self.edges[0]

    @property
    def until(self) -> datetime:
        """Where it ends; itself not part of it."""
        return self.edges[-1]

    @property
    def by_day(self) -> bool:
        """Whether the edges are days, not hours."""
        return len(self.edges) > 1 and self.edges[1] - self.edges[0] > 2 * HOUR


def moment_of(on: date, at: time, zone: str) -> datetime:
    """Return the one moment a local date and hour mean, also where the clocks skip or repeat that hour."""
    return datetime.combine(on, at, ZoneInfo(zone)).astimezone(UTC)


def day(on: date, zone: str, now: datetime) -> Period:
    """Return a local day, hour by hour."""
    label = f"{on:%A} {on.day} {on:%B}"
    return _period(label, _hours(_midnight(on, zone), _midnight(on + timedelta(days=1), zone)), zone, now)


def days(first: date, count: int, zone: str, now: datetime, label: str) -> Period:
    """Return several local days, day by day."""
    return _period(label, tuple(_midnight(first + timedelta(days=n), zone) for n in range(count + 1)), zone, now)


def between(since: datetime, until: datetime, zone: str) -> Period:
    """Return the hours between two digests."""
    local = until.astimezone(ZoneInfo(zone))
    return _period(f"{local:%A} {local.day} {local:%B}", _hours(since, until), zone, until)


def of_word(word: str, zone: str, now: datetime) -> Period:
    """Return today, yesterday or the last seven days."""
    today = now.astimezone(ZoneInfo(zone)).date()
    if word == "week":
        return seven_days(today, zone, now)
    return day(today - timedelta(days=word == "yesterday"), zone, now)


def seven_days(last: date, zone: str, now: datetime) -> Period:
    """Return the seven local days that end with this one."""
    label = f"the 7 days to {last:%A} {last.day} {last:%B}"
    return days(last - timedelta(days=6), 7, zone, now, label)


def of_day(written: str, zone: str, now: datetime) -> Period:
    """Return the day of a date such as 2026-11-21; raise NoSuchPeriod where it is none, or lies ahead."""
    try:
        on = date.fromisoformat(written)
    except ValueError:
        message = f"{written!r} is no day; write it as 2026-11-21"
        raise NoSuchPeriod(message) from None
    return _not_ahead(day(on, zone, now), written, now)


def of_week(written: str, zone: str, now: datetime) -> Period:
    """Return the week of a name such as 2026-W47; raise NoSuchPeriod where it is none, or lies ahead."""
    found = re.fullmatch(r"(\d{4})-?W(\d{2})", written, re.ASCII)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        monday = None
    if found is None or monday is None:
        message = f"{written!r} is no week; write it as 2026-W47"
        raise NoSuchPeriod(message)
    return _not_ahead(days(monday, 7, zone, now, f"week {int(found[2])} of {found[1]}"), written, now)


def _not_ahead(period: Period, written: str, now: datetime) -> Period:
    if period.since > now:
        message = f"{written} lies ahead; name a day or week that has begun"
        raise NoSuchPeriod(message)
    return period


def _period(label: str, edges: tuple[datetime, ...], zone: str, now: datetime) -> Period:
    before = tuple(_a_week_before(edge, zone) for edge in edges)
    if edges[0] <= now < edges[-1]:
        over = sum(edge < now for edge in edges)
        edges, before = (*edges[: max(over, 1)], now), (*before[: max(over, 1)], _a_week_before(now, zone))
    return Period(label=label, edges=edges, before=before, zone=zone)


def _a_week_before(moment: datetime, zone: str) -> datetime:
    """Return the same hour on the local clock seven days earlier."""
    local = moment.astimezone(ZoneInfo(zone))
    return (local - WEEK).astimezone(UTC)


def _midnight(on: date, zone: str) -> datetime:
    return moment_of(on, time(0), zone)


def _hours(since: datetime, until: datetime) -> tuple[datetime, ...]:
    count = max(0, -int((since - until) // HOUR) - 1)
    return (since, *(since + n * HOUR for n in range(1, count + 1)), until)

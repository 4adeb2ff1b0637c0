"""How much may be used up, of what, until when: the arithmetic of allowances, and the words of a refusal. Pure.

An allowance counts for as long as it lasts in its own time zone: a day of Google's ends at midnight Pacific time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from listeners.errors import CapReached, Never
from listeners.source import About, Allowance, Per
from storage.allowances import DOLLARS, Draw, Spent, told

_LARGEST = 10**15  # in its unit: no allowance is larger, and any database counts that far


def draws(about: About, cost: Mapping[str, int], told: Mapping[str, str], now: datetime) -> tuple[Draw, ...]:
    """Return what an ask of this cost draws on; `told` are the operator's settings of the source.

    Raise Never where a cap cannot be read: nothing may leave until it can.
    """
    unknown = cost.keys() - {allowance.unit for allowance in about.allowances}
    if unknown or min(cost.values(), default=0) < 0:
        message = f"{about.name} asks at a cost that no allowance counts: {dict(cost)}"
        raise ValueError(message)
    return tuple(
        _draw(about, allowance, cost[allowance.unit], told, now)
        for allowance in about.allowances
        if cost.get(allowance.unit, 0)
    )


def _draw(about: About, allowance: Allowance, amount: int, told: Mapping[str, str], now: datetime) -> Draw:
    name, until = period(allowance, now)
    return Draw(unit=allowance.unit, period=name, until=until, most=cap(about, allowance, told), amount=amount)


def cap(about: About, allowance: Allowance, told: Mapping[str, str]) -> int:
    """Return the most that may be used up: the operator's word, else the source's own."""
    given = told.get(allowance.setting, "").strip().removeprefix("$").strip()
    if not given:
        return allowance.most
    try:
        most = Decimal(given) * (10**6 if allowance.unit == DOLLARS else 1)
        if 0 <= most <= _LARGEST:
            return int(most)
    except (InvalidOperation, ValueError):
        pass
    example = "dollars, such as 5 or 0.50" if allowance.unit == DOLLARS else f"{allowance.unit}, such as 100"
    raise Never(f"{_key(about, allowance)} is how many {example} a {allowance.per} may be used up; mend it")


def period(allowance: Allowance, now: datetime) -> tuple[str, datetime]:
    """Return the name of the day or month it is ("2026-11-22", "2026-11"), and when the next one begins."""
    zone = ZoneInfo(allowance.timezone)
    today = now.astimezone(zone).date()
    if allowance.per is Per.DAY:
        name, after = f"{today:%Y-%m-%d}", today + timedelta(days=1)
    else:
        name, after = f"{today:%Y-%m}", (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    return name, datetime.combine(after, time(0), zone).astimezone(UTC)


def refusal(about: About, spent: Spent, cost: Mapping[str, int], now: datetime) -> CapReached:
    """Return why an ask may not leave, and when it may."""
    allowance = next(one for one in about.allowances if one.unit == spent.unit and period(one, now)[0] == spent.period)
    raised = f"; {_key(about, allowance)} sets the cap" if allowance.setting else ""
    words = (
        f"{about.title}: {spent.words} are used up this {allowance.per}, and asking may take "
        f"{told(spent.unit, cost[spent.unit])}; asking again at {spent.until:%Y-%m-%d %H:%M} UTC{raised}"
    )
    return CapReached(words, after=spent.until - now)


def _key(about: About, allowance: Allowance) -> str:
    return f"{about.name}_{allowance.setting}".upper()

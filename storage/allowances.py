"""What asking a source uses up, in numbers and in words: dollars, quota, whatever is granted by day or month. Pure."""

from dataclasses import dataclass
from datetime import datetime

DOLLARS = "micro-dollars"  # a price may be a fraction of a cent; whole numbers add up exactly
_CENT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The most that one ask may use up of one allowance: `most` is its cap for the period, which ends at `until`."""

    unit: str
    period: str
    until: datetime
    most: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """How much of a cap is used up in a period ("2026-11-22", "2026-11"), reservations counted as spent."""

    source: str
    unit: str
    period: str
    until: datetime
    most: int
    spent: int

    @property
    def words(self) -> str:
        """Both numbers, for people."""
        return f"{told(self.unit, self.spent)} of {told(self.unit, self.most)}"


def told(unit: str, count: int) -> str:
    """Return an amount for people; dollars are rounded up to the cent."""
    return f"${-(-count // _CENT) / 100:,.2f}" if unit == DOLLARS else f"{count:,} {unit}"

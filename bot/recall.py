"""How much of what was urgent we alerted about: an estimate from a small random sample, with its doubt. Pure."""

import math
from dataclasses import dataclass

from storage.tallies import Checked

ENOUGH = 20  # checked posts before anything is said: fewer say nothing
_SURE = 1.96  # of 95 in 100 intervals


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The share of the urgent that was alerted about, and between which shares it likely lies."""

    likely: float
    low: float
    high: float


def estimate(checked: Checked) -> Recall | None:
    """Return the recall a sample speaks for; None where too few were checked, or nothing urgent is known at all."""
    if checked.checked < ENOUGH or not (checked.alerted or checked.found):
        return None
    low, high = wilson(checked.found, checked.checked)
    return Recall(
        likely=_share(checked, checked.found / checked.checked),
        low=_share(checked, high),
        high=_share(checked, low),
    )


def sentence(checked: Checked) -> str:
    """Return the estimate in plain words, nothing where there is none."""
    found = estimate(checked)
    if found is None:
        return ""
    likely, low, high = (round(10 * share) for share in (found.likely, found.low, found.high))
    doubt = f" (between {low} and {high})" if low != high else ""
    return f"Of what was urgent we alerted about {likely} in 10{doubt}; {checked.checked:,} quiet posts checked."


def wilson(found: int, checked: int) -> tuple[float, float]:
    """Return between which shares the truth lies in 95 of 100 such samples (Wilson's interval)."""
    share, square = found / checked, _SURE**2
    middle = share + square / (2 * checked)
    reach = _SURE * math.sqrt(share * (1 - share) / checked + square / (4 * checked**2))
    whole = 1 + square / checked
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


def _share(checked: Checked, missed: float) -> float:
    """Return the recall if this share of the quiet posts was urgent."""
    missing = missed * checked.below
    return checked.alerted / (checked.alerted + missing) if checked.alerted + missing else 1.0

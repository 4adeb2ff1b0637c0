"""How much a place still grants us, as its answers say: the many spellings of one thing, and who must wait for it.

Spellings read: `X-RateLimit-Remaining`/`-Reset` (GitHub: epoch seconds; Reddit: seconds to go; Mastodon: ISO 8601),
`RateLimit-Remaining`/`-Reset` (Bluesky, and the IETF draft), `X-Rate-Limit-Remaining`/`-Reset` (X, Product Hunt),
`X-Rate-Limit: user-hour-lim:3500;user-hour-rem:500;` (Apple), `X-App-Usage` and `X-Business-Use-Case-Usage` (Meta, in
percent), `RateLimit-ResetTime` (Yelp), `X-RateLimit-Reset-After` (Discord).
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from listeners.errors import Later

_SHORTEST = timedelta(seconds=1)
_LONGEST = timedelta(hours=24)
_EPOCH_FROM = 1_000_000_000  # larger numbers are moments, smaller ones seconds to go
_HOUR = timedelta(hours=1)
_NEARLY_ALL = 95.0  # percent: Meta shuts at 100, and counts late
_METAS = ("x-app-usage", "x-business-use-case-usage")
_FAMILIES = (
    ("x-ratelimit-remaining", ("x-ratelimit-reset-after", "x-ratelimit-reset")),
    ("ratelimit-remaining", ("ratelimit-resettime", "ratelimit-reset")),
    ("ratelimit-dailyremaining", ("ratelimit-resettime",)),
    ("x-rate-limit-remaining", ("x-rate-limit-reset",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many asks are left (fractions: of a percentage), and when there will be more."""

    remaining: float
    resets_at: datetime


def left(headers: Mapping[str, str], now: datetime) -> Left | None:
    """Return the least of what the headers (names in lower case) grant, None where they say nothing readable."""
    found = [one for one in (*_counted(headers, now), _apples(headers, now), _metas(headers, now)) if one is not None]
    return min(found, key=lambda one: (one.remaining >= 1, -one.resets_at.timestamp()), default=None)


def _counted(headers: Mapping[str, str], now: datetime) -> list[Left | None]:
    return [
        Left(remaining=remaining, resets_at=_bounded(moment, now))
        for name, resets in _FAMILIES
        if (remaining := _number(headers.get(name, ""))) is not None
        and (moment := next((at for reset in resets if (at := _moment(headers.get(reset, ""), now))), None))
    ]


def _apples(headers: Mapping[str, str], now: datetime) -> Left | None:
    for part in headers.get("x-rate-limit", "").split(";"):
        name, _, count = part.partition(":")
        remaining = _number(count)
        if name.strip().endswith("-hour-rem") and remaining is not None:
            return Left(remaining=remaining, resets_at=now + _HOUR)
    return None


def _metas(headers: Mapping[str, str], now: datetime) -> Left | None:
    used = [percent for name in _METAS for percent in _percents(headers.get(name))]
    return Left(remaining=0 if max(used) >= _NEARLY_ALL else 100 - max(used), resets_at=now + _HOUR) if used else None


def _percents(text: str | None) -> list[float]:
    try:
        shape = json.loads(text or "null")
    except (ValueError, RecursionError):
        return []
    if not isinstance(shape, Mapping):
        return []
    return [
        float(usage[name])
        for usage in [shape, *(one for many in shape.values() if isinstance(many, list) for one in many)]
        if isinstance(usage, Mapping)
        for name in ("call_count", "total_time", "total_cputime")
        if isinstance(usage.get(name), int | float)
    ]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def _moment(text: str, now: datetime) -> datetime | None:
    number = _number(text)
    try:
        if number is None:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return datetime.fromtimestamp(number, UTC) if number >= _EPOCH_FROM else now + timedelta(seconds=number)
    except (ValueError, OverflowError, OSError):
        return None


def _bounded(moment: datetime, now: datetime) -> datetime:
    return min(max(moment, now + _SHORTEST), now + _LONGEST)


class Budgets:
    """Which credentials must wait, and until when. Thread-safe; forgotten at the end: the place says it again."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def check(self, credential: str, now: datetime) -> None:
        """Raise Later where nothing is left of what the credential may ask."""
        with self._lock:
            until = self._until.get(credential)
        if until is not None and until > now:
            words = f"the place grants us no more for now; asking again at {until:%H:%M} UTC"
            raise Later(words, after=until - now)

    def note(self, credential: str, headers: Mapping[str, str], now: datetime) -> None:
        """Keep what an answer said."""
        granted = left(headers, now)
        if granted is not None and granted.remaining < 1:
            self.hold(credential, granted.resets_at)

    def hold(self, credential: str, until: datetime) -> None:
        """Let everybody with this credential wait until then."""
        with self._lock:
            self._until[credential] = max(until, self._until.get(credential, until))

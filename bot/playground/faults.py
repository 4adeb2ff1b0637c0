"""Slack on a bad day: answers that the next calls of a method get, and the pace Slack allows."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.shapes import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong; `accept` does what was asked before it goes wrong."""

    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    accept: bool = False
    drop: bool = False
    hang: float = 0.0

    def body(self) -> Json:
        """The answer in place of the true one."""
        return {"ok": False, "error": self.error or "internal_error"}

    def headers(self) -> dict[str, str]:
        """Headers of that answer."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


@dataclass(slots=True)
class _Planned:
    method: str
    fault: Fault
    left: int
    where: Callable[[Json], bool]


@dataclass(slots=True)
class Faults:
    """What is planned to go wrong, in the order it was planned."""

    _planned: list[_Planned] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, method: str, fault: Fault, times: int = 1, where: Callable[[Json], bool] = lambda _: True) -> None:
        """The next `times` calls of a method (`*`: any) whose arguments satisfy `where` meet this fault."""
        with self._lock:
            self._planned.append(_Planned(method, fault, times, where))

    def clear(self) -> None:
        """Slack is well again."""
        with self._lock:
            self._planned.clear()

    def take(self, method: str, arguments: Json) -> Fault | None:
        """The fault this call meets, if any."""
        with self._lock:
            for planned in self._planned:
                if planned.left and planned.method in {method, "*"} and planned.where(arguments):
                    planned.left -= 1
                    return planned.fault
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """About one message a second in a channel, after a short burst (Slack's rate limit page)."""

    per_second: float = 1.0
    burst: int = 4


class Pace:
    """Token buckets, one for each channel."""

    def __init__(self, limit: RateLimit | None) -> None:
        """No limit at all when None."""
        self.limit = limit
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait_for_room(self, channel: str, now: float) -> float:
        """Seconds until the channel takes another message; zero means it was taken."""
        if self.limit is None:
            return 0.0
        left, since = self._buckets.get(channel, (float(self.limit.burst), now))
        left = min(float(self.limit.burst), left + (now - since) * self.limit.per_second)
        if left < 1:
            self._buckets[channel] = (left, now)
            return (1 - left) / self.limit.per_second
        self._buckets[channel] = (left - 1, now)
        return 0.0

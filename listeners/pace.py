"""Manners: a least time between two requests to one host, without holding up the others."""

import threading
from collections.abc import Callable
from datetime import timedelta

from listeners.errors import Later


class Pacer:
    """Hands out turns per host. Thread-safe; `clock` is monotonic seconds, `sleep` waits for some of them."""

    def __init__(self, *, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._turns: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, gap: timedelta, *, at_most: float) -> None:
        """Return when it is our turn at `host`; raise Later if that is over `at_most` seconds away."""
        if not gap:
            return  # our own machines need no manners
        pause = self._reserve(host, gap.total_seconds(), at_most)
        if pause > 0:
            self._sleep(pause)

    def _reserve(self, host: str, gap: float, at_most: float) -> float:
        with self._lock:
            now = self._clock()
            self._turns = {name: turn for name, turn in self._turns.items() if turn > now}
            pause = self._turns.get(host, now) - now
            if pause > at_most:
                message = f"too many listeners are waiting for {host}; this one tries again later"
                raise Later(message, after=timedelta(seconds=pause))
            self._turns[host] = now + pause + gap
            return pause

"""About one message a second in a channel: what comes faster, Slack hides (https://docs.slack.dev/apis/web-api/rate-limits)."""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from time import monotonic

PACE = timedelta(seconds=1.05)


class Pacer:
    """Remembers when each channel was last spoken in."""

    def __init__(self, pace: timedelta = PACE, clock: Callable[[], float] = monotonic) -> None:
        """Keep `pace` between two messages of a channel."""
        self._pace = pace.total_seconds()
        self._clock = clock
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def is_ready(self, channel: str) -> bool:
        """Say whether a message may go out now."""
        with self._lock:
            return self._clock() >= self._next.get(channel, 0.0)

    def spoke(self, channel: str) -> None:
        """Note that a message went out, or may have."""
        with self._lock:
            self._next[channel] = self._clock() + self._pace

"""The bot's clock: ticks that ask the memory what is due. Truth is in tables; a tick missed or doubled is harmless.

APScheduler sleeps out an hour when the wall clock is set back by one; a watchdog on the monotonic clock wakes it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot import budgets, digests, noises, timers
from bot.desk import Desk
from bot.outbox import Voice
from storage import deliveries, outbox, seen
from storage.database import Leadership

log = structlog.get_logger()

DRAIN = timedelta(seconds=0.5)
MINUTELY = timedelta(seconds=15)  # timers and digests are promised to the minute
LEADING = timedelta(seconds=1)
SWEEP = timedelta(hours=1)
WATCHDOG = 1.0
GRACE = timedelta(seconds=3)  # on PostgreSQL a copy that lost its line to the database may still be posting one message


@dataclass(slots=True, kw_only=True)
class Schedule:
    """Runs the ticks of one bot; only the copy that leads says anything."""

    desk: Desk
    voice: Voice
    leadership: Leadership
    leads: bool = False
    ticked_at: float = field(default_factory=monotonic)
    _clock: BackgroundScheduler = field(default_factory=lambda: BackgroundScheduler(timezone="UTC"))
    _stopped: Event = field(default_factory=Event)

    def start(self) -> None:
        """Begin; raises AlreadyRunning where another copy works on the same SQLite file."""
        self.lead()
        self._every(DRAIN, self.drain)
        self._every(LEADING, self.lead)
        self._every(MINUTELY, self.timers)
        self._every(MINUTELY, self.digests)
        self._every(MINUTELY, self.budgets)
        self._every(MINUTELY, self.noises)
        self._every(SWEEP, self.sweep)
        self._clock.start()
        Thread(target=self._watch, name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Stop the clock, and let what runs finish."""
        self._stopped.set()
        if self._clock.running:
            self._clock.shutdown(wait=True)

    @property
    def is_alive(self) -> bool:
        """Say whether the clock ticked lately."""
        return monotonic() - self.ticked_at < 10  # noqa: PLR2004  seconds; the drain ticks twice in one

    def lead(self) -> None:
        """Become or stay the copy that speaks; what the one before was about to say need not wait for its leases."""
        before, self.leads = self.leads, self.leadership.take()
        if self.leads and not before:
            grace = timedelta(0) if self.desk.store.is_sqlite else GRACE
            outbox.cut_leases(self.desk.store, at=self.desk.clock() + grace)
        if before != self.leads:
            log.info("speaks for the workspace" if self.leads else "stands by")

    def drain(self) -> None:
        """Say what waits."""
        self.ticked_at = monotonic()
        if self.leads:
            self.voice.tick()

    def timers(self) -> None:
        """Act on what is due."""
        if self.leads:
            timers.tick(self.desk, self.desk.clock())

    def digests(self) -> None:
        """Ask for the digests whose hour has come."""
        if self.leads:
            digests.tick(self.desk, self.desk.clock())

    def budgets(self) -> None:
        """Fit thresholds to their budgets, and propose one where a silence is over."""
        if self.leads:
            budgets.tick(self.desk, self.desk.clock())

    def noises(self) -> None:
        """Look at the queries whose week has begun."""
        if self.leads:
            noises.tick(self.desk, self.desk.clock())

    def sweep(self) -> None:
        """Forget what Slack and other tools will not send again."""
        if self.leads:
            seen.forget_old(self.desk.store, now=self.desk.clock())
            deliveries.forget_old(self.desk.store, now=self.desk.clock())

    def _every(self, length: timedelta, tick: Callable[[], None]) -> None:
        self._clock.add_job(
            _guarded(tick),
            "interval",
            seconds=length.total_seconds(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(self._clock.timezone) + length / 2,
        )

    def _watch(self) -> None:
        while not self._stopped.wait(WATCHDOG):
            self._clock.wakeup()


def _guarded(tick: Callable[[], None]) -> Callable[[], None]:
    """The edge of a job: whatever happens, the clock goes on."""

    def run() -> None:
        try:
            tick()
        except Exception:
            log.exception("a tick failed", tick=tick.__name__)

    return run

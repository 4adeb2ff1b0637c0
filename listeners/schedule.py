"""When to listen: a clock that looks for due listeners, and threads that ask them.

APScheduler is only the clock; what is due stands in the memory. Each listener runs in a thread of its own pool, at
most two at a time per host, so that a host that hangs holds up nobody else; there are many threads, because most of
them wait for hosts. What tells by itself is heard beside them (`listeners.streaming`). Only the leader's clock runs.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from listeners import keeping, tasting, urgency
from listeners.crew import Crew
from listeners.crowds import EVERY, Crowds
from listeners.ears import Ears
from listeners.follow import follower
from listeners.gathering import gatherer
from listeners.moderate import remover
from listeners.pipeline import Heard, hear, note
from listeners.send import sender
from listeners.stream import Wire
from listeners.streaming import Streaming
from storage import cursors, shelf
from storage.cursors import Due, Step
from storage.database import Leadership
from storage.records import Answered, Errand, Listener, Removal

log = structlog.get_logger()

THREADS = 128
AHEAD = 128  # begun beside those in threads, so that none of these waits for the next tick
PER_HOST = 2
TICK = timedelta(seconds=0.5)
STREAMS = timedelta(seconds=2)
LEARN = timedelta(seconds=30)  # Slack says that it learns within a minute
WATCHDOG_SECONDS = 1.0


class Round:
    """Asks due listeners in threads and knows which are under way."""

    def __init__(self, ears: Ears, *, clock: Callable[[], datetime], besides: Collection[str] = ()) -> None:
        """Start the pool; nothing is asked before `tick`, and sources `besides` never."""
        self._ears = ears
        self._besides = besides
        self._clock = clock
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="listen")
        self._lock = threading.Lock()
        self._under_way: dict[int, str] = {}
        self._per_host: Counter[str] = Counter()
        self._quiet: deque[Step] = deque()

    def tick(self) -> list[Future[Heard]]:
        """Hand every due listener that is not under way to a thread, as far as its host has room."""
        self._note()
        now = self._clock()
        begun = [
            one.id for one in cursors.waiting(self._ears.store, now=now, besides=self._besides) if self._begin(one)
        ]
        found = {listener.id: listener for listener in cursors.these(self._ears.store, begun, now=now)} if begun else {}
        started = []
        for listener_id in begun:
            if listener_id not in found:  # removed just now, or asked since we looked
                self._end(listener_id)
                continue
            started.append(self._pool.submit(self._listen, found[listener_id]))
        return started

    def _listen(self, listener: Listener) -> Heard:
        heard = Heard()
        try:
            heard = hear(self._ears, listener, clock=self._clock)
        finally:
            if heard.step is None:
                self._end(listener.id)
            else:
                self._quiet.append(heard.step)  # under way until it is noted
        return heard

    def _note(self) -> None:
        steps = list(self._quiet)
        if not steps:
            return
        note(self._ears.store, steps)
        for step in steps:
            self._quiet.popleft()
            self._end(step.listener.id)

    def stop(self) -> None:
        """Take nothing new and let what is under way finish."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._note()

    def _begin(self, due: Due) -> bool:
        with self._lock:
            full = len(self._under_way) >= THREADS + AHEAD
            if full or due.id in self._under_way or self._per_host[due.place] >= PER_HOST:
                return False
            self._under_way[due.id] = due.place
            self._per_host[due.place] += 1
            return True

    def _end(self, listener_id: int) -> None:
        with self._lock:
            place = self._under_way.pop(listener_id)
            self._per_host[place] -= 1
            if not self._per_host[place]:
                del self._per_host[place]


class Answering:
    """The crews that send answers, stay with who got them, take spam away, and read for the library."""

    def __init__(self, ears: Ears, *, clock: Callable[[], datetime]) -> None:
        """Start their threads; nothing is sent or asked before `tick`."""
        self._crews: tuple[Crew[Errand] | Crew[Answered] | Crew[Removal] | Crew[shelf.Errand], ...] = (
            sender(ears, clock=clock),
            follower(ears, clock=clock),
            remover(ears, clock=clock),
            gatherer(ears, clock=clock),
        )

    def tick(self) -> None:
        """Let each begin what is due."""
        for crew in self._crews:
            crew.tick()

    def stop(self) -> None:
        """Let what is under way finish."""
        for crew in self._crews:
            crew.stop()


def once(ears: Ears, *, now: datetime) -> list[Heard]:
    """Ask every listener that is due, once, and return how it went."""
    streaming = Streaming(ears, Wire.of(ears.settings), clock=lambda: datetime.now(UTC))
    round_ = Round(ears, clock=lambda: now, besides=streaming.sources)
    heard = streaming.once()
    try:
        while begun := round_.tick():  # asked means no longer due; what its host had no room for comes next
            heard += [future.result() for future in begun]
    finally:
        round_.stop()
    answering = Answering(ears, clock=lambda: now)
    answering.tick()
    answering.stop()
    Crowds().tick(ears.store, now)
    tasting.keep_up(ears.store, urgency.shipped(), now=now)
    keep(ears, now)
    return heard


def keep(ears: Ears, now: datetime) -> None:
    """Take out of the memory what is over its time."""
    keeping.tick(ears.store, ears.sources.values(), ears.settings.earshot_keep_days, now)


def run_forever(ears: Ears, leadership: Leadership, stopping: threading.Event) -> None:
    """Listen until told to stop; on PostgreSQL a second copy stands by until the first one is gone."""
    streaming = Streaming(ears, Wire.of(ears.settings), clock=lambda: datetime.now(UTC))
    round_, crowds = Round(ears, clock=lambda: datetime.now(UTC), besides=streaming.sources), Crowds()
    answering = Answering(ears, clock=lambda: datetime.now(UTC))
    leading = False

    def tick() -> None:
        nonlocal leading
        now_leading = leadership.take()
        if now_leading != leading:
            log.info("listening" if now_leading else "standing_by")
            leading = now_leading
            if not leading:
                streaming.stop()
        if leading:
            round_.tick()

    def led(job: Callable[[datetime], object]) -> Callable[[], object]:
        return lambda: job(datetime.now(UTC)) if leading else None

    scheduler = BackgroundScheduler(timezone=UTC)
    for job, every in (
        (tick, TICK),
        (led(lambda _: answering.tick()), TICK),
        (led(streaming.tick), STREAMS),
        (led(lambda now: crowds.tick(ears.store, now)), EVERY),
        (led(lambda now: tasting.keep_up(ears.store, urgency.shipped(), now=now)), LEARN),
        (led(lambda now: keep(ears, now)), keeping.EVERY),
    ):
        scheduler.add_job(
            job, "interval", seconds=every.total_seconds(), coalesce=True, max_instances=1, misfire_grace_time=None
        )
    scheduler.start()
    try:
        while not stopping.wait(WATCHDOG_SECONDS):
            # A wall clock set back freezes APScheduler until it has caught up; a wake-up makes it look again.
            scheduler.wakeup()
    finally:
        scheduler.shutdown(wait=True)
        streaming.stop()
        round_.stop()
        answering.stop()

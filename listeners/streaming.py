"""What tells by itself, all of it: an ear, in a thread of its own, for each place that somebody wants to listen to."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from listeners.batch import PACE, Pace
from listeners.ear import Ear, Place, place_of
from listeners.ears import Ears
from listeners.pipeline import Heard
from listeners.source import Streams
from listeners.stream import Wire
from storage import cursors

_STOPPED_WITHIN = 15.0


class Streaming:
    """An ear for each place that tells by itself."""

    def __init__(self, ears: Ears, wire: Wire, *, clock: Callable[[], datetime], pace: Pace = PACE) -> None:
        """Open nothing yet."""
        self._pace = pace
        self._ears = ears
        self._wire = wire
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[Place, tuple[Ear, threading.Thread]] = {}
        self.sources = frozenset(name for name, source in ears.sources.items() if isinstance(source, Streams))

    def tick(self, _now: datetime) -> None:
        """Open an ear where somebody wants to listen and none is open; it closes by itself where nobody does."""
        with self._lock:
            for place in self._places():
                held = self._open.get(place)
                if held is None or not held[1].is_alive():
                    self._begin(place)

    def _begin(self, place: Place) -> None:
        ear = Ear(self._ears, self._wire, place, clock=self._clock, pace=self._pace)
        thread = threading.Thread(target=ear.run, name=f"hear {place[1]}", daemon=True)
        self._open[place] = ear, thread
        thread.start()

    def once(self, *, within: timedelta = timedelta(seconds=10)) -> list[Heard]:
        """Hear every place for a while, all at the same time, and return how it went."""
        places = self._places()
        ears = [Ear(self._ears, self._wire, place, clock=self._clock, pace=self._pace) for place in places]
        with ThreadPoolExecutor(max(len(ears), 1)) as pool:
            return [heard for went in pool.map(lambda ear: ear.once(within=within), ears) for heard in went]

    def stop(self) -> None:
        """Let every ear store what it holds, and close it."""
        with self._lock:
            for ear, _ in self._open.values():
                ear.stop()
            for _, thread in self._open.values():
                thread.join(timeout=_STOPPED_WITHIN)
            self._open.clear()

    def open(self) -> int:
        """Return how many places are heard now."""
        return sum(thread.is_alive() for _, thread in self._open.values())

    def told(self) -> int:
        """Return how many frames the places told since they were opened."""
        return sum(ear.frames for ear, _ in self._open.values())

    def _places(self) -> list[Place]:
        there = cursors.listening(self._ears.store, self.sources) if self.sources else ()
        return list(dict.fromkeys(map(place_of, there)))

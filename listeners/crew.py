"""Threads that take what is due from the memory, one thing after the other, apart from those that listen."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

Due = TypeVar("Due")


class Crew(Generic[Due]):
    """`take` leases what is due, None where nothing is; `do` does it and never raises."""

    def __init__(self, name: str, threads: int, *, take: Callable[[], Due | None], do: Callable[[Due], None]) -> None:
        """Start the pool; nothing is taken before `tick`."""
        self._take = take
        self._do = do
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._room = threading.Semaphore(threads)

    def tick(self) -> list[Future[None]]:
        """Hand everything that is due to a thread, as far as there is room."""
        begun: list[Future[None]] = []
        while self._room.acquire(blocking=False):
            found = self._take()
            if found is None:
                self._room.release()
                return begun
            future = self._pool.submit(self._do, found)
            future.add_done_callback(lambda _: self._room.release())
            begun.append(future)
        return begun

    def stop(self) -> None:
        """Take nothing new and let what is under way finish."""
        self._pool.shutdown(wait=True)

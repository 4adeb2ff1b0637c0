"""What asking may cost, counted in the memory before it leaves: one purse for every program and every restart."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol

from listeners import spending as arithmetic
from listeners.errors import Never
from listeners.source import About
from storage import spending
from storage.allowances import Draw
from storage.database import Store


class Purse(Protocol):
    """Where what we use up is counted."""

    def take(self, about: About, cost: Mapping[str, int]) -> tuple[Draw, ...]:
        """Count what an ask may use up at most; raise CapReached, and count nothing, where a cap forbids it."""

    def settle(self, about: About, draws: Sequence[Draw], used: Mapping[str, int]) -> None:
        """Set right what was taken, once it is known what was used."""


class KeptInMemory:
    """The purse that lasts: in the database, by the operator's own caps (never those a watch could name)."""

    def __init__(
        self,
        store: Store,
        told: Callable[[str], Mapping[str, str]],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take where the operator's settings of a source are read."""
        self._store = store
        self._told = told
        self._clock = clock

    def take(self, about: About, cost: Mapping[str, int]) -> tuple[Draw, ...]:
        """Count what an ask may use up at most; raise CapReached, and count nothing, where a cap forbids it."""
        now = self._clock()
        draws = arithmetic.draws(about, cost, self._told(about.name), now)
        full = spending.reserve(self._store, about.name, draws)
        if full is not None:
            raise arithmetic.refusal(about, full, cost, now)
        return draws

    def settle(self, about: About, draws: Sequence[Draw], used: Mapping[str, int]) -> None:
        """Set right what was taken, once it is known what was used."""
        spending.settle(self._store, about.name, draws, used)


class _Empty:
    def take(self, about: About, cost: Mapping[str, int]) -> tuple[Draw, ...]:
        raise Never(f"asking {about.title} costs {', '.join(cost)}, and there is no memory here to count it in")

    def settle(self, about: About, draws: Sequence[Draw], used: Mapping[str, int]) -> None:
        """Nothing was taken."""


EMPTY: Purse = _Empty()

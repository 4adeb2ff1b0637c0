"""What asking costs, counted in the memory before it leaves: one purse for every program and every restart."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from listeners import spending as arithmetic
from listeners.source import About
from storage import spending
from storage.allowances import Draw
from storage.database import Store


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

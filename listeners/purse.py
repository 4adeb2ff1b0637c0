"""What asking may cost: counted before it leaves, by one purse (`listeners.ledger`), or not asked at all."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from listeners.errors import Never
from listeners.source import About
from storage.allowances import Draw


class Purse(Protocol):
    """Where what we use up is counted."""

    def take(self, about: About, cost: Mapping[str, int]) -> tuple[Draw, ...]:
        """Count what an ask may use up at most; raise CapReached, and count nothing, where a cap forbids it."""

    def settle(self, about: About, draws: Sequence[Draw], used: Mapping[str, int]) -> None:
        """Set right what was taken, once it is known what was used."""


class _Empty:
    def take(self, about: About, cost: Mapping[str, int]) -> tuple[Draw, ...]:
        raise Never(f"asking {about.title} costs {', '.join(cost)}, and there is no memory here to count it in")

    def settle(self, about: About, draws: Sequence[Draw], used: Mapping[str, int]) -> None:
        """Nothing was taken."""


EMPTY: Purse = _Empty()

"""How Slack brings things to the bot: wait 3 seconds for the acknowledgement, bring events again without one.

Events are tried four times in all (at once, after a minute, after five); clicks, submissions and commands once:
the person sees that it failed. What carries a delivery is Socket Mode or signed HTTP.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from bot.playground.ledger import Delivery, Ledger
from bot.playground.shapes import Json

EVENTS_API: Final = "events_api"
INTERACTIVE: Final = "interactive"
SLASH_COMMANDS: Final = "slash_commands"


@dataclass(slots=True, kw_only=True)
class Habits:
    """How deliveries are made; change at any time."""

    patience: float = 3.0
    retry_after: Iterable[float] = (0.0, 60.0, 300.0)
    copies: int = 1
    delay: float = 0.0
    wrong_signature: bool = False
    signed_ago: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What came of carrying something once."""

    after: float | None = None
    answer: Json | None = None
    reason: str = ""
    final: bool = False


class Carrier(Protocol):
    """A way to the bot."""

    def carry(self, delivery: Delivery, attempt: int, reason: str) -> Receipt:
        """Bring a delivery once and wait for the acknowledgement."""


class Courier:
    """Sees each delivery through: copies, patience, retries."""

    def __init__(self, carrier: Carrier, habits: Habits, ledger: Ledger) -> None:
        """Deliveries go through the carrier and into the ledger."""
        self.carrier = carrier
        self.habits = habits
        self._ledger = ledger
        self._closing = threading.Event()

    def send(self, delivery: Delivery) -> Delivery:
        """Deliver now; returns once it was acknowledged or given up."""
        self._ledger.sent(delivery)
        self._closing.wait(self.habits.delay)
        self._attempt(delivery)
        for _ in range(1, self.habits.copies):
            self.again(delivery)
        delivery.done.set()
        self._ledger.nudge()
        return delivery

    def post(self, delivery: Delivery) -> Delivery:
        """Deliver in the background, as events are."""
        threading.Thread(target=self.send, args=(delivery,), daemon=True, name="playground-event").start()
        return delivery

    def again(self, delivery: Delivery) -> Receipt:
        """Bring something once more that was brought before: a duplicate or a replay."""
        delivery.attempts += 1
        return self.carrier.carry(delivery, 0, "")

    def close(self) -> None:
        """Give up whatever waits for a retry."""
        self._closing.set()

    def _attempt(self, delivery: Delivery) -> None:
        reason = ""
        waits = [0.0, *(self.habits.retry_after if delivery.kind == EVENTS_API else ())]
        for attempt, wait in enumerate(waits):
            if self._closing.wait(wait):
                return
            delivery.attempts += 1
            receipt = self.carrier.carry(delivery, attempt, reason)
            if receipt.after is not None:
                delivery.acked_after, delivery.answer, delivery.trouble = receipt.after, receipt.answer, None
                return
            delivery.trouble = reason = receipt.reason
            if receipt.final:
                return

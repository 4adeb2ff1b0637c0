"""What went in and out: every call the bot made and every delivery it got, for tests to ask about."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.playground.shapes import Json

# Errors that mean the bot wrote something Slack cannot take: never acceptable, whatever the circumstances.
MALFORMED: Final = frozenset(
    {
        "invalid_arguments",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_view",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "unknown_method",
        "view_too_large",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call to the Web API or a response URL, and its answer."""

    at: float
    method: str
    arguments: Json
    response: Json
    status: int = 200
    token: str = ""
    problems: tuple[str, ...] = ()
    injected: bool = False

    @property
    def ok(self) -> bool:
        """Whether Slack did what was asked."""
        return self.response.get("ok") is True

    @property
    def error(self) -> str | None:
        """The name of the refusal."""
        return self.response.get("error")

    @property
    def is_malformed(self) -> bool:
        """Whether the content itself was at fault, and not the circumstances."""
        return bool(self.problems) or (self.error in MALFORMED and not self.injected)

    def __getitem__(self, name: str) -> object:
        """One argument of the call."""
        return self.arguments[name]

    def get(self, name: str) -> object:
        """One argument of the call, or None."""
        return self.arguments.get(name)


@dataclass(slots=True, kw_only=True)
class Delivery:
    """Something sent to the bot: `events_api`, `interactive` or `slash_commands`, and how it was taken."""

    id: str
    kind: str
    payload: Json
    attempts: int = 0
    acked_after: float | None = None
    answer: Json | None = None
    trouble: str | None = None
    done: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def acked(self) -> bool:
        """Whether the bot acknowledged it in time."""
        return self.acked_after is not None


class Ledger:
    """The record of one playground; waiting wakes with every new entry."""

    def __init__(self) -> None:
        """Start empty."""
        self._news = threading.Condition()
        self._calls: list[Call] = []
        self._deliveries: list[Delivery] = []

    def add(self, call: Call) -> None:
        """Write down a call."""
        with self._news:
            self._calls.append(call)
            self._news.notify_all()

    def sent(self, delivery: Delivery) -> None:
        """Write down a delivery."""
        with self._news:
            self._deliveries.append(delivery)
            self._news.notify_all()

    def nudge(self) -> None:
        """Wake whoever waits: something changed that is no call."""
        with self._news:
            self._news.notify_all()

    def calls(self, method: str | None = None) -> list[Call]:
        """All calls so far, or those of one method."""
        with self._news:
            return [call for call in self._calls if method in {None, call.method}]

    def deliveries(self, kind: str | None = None) -> list[Delivery]:
        """All deliveries so far, or those of one kind."""
        with self._news:
            return [each for each in self._deliveries if kind in {None, each.kind}]

    def malformed(self) -> list[Call]:
        """Calls whose content was wrong: what a suite asserts to be empty."""
        return [call for call in self.calls() if call.is_malformed]

    def wait_for(
        self, method: str, count: int = 1, timeout: float = 5.0, where: Callable[[Call], bool] = lambda call: call.ok
    ) -> list[Call]:
        """The calls of a method once there are `count`; by default only those that Slack accepted count."""

        def matching() -> list[Call]:
            return [call for call in self.calls(method) if where(call)]

        self.wait_until(lambda: len(matching()) >= count, timeout, f"{count} x {method}")
        return matching()

    def wait_until(self, holds: Callable[[], bool], timeout: float = 5.0, what: str = "that") -> None:
        """Return as soon as `holds()`; TimeoutError, with the last calls, if it never does."""
        deadline = time.monotonic() + timeout
        while not holds():
            if time.monotonic() >= deadline:
                recent = ", ".join(f"{call.method} -> {call.error or 'ok'}" for call in self.calls()[-8:])
                raise TimeoutError(f"waited {timeout} s for {what}; last calls: {recent or 'none'}")
            with self._news:
                self._news.wait(0.02)

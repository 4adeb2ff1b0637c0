"""Socket Mode: envelopes over WebSockets, each to one of up to ten connections, each to be acknowledged."""

import asyncio
import itertools
import json
import secrets
import threading
import time
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.delivery import EVENTS_API, Habits, Receipt
from bot.playground.ledger import Delivery, Ledger
from bot.playground.nouns import APP_ID
from bot.playground.shapes import Json

MOST_CONNECTIONS: Final = 10
REFUSED: Final = 4001


@dataclass(slots=True)
class _Waiting:
    """Someone who waits for an acknowledgement."""

    came: threading.Event = field(default_factory=threading.Event)
    answer: Json | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Connection:
    socket: WebSocket
    loop: asyncio.AbstractEventLoop

    def send(self, message: Json, patience: float) -> bool:
        """Send from any thread; False when the connection is gone."""
        try:
            sending = asyncio.run_coroutine_threadsafe(self.socket.send_text(json.dumps(message)), self.loop)
            sending.result(patience)
        except (OSError, RuntimeError, WebSocketDisconnect, TimeoutError, CancelledError):
            return False
        return True

    def close(self) -> None:
        """Close from any thread."""
        asyncio.run_coroutine_threadsafe(_close(self.socket), self.loop)


async def _close(socket: WebSocket) -> None:
    try:
        await socket.close()
    except RuntimeError:
        return


class SocketMode:
    """Gives out addresses, keeps the connections, carries deliveries through one of them."""

    def __init__(self, habits: Habits, ledger: Ledger) -> None:
        """No connection yet."""
        self._habits = habits
        self._ledger = ledger
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._turn = itertools.count()
        self._waiting: dict[str, list[_Waiting]] = {}
        self._lock = threading.Lock()

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._connections)

    def ticket(self) -> str:
        """Leave to connect once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def connect(self, socket: WebSocket) -> None:
        """One connection, from hello to goodbye."""
        ticket = socket.query_params.get("ticket", "")
        await socket.accept()
        if ticket not in self._tickets or self.connections >= MOST_CONNECTIONS:
            await socket.close(REFUSED)
            return
        self._tickets.discard(ticket)
        connection = _Connection(socket, asyncio.get_running_loop())
        await socket.send_text(json.dumps(self._hello()))
        self._connections.append(connection)
        self._ledger.nudge()
        try:
            while True:
                self._acknowledged(json.loads(await socket.receive_text()))
        except WebSocketDisconnect:
            pass
        finally:
            self._connections.remove(connection)
            self._ledger.nudge()

    def carry(self, delivery: Delivery, attempt: int, reason: str) -> Receipt:
        """Send the envelope over one connection and wait for its acknowledgement."""
        waiting = _Waiting()
        with self._lock:
            self._waiting.setdefault(delivery.id, []).append(waiting)
        try:
            started = time.monotonic()
            sent = self._send(self._envelope(delivery, attempt, reason))
            if not sent or not waiting.came.wait(self._habits.patience):
                return Receipt(reason="timeout" if sent else "no_connection")
            return Receipt(after=time.monotonic() - started, answer=waiting.answer)
        finally:
            with self._lock:
                self._waiting[delivery.id].remove(waiting)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to go; all but a `warning` are closed as well."""
        for connection in list(self._connections):
            connection.send({"type": "disconnect", "reason": reason, "debug_info": _debug_info()}, 1.0)
            if reason != "warning":
                connection.close()

    def drop(self) -> None:
        """Close every connection without a word."""
        for connection in list(self._connections):
            connection.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connections + 1,
            "debug_info": _debug_info(),
            "connection_info": {"app_id": APP_ID},
        }

    def _envelope(self, delivery: Delivery, attempt: int, reason: str) -> Json:
        is_event = delivery.kind == EVENTS_API
        return {
            "envelope_id": delivery.id,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": not is_event,
            **({"retry_attempt": attempt, "retry_reason": reason} if is_event else {}),
        }

    def _send(self, envelope: Json) -> bool:
        """Through the next connection in turn; waits a while for one to come up."""
        deadline = time.monotonic() + self._habits.patience
        while time.monotonic() < deadline:
            if open_now := list(self._connections):
                connection = open_now[next(self._turn) % len(open_now)]
                if connection.send(envelope, self._habits.patience):
                    return True
            time.sleep(0.01)
        return False

    def _acknowledged(self, message: Json) -> None:
        with self._lock:
            for waiting in self._waiting.get(message.get("envelope_id", ""), []):
                waiting.answer = message.get("payload") or None
                waiting.came.set()


def _debug_info() -> Json:
    return {"host": "playground", "build_number": 1, "approximate_connection_time": 18060}

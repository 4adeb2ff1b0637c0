"""A stand-in for a place that tells by itself: a WebSocket server on loopback, its frames scripted by connection."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Self

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request as Handshake, Response
from websockets.sync.server import Server, ServerConnection, serve

Frames = Iterable[str | bytes]


class Streamer:
    """Listens on 127.0.0.1; tells each connection its script, the last one for ever, and then holds it open."""

    def __init__(self, *scripts: Frames, ends: bool = False, status: int = 0, headers: Sequence[str] = ()) -> None:
        """Take the scripts; `ends` closes each connection after its script, `status` refuses every one."""
        self.asked: list[str] = []
        self.agents: list[str] = []
        self._scripts = list(scripts) or [()]
        self._ends = ends
        self._refusal = (status, headers)
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._server: Server = serve(
            self._tell, "127.0.0.1", 0, process_request=self._answer, compression=None, close_timeout=0.2
        )
        self.port = int(self._server.socket.getsockname()[1])
        self.url = f"ws://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._server.shutdown()

    def wait_for(self, connections: int, *, seconds: float = 10) -> Sequence[str]:
        """Return what was asked for by so many connections; fail after some seconds."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self.asked) >= connections, seconds)

        assert came, f"{len(self.asked)} connections, not {connections}"
        return self.asked

    def _answer(self, connection: ServerConnection, request: Handshake) -> Response | None:
        status, headers = self._refusal
        with self._changed:
            self.asked.append(request.path)
            self.agents.append(request.headers.get("User-Agent", ""))
            self._changed.notify_all()
        if not status:
            return None
        response = connection.respond(status, '{"message": "not you"}')
        for line in headers:
            name, _, value = line.partition(": ")
            response.headers[name] = value
        return response

    def _tell(self, connection: ServerConnection) -> None:
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        try:
            for frame in script:
                connection.send(frame)
            if not self._ends:
                self._stopping.wait()
        except ConnectionClosed:
            return


def held(frames: Frames, go: Callable[[], bool]) -> Frames:
    """Tell frames only once something holds."""
    while not go():
        threading.Event().wait(0.01)
    yield from frames

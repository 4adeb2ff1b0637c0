"""A stand-in for any place on the web, over real HTTP on loopback: scripted answers, every request remembered."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. A body given in pieces is sent piece by piece, without a length, until it ends or we are left."""

    body: bytes | Callable[[], Iterable[bytes]] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    claimed_length: int | None = None
    raw: bool = False  # the pieces are all that is sent: no status line, no headers


def in_json(shape: object, status: int = 200) -> Reply:
    """Return an answer in JSON."""
    return Reply(json.dumps(shape).encode(), status=status, headers={"content-type": "application/json"})


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked of us."""

    path: str
    query: str
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""


class Site:
    """Answers on 127.0.0.1 at a port of its own. Replies to a path are given in order, the last one for ever."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._replies: dict[str, list[Reply]] = {}
        self._answering: Callable[[Request], Reply] | None = None
        self._stopping = threading.Event()
        self._arrived = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def at(self, path: str, *replies: Reply) -> str:
        """Answer at a path ("" for every other path) with these, one after the other; return the path's address."""
        self._replies[path] = list(replies)
        return self.url + path

    def answers(self, answering: Callable[[Request], Reply]) -> str:
        """Let a stand-in answer every request, one at a time; return the site's address."""
        self._answering = answering
        return self.url

    def wait_for(self, path: str, count: int, *, seconds: float = 5) -> Sequence[Request]:
        """Return the requests to a path once there are `count` of them; fail after some seconds."""
        with self._arrived:
            came = self._arrived.wait_for(lambda: len(self._to(path)) >= count, seconds)

        assert came, f"{path} was asked {len(self._to(path))} times, not {count}"
        return self._to(path)

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than the site is up."""
        self._stopping.wait(seconds)

    def drip(self, piece: bytes, *, every: float) -> Iterable[bytes]:
        """Give the same piece again and again, for as long as the site is up."""
        while not self._stopping.is_set():
            yield piece
            self.pause(every)

    def _to(self, path: str) -> Sequence[Request]:
        return [request for request in self.requests if request.path == path]

    def _next(self, request: Request) -> Reply:
        with self._arrived:
            self.requests.append(request)
            self._arrived.notify_all()
            if self._answering is not None:
                return self._answering(request)
            replies = self._replies.get(request.path) or self._replies.get("") or [Reply(status=404)]
            return replies.pop(0) if len(replies) > 1 else replies[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client leaves: that is what the tests make it do."""


class _Handler(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        asked = Request(parts.path, parts.query, headers, self.command, body)
        reply = self.server.site._next(asked)  # noqa: SLF001 - its own server
        if not reply.raw:
            self._head(reply)
        if isinstance(reply.body, bytes):
            self.wfile.write(reply.body)
        else:
            self.close_connection = True
            for piece in reply.body():
                self.wfile.write(piece)
        if reply.claimed_length is not None:
            self.close_connection = True

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - as http.server names them

    def _head(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.claimed_length is not None:
            self.send_header("Content-Length", str(reply.claimed_length))
        elif isinstance(reply.body, bytes):
            self.send_header("Content-Length", str(len(reply.body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the tests' output quiet."""


def eventually(holds: Callable[[], bool], *, seconds: float = 5) -> bool:
    """Tell whether something comes to hold within some seconds."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.01)
    return holds()

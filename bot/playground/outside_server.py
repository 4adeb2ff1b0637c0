"""The loopback server behind the web in small: a request in, a reply out, and no other machine's business."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

LONGEST_FORM = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: the name it came to, without the port, its target (path and query), and what it carried.

    Names of headers are in small letters.
    """

    host: str
    target: str
    is_post: bool = False
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What comes back; `is_kept` lets whoever asks again be told that nothing changed."""

    status: HTTPStatus = HTTPStatus.OK
    media: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    is_kept: bool = False


class Server(ThreadingHTTPServer):
    """A server on 127.0.0.1 that answers to loopback names only, so that no page elsewhere can lead a browser in."""

    daemon_threads = True

    def __init__(self, port: int, reply: Callable[[Asked], Reply]) -> None:
        """Bind the port (0: a free one)."""
        super().__init__(("127.0.0.1", port), _handler(reply))


def _is_ours(host: str) -> bool:
    return host in ("127.0.0.1", "localhost") or host.endswith(".localhost")


def _handler(reply: Callable[[Asked], Reply]) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        def reply(self, asked: Asked) -> Reply:
            return reply(asked)

    return Handler


class _Handler(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True

    def reply(self, asked: Asked) -> Reply:
        """Return what comes back."""
        raise NotImplementedError

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_FORM:
            self._send(Reply(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
        elif self.headers.get("Origin", "") not in ("", f"http://{self.headers.get('Host', '')}"):
            self._send(Reply(status=HTTPStatus.FORBIDDEN))
        else:
            self._answer(self.rfile.read(int(length)), is_post=True)

    def _host(self) -> str:
        return (urlsplit(f"//{self.headers.get('Host', '')}").hostname or "").lower()

    def _answer(self, body: bytes = b"", *, is_post: bool = False) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(host=self._host(), target=self.path, is_post=is_post, body=body, headers=headers)
        self._send(self.reply(asked) if _is_ours(asked.host) else Reply(status=HTTPStatus.MISDIRECTED_REQUEST))

    def _send(self, answer: Reply) -> None:
        mark = f'"{sha256(answer.body).hexdigest()[:16]}"' if answer.is_kept else ""
        unchanged = bool(mark) and self.headers.get("If-None-Match") == mark
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else answer.status)
        told = {**answer.headers, "ETag": mark, "Content-Type": answer.media}
        body = b"" if unchanged else answer.body
        for name, value in {**told, "Content-Length": str(len(body))}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent: the terminal is the demo's."""

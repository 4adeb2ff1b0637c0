"""The web door: Slack's requests where there is no socket, and the pages an operator's platform asks.

It listens on all addresses (0.0.0.0), because a host's router must reach it; nothing but these paths answers, and
Slack's requests and other tools' deliveries are verified by their signatures. https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from threading import Thread
from time import sleep
from typing import Protocol

import structlog
import uvicorn
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.inbox import Inbox, Taken
from bot.library import Library
from bot.metrics import Metrics
from storage.commands import Failed

log = structlog.get_logger()

EVERYWHERE = "0.0.0.0"  # noqa: S104  a platform's router comes from outside; see above
HTTP_PORT = 3000
LARGEST = 1_000_000  # bytes of a request; Slack's are far smaller
_TOO_LARGE = PlainTextResponse("too large", status_code=413)


class Health(Protocol):
    """What the door asks the bot."""

    metrics: Metrics

    def requests(self) -> App | None:
        """Who answers Slack, None before Slack was met."""

    def inbox(self) -> Inbox | None:
        """Who takes other tools' deliveries, None before Slack was met."""

    def library(self) -> Library | None:
        """What is worth sharing, None where it is not open to everybody."""

    def faults(self) -> tuple[str, ...]:
        """What keeps the bot from its work."""

    def is_alive(self) -> bool:
        """Whether it does anything at all."""


class WebDoor:
    """The server, in a thread of its own."""

    def __init__(self, health: Health, port: int, *, takes_requests: bool) -> None:
        """Choose the port (0: any free one)."""
        config = uvicorn.Config(
            routes(health, takes_requests=takes_requests),
            host=EVERYWHERE,
            port=port,
            loop="asyncio",  # what uvicorn comes with, whatever else is installed
            http="h11",
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=5,
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._serve, name="web", daemon=True)
        self._asked_port = port
        self.port = port

    def start(self) -> None:
        """Open; returns once it answers, raises Failed where the port is taken."""
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            sleep(0.01)
        if not self._server.started:
            message = f"port {self._asked_port} cannot be opened; set PORT to a free one"
            raise Failed(message)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Close, after the answers that are under way."""
        self._server.should_exit = True
        self._thread.join(timeout=10)

    def _serve(self) -> None:
        with suppress(SystemExit):  # uvicorn's way to say that the port is taken
            self._server.run()


def routes(health: Health, *, takes_requests: bool) -> Starlette:
    """Return the paths: `/slack/events` (events, actions, commands), `/inbox/NAME`, `/livez`, `/readyz`, `/metrics`.

    `/shareables.json` and `/shareables.atom` answer where the library is open to everybody.
    """

    async def slack(request: Request) -> Response:
        app = health.requests()
        if app is None:
            return PlainTextResponse("not ready", status_code=503)
        body = await _body(request)
        if body is None:
            return _TOO_LARGE
        return to_starlette_response(await run_in_threadpool(app.dispatch, to_bolt_request(request, body)))

    def livez(_request: Request) -> Response:
        alive = health.is_alive()
        return PlainTextResponse("ok" if alive else "the clock stands still", status_code=200 if alive else 503)

    def readyz(_request: Request) -> Response:
        faults = health.faults()
        return JSONResponse({"ready": not faults, "faults": list(faults)}, status_code=503 if faults else 200)

    def metrics(_request: Request) -> Response:
        health.faults()  # measures, too
        return Response(health.metrics.page(), media_type="text/plain; version=0.0.4")

    paths = [
        Route("/livez", livez),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        _deliveries(health),
        *_feeds(health),
    ]
    if takes_requests:
        paths.append(Route("/slack/events", slack, methods=["POST"]))
    return Starlette(routes=paths)


def _deliveries(health: Health) -> Route:
    """Return the path other tools bring posts to."""

    async def inbox(request: Request) -> Response:
        taker = await run_in_threadpool(health.inbox)
        if taker is None:
            return PlainTextResponse("not ready", status_code=503)
        body = await _body(request)
        if body is None:
            return _TOO_LARGE
        headers = dict(request.headers.items())
        taken = await run_in_threadpool(_take, taker, request.path_params["name"], headers, body)
        return PlainTextResponse(taken.words, status_code=taken.status) if taken.words else Response(status_code=204)

    return Route("/inbox/{name}", inbox, methods=["POST"])


def _feeds(health: Health) -> list[Route]:
    """Return the paths of the library, for whoever wants to use it too."""

    def feed(request: Request) -> Response:
        library = health.library()
        if library is None:
            return PlainTextResponse("not found", status_code=404)
        body, media = library.feed(request.url.path.rpartition(".")[2])
        print_ = f'"{sha256(body).hexdigest()[:32]}"'
        headers = {"etag": print_, "cache-control": "public, max-age=300", "x-content-type-options": "nosniff"}
        headers["access-control-allow-origin"] = "*"  # a page of somebody else's may show it: it is public
        if request.headers.get("if-none-match") == print_:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type=media, headers=headers)

    return [Route("/shareables.json", feed), Route("/shareables.atom", feed)]


async def _body(request: Request) -> bytes | None:
    """Return a request's body, None where it is too large to be read."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _take(inbox: Inbox, name: str, headers: Mapping[str, str], body: bytes) -> Taken:
    try:
        return inbox.take(name, headers, body)
    except Exception:  # the edge: the sender tries again, and the log says why it has to
        log.exception("a delivery could not be kept")
        return Taken(status=503, words="not now; please send it again")

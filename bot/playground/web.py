"""The stand-in's doors on a loopback port: Web API, Socket Mode, response URLs, uploads, and a server for them."""

import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.refusals import Refused
from bot.playground.shapes import Json
from bot.playground.socket_mode import SocketMode
from bot.playground.web_api import WebApi, arguments_of
from bot.playground.world import World

HOST: Final = "127.0.0.1"
STOPPING_SECONDS: Final = 10.0
RESPONSE_URLS: Final = ("actions", "commands", "app")


def app(
    web_api: WebApi, sockets: SocketMode, respond: Callable[[str, Json], Json], more: Sequence[BaseRoute]
) -> ASGIApp:
    """Everything the stand-in serves."""
    answers = _answers_to(respond)
    routes = [
        Route("/api/{method}", web_api.answer, methods=["GET", "POST"]),
        WebSocketRoute("/link/", sockets.connect),
        Route("/upload/{file}", _uploads_to(web_api.world), methods=["POST"]),
        *(Route(f"/{family}/{{key}}", answers, methods=["POST"]) for family in RESPONSE_URLS),
        *more,
    ]
    return _cuttable(Starlette(routes=routes))


def _answers_to(respond: Callable[[str, Json], Json]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            arguments = await arguments_of(request)
        except Refused as refused:
            return JSONResponse(refused.answer(), status_code=400)
        body = respond(request.url.path, arguments)
        gone = body.get("error") in {"no_such_url", "used_url", "expired_url"}
        return JSONResponse(body, status_code=200 if body["ok"] else (404 if gone else 400))

    return answer


def _uploads_to(world: World) -> Callable[[Request], Awaitable[Response]]:
    async def upload(request: Request) -> Response:
        body = await request.body()
        with world.lock:
            file = world.files.get(request.path_params["file"])
            if file is None:
                return PlainTextResponse("no such upload", status_code=404)
            world.files[file.id] = replace(file, body=body)
        return PlainTextResponse(f"OK - {len(body)}")

    return upload


def _cuttable(inner: ASGIApp) -> ASGIApp:
    """Lets an endpoint cut its connection: uvicorn's `send` belongs to the cycle that knows the transport."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["cut"] = send.__self__.transport.abort  # type: ignore[attr-defined]
        await inner(scope, receive, send)

    return outer


class Server:
    """Serves an app on loopback from a thread of its own."""

    def __init__(self, served: ASGIApp, port: int) -> None:
        """Port 0 takes any that is free."""
        config = uvicorn.Config(
            served,
            host=HOST,
            port=port,
            loop="asyncio",
            http="h11",
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True, name="playground")

    def start(self) -> int:
        """Return the port once it answers; OSError when the port is taken."""
        self._thread.start()
        while not self._uvicorn.started:
            if not self._thread.is_alive():
                raise OSError(f"cannot listen on {HOST}:{self._uvicorn.config.port}: the port is taken")
            time.sleep(0.002)
        return int(self._uvicorn.servers[0].sockets[0].getsockname()[1])

    def stop(self) -> None:
        """Close every connection and free the port."""
        self._uvicorn.should_exit = True
        self._uvicorn.force_exit = True
        self._thread.join(STOPPING_SECONDS)

    def _run(self) -> None:
        # uvicorn leaves the whole program when it cannot bind; here only the thread ends.
        with contextlib.suppress(SystemExit):
            self._uvicorn.run()

"""What a browser gets of the stand-in: the page's own files, one person's screen, news as they happen, and uploads.

GET /                            the page; also at /archives/..., where permalinks lead
GET /page/<file>                 its parts, from the folder `page`
GET /playground/screen?as=USER   everything before this person (`screen`); without `as`, before the first
GET /playground/news?after=N     Server-Sent Events: the version of the world whenever it is no longer N
GET /playground/file/<id>?as=USER
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground import screen
from bot.playground.loopback import REFUSAL, is_ours, taking_json
from bot.playground.shapes import Json
from bot.playground.world import World

if TYPE_CHECKING:
    from bot.playground.server import Playground

FOLDER: Final = Path(__file__).parent / "page"
KINDS: Final = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml"}
PICTURES: Final = {"gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png"}
# Nothing from elsewhere, nothing written into the page: what the bot sends cannot become a program.
POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
SHARED: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
LOOK_EVERY: Final = 0.05
COME_BACK_AFTER: Final = 500  # milliseconds: how soon a page whose connection ended asks again
SIGN_OF_LIFE_EVERY: Final = 15.0  # lets either side notice that the other is gone


def routes(slack: "Playground") -> list[Route]:
    """The page of one playground."""

    def shown(asked: Json) -> Json:
        first = next(user.id for user in slack.world.users.values() if not user.is_bot)
        return screen.of(slack.world, slack.person(asked.get("as") or first).user, slack.offers)

    async def news(request: Request) -> Response:
        if not is_ours(request):
            return JSONResponse(REFUSAL, status_code=403)
        after = request.headers.get("last-event-id") or request.query_params.get("after", "")
        return StreamingResponse(_news(slack.world, after), media_type="text/event-stream", headers=SHARED)

    async def file(request: Request) -> Response:
        if not is_ours(request):
            return JSONResponse(REFUSAL, status_code=403)
        user = slack.person(request.query_params.get("as", "")).user
        found = screen.may_open(slack.world, user, request.path_params["file"])
        if found is None:
            return PlainTextResponse("no such file", status_code=404)
        kind = PICTURES.get(found.name.rpartition(".")[2].lower())
        headers = SHARED | {"Content-Security-Policy": "sandbox; default-src 'none'"}
        way = {} if kind else {"Content-Disposition": "attachment"}
        return Response(found.body, media_type=kind or "application/octet-stream", headers=headers | way)

    return [
        Route("/", _page, methods=["GET"]),
        Route("/archives/{channel}/{moment}", _page, methods=["GET"]),
        Route("/page/{part}", _page, methods=["GET"]),
        Route("/playground/screen", taking_json(shown), methods=["GET"]),
        Route("/playground/news", news, methods=["GET"]),
        Route("/playground/file/{file}", file, methods=["GET"]),
    ]


async def _page(request: Request) -> Response:
    """One file of the page, by its name in the folder and nothing else."""
    if not is_ours(request):
        return PlainTextResponse("loopback only", status_code=403)
    wanted = request.path_params.get("part", "index.html")
    path = next((path for path in FOLDER.iterdir() if path.name == wanted and path.suffix in KINDS), None)
    if path is None:
        return PlainTextResponse("no such part of the page", status_code=404)
    body = await run_in_threadpool(path.read_bytes)
    return Response(body, media_type=KINDS[path.suffix], headers=SHARED | {"Content-Security-Policy": POLICY})


async def _news(world: World, after: str) -> AsyncIterator[str]:
    quiet = 0.0
    yield f"retry: {COME_BACK_AFTER}\n\n"
    while True:
        if (version := str(world.version)) != after:
            after, quiet = version, 0.0
            yield f"id: {version}\ndata: {version}\n\n"
        elif quiet >= SIGN_OF_LIFE_EVERY:
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(LOOK_EVERY)
        quiet += LOOK_EVERY

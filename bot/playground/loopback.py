"""Who may ask: programs on this machine and the playground's own page, never a page of another site."""

import json
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.playground.shapes import Json

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
REFUSAL: Final[Json] = {"ok": False, "error": "loopback only"}


def is_ours(request: Request) -> bool:
    """Whether the question names this machine, and comes from no other site's page."""
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.url.netloc}"
    return request.url.hostname in LOOPBACK and origin in {None, own}


def taking_json(answer: Callable[[Json], Json]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that takes and gives JSON; what cannot be done is told, with status 400."""

    async def endpoint(request: Request) -> Response:
        if not is_ours(request):
            return JSONResponse(REFUSAL, status_code=403)
        body = await request.body()
        try:
            asked = {**request.query_params, **(json.loads(body) if body else {})}
            return JSONResponse({"ok": True, **await run_in_threadpool(answer, asked)})
        except (LookupError, TypeError, ValueError) as trouble:
            return JSONResponse({"ok": False, "error": str(trouble)}, status_code=400)

    return endpoint

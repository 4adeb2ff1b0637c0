"""The same stand-in from another program: `/playground/...`, JSON over loopback, for tests that kill programs.

GET  /playground/messages?channel=#mentions      everything said there, with metadata and the text people see
GET  /playground/calls?method=chat.postMessage   what the bot asked
POST /playground/click     {"person", "channel", "ts", "what", "value"}
POST /playground/command   {"person", "command", "text", "channel"}
POST /playground/fault     {"method", "times", "fault": {"error", "status", "retry_after", "accept", "drop", "hang"}}
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground import wire
from bot.playground.faults import Fault
from bot.playground.ledger import Delivery
from bot.playground.shapes import Json
from bot.playground.surroundings import NotVisible

if TYPE_CHECKING:
    from bot.playground.server import Playground

LOOPBACK = frozenset({"127.0.0.1", "localhost"})


def routes(slack: "Playground") -> list[Route]:
    """The control endpoints of one playground."""

    def messages(asked: Json) -> Json:
        channel = slack.world.channel(asked["channel"])
        said = list(channel.messages.values()) if channel else []
        return {"messages": [{**wire.message(each, metadata=True), "seen": each.text_seen()} for each in said]}

    def calls(asked: Json) -> Json:
        found = slack.calls(asked.get("method"))
        return {"calls": [{"method": c.method, "arguments": c.arguments, "response": c.response} for c in found]}

    def click(asked: Json) -> Json:
        channel = slack.world.channel(asked["channel"])
        said = (channel.messages if channel else {})[asked["ts"]]
        return _taken(slack.person(asked["person"]).click(said, asked["what"], asked.get("value")))

    def command(asked: Json) -> Json:
        text, channel = asked.get("text", ""), asked.get("channel", "#general")
        return _taken(slack.person(asked["person"]).command(asked["command"], text, channel))

    def fault(asked: Json) -> Json:
        slack.fail(asked["method"], Fault(**asked.get("fault", {})), asked.get("times", 1))
        return {}

    return [
        Route("/playground/messages", _json(messages), methods=["GET"]),
        Route("/playground/calls", _json(calls), methods=["GET"]),
        Route("/playground/click", _json(click), methods=["POST"]),
        Route("/playground/command", _json(command), methods=["POST"]),
        Route("/playground/fault", _json(fault), methods=["POST"]),
    ]


def _taken(delivery: Delivery) -> Json:
    return {"acked": delivery.acked, "acked_after": delivery.acked_after, "trouble": delivery.trouble}


def _json(answer: Callable[[Json], Json]) -> Callable[[Request], object]:
    """An endpoint that takes and gives JSON, from this machine's own programs only."""

    async def endpoint(request: Request) -> Response:
        if request.url.hostname not in LOOPBACK:
            return JSONResponse({"ok": False, "error": "loopback only"}, status_code=403)
        body = await request.body()
        asked = {**request.query_params, **(json.loads(body) if body else {})}
        try:
            return JSONResponse({"ok": True, **await run_in_threadpool(answer, asked)})
        except (KeyError, TypeError, NotVisible) as trouble:
            return JSONResponse({"ok": False, "error": str(trouble)}, status_code=400)

    return endpoint

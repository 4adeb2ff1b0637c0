"""The same stand-in from another program: `/playground/...`, JSON over loopback, for tests that kill programs.

GET  /playground/messages?channel=#mentions      everything said there, with metadata and the text people see
GET  /playground/calls?method=chat.postMessage   what the bot asked
POST /playground/fault     {"method", "times", "fault": {"error", "status", "retry_after", "accept", "drop", "hang"}}

What people do has its own endpoints: `acting`.
"""

from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.playground import wire
from bot.playground.faults import Fault
from bot.playground.loopback import taking_json
from bot.playground.shapes import Json

if TYPE_CHECKING:
    from bot.playground.server import Playground


def routes(slack: "Playground") -> list[Route]:
    """The control endpoints of one playground."""

    def messages(asked: Json) -> Json:
        channel = slack.world.channel(asked["channel"])
        said = list(channel.messages.values()) if channel else []
        return {"messages": [{**wire.message(each, metadata=True), "seen": each.text_seen()} for each in said]}

    def calls(asked: Json) -> Json:
        found = slack.calls(asked.get("method"))
        return {"calls": [{"method": c.method, "arguments": c.arguments, "response": c.response} for c in found]}

    def fault(asked: Json) -> Json:
        slack.fail(asked["method"], Fault(**asked.get("fault", {})), asked.get("times", 1))
        return {}

    return [
        Route("/playground/messages", taking_json(messages), methods=["GET"]),
        Route("/playground/calls", taking_json(calls), methods=["GET"]),
        Route("/playground/fault", taking_json(fault), methods=["POST"]),
    ]

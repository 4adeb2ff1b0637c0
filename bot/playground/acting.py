"""What people do, asked for by the page or by another program: `POST /playground/<doing>`, JSON over loopback.

click             {"person", "channel", "ts" | "view", "block_id", "action_id" | "what", "value"}
fill              {"person", "view", "block_id", "action_id", "value"}
submit            {"person", "view", "answers": {block_id: {action_id: entry}}}
close             {"person", "view"}
command           {"person", "command", "text", "channel"}
shortcut          {"person", "callback_id"}
message_shortcut  {"person", "channel", "ts", "callback_id"}
open_home         {"person", "tab"}
say               {"person", "channel", "text", "thread_ts"}
read, dismiss     {"person", "channel", "ts"}
react             {"person", "channel", "ts", "name"}

What reaches the bot is answered with `acked`, `acked_after` and `trouble`; a submission also with `action`, `errors`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from bot.playground.ledger import Delivery
from bot.playground.loopback import taking_json
from bot.playground.nouns import Message, View
from bot.playground.people import Person
from bot.playground.shapes import Json
from bot.playground.surroundings import NotVisible
from bot.playground.world import World

if TYPE_CHECKING:
    from bot.playground.server import Playground

Doing = Callable[[World, Person, Json], Json]


def routes(slack: "Playground") -> list[Route]:
    """An endpoint for everything people do."""

    def endpoint(doing: Doing) -> Callable[[Json], Json]:
        return lambda asked: doing(slack.world, slack.person(asked["person"]), asked)

    return [
        Route(f"/playground/{name}", taking_json(endpoint(doing)), methods=["POST"]) for name, doing in DOINGS.items()
    ]


def click(world: World, person: Person, asked: Json) -> Json:
    """Press or choose something in a message or a view, at exactly this spot."""
    where = _view(world, asked) if asked.get("view") else _message(world, person, asked)
    what = (asked["block_id"], asked["action_id"]) if "block_id" in asked else asked["what"]
    return _taken(person.click(where, what, asked.get("value")))


def fill(world: World, person: Person, asked: Json) -> Json:
    """Enter one answer."""
    person.fill(_view(world, asked), {(asked["block_id"], asked["action_id"]): asked.get("value")})
    return {}


def submit(world: World, person: Person, asked: Json) -> Json:
    """Send off a modal with what was entered."""
    answers = {
        (block_id, action_id): entry
        for block_id, entries in asked.get("answers", {}).items()
        for action_id, entry in entries.items()
    }
    done = person.submit(_view(world, asked), answers)
    return {"action": done.action, "errors": dict(done.errors), **_taken(done.delivery)}


def close(world: World, person: Person, asked: Json) -> Json:
    """Close a modal."""
    return _taken(person.close(_view(world, asked)))


def command(_world: World, person: Person, asked: Json) -> Json:
    """Run a slash command."""
    return _taken(person.command(asked["command"], asked.get("text", ""), asked.get("channel", "#general")))


def shortcut(_world: World, person: Person, asked: Json) -> Json:
    """Run a global shortcut."""
    return _taken(person.shortcut(asked["callback_id"]))


def message_shortcut(world: World, person: Person, asked: Json) -> Json:
    """Run a shortcut of a message."""
    return _taken(person.message_shortcut(_message(world, person, asked), asked["callback_id"]))


def open_home(_world: World, person: Person, asked: Json) -> Json:
    """Open a tab of the app."""
    person.open_home(asked.get("tab", "home"))
    return {}


def say(_world: World, person: Person, asked: Json) -> Json:
    """Write a message, as it was typed."""
    return {"ts": person.type(asked["channel"], asked["text"], asked.get("thread_ts")).ts}


def read(_world: World, person: Person, asked: Json) -> Json:
    """Have read a channel."""
    person.read(asked["channel"], asked["ts"])
    return {}


def dismiss(world: World, person: Person, asked: Json) -> Json:
    """Put away what only this person sees."""
    person.dismiss(_message(world, person, asked))
    return {}


def react(world: World, person: Person, asked: Json) -> Json:
    """Put an emoji under a message, or take it away."""
    person.react(_message(world, person, asked), asked["name"])
    return {}


DOINGS: Final = {
    doing.__name__: doing
    for doing in (
        *(click, fill, submit, close, command, shortcut, message_shortcut),
        *(open_home, say, read, dismiss, react),
    )
}


def _message(world: World, person: Person, asked: Json) -> Message:
    channel = world.channel(asked["channel"])
    there: tuple[Message, ...] = (*person.ephemerals(), *(channel.messages.values() if channel else ()))
    for said in there:
        if said.ts == asked["ts"]:
            return said
    raise NotVisible("this message is gone")


def _view(world: World, asked: Json) -> View:
    if view := world.view(asked["view"]):
        return view
    raise NotVisible("this view is gone")


def _taken(delivery: Delivery | None) -> Json:
    """How the bot took it; what reached nobody is as good as acknowledged."""
    if delivery is None:
        return {"acked": True, "acked_after": None, "trouble": None}
    return {"acked": delivery.acked, "acked_after": delivery.acked_after, "trouble": delivery.trouble}

"""reactions.*: emoji under a message."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.playground import wire
from bot.playground.ask import Ask
from bot.playground.nouns import Channel, Message
from bot.playground.refusals import Refused
from bot.playground.shapes import Json

NAME: Final = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def _target(ask: Ask) -> tuple[Channel, Message]:
    channel = ask.channel(joined=True)
    said = channel.messages.get(ask.needed("timestamp"))
    if said is None:
        raise Refused("message_not_found")
    return channel, said


def _name(ask: Ask) -> str:
    name = ask.needed("name")
    if not NAME.fullmatch(name):
        raise Refused("invalid_name")
    return name


def add(ask: Ask) -> Json:
    """reactions.add."""
    channel, said = _target(ask)
    if channel.is_archived:
        raise Refused("is_archived")
    name = _name(ask)
    by = said.reactions.get(name, ())
    if ask.world.bot.id in by:
        raise Refused("already_reacted")
    ask.world.put(replace(said, reactions={**said.reactions, name: (*by, ask.world.bot.id)}))
    return {}


def remove(ask: Ask) -> Json:
    """reactions.remove."""
    _, said = _target(ask)
    name = _name(ask)
    by = said.reactions.get(name, ())
    if ask.world.bot.id not in by:
        raise Refused("no_reaction")
    left = {**said.reactions, name: tuple(user for user in by if user != ask.world.bot.id)}
    ask.world.put(replace(said, reactions={each: users for each, users in left.items() if users}))
    return {}


def get(ask: Ask) -> Json:
    """reactions.get."""
    channel, said = _target(ask)
    return {"type": "message", "channel": channel.id, "message": {"ts": said.ts, "reactions": wire.reactions(said)}}


METHODS: Final[Mapping[str, Callable[[Ask], Json]]] = {
    "reactions.add": add,
    "reactions.get": get,
    "reactions.remove": remove,
}

"""What people type, as Slack writes it down: names become references, signs become entities."""

import html
import re
from typing import Final

from bot.playground.seen import SHOUTS
from bot.playground.world import World

ALONE: Final = r"(?<![\w@#])"
END: Final = r"(?![\w-])"


def plain(text: str) -> str:
    """Text in which Slack reads nothing but letters."""
    return html.escape(text, quote=False)


def command(world: World, text: str) -> str:
    """The text of a command that escapes: people, channels and links as references with their names."""
    written = plain(text)
    for user in world.users.values():
        written = re.sub(rf"{ALONE}@{re.escape(user.name)}{END}", f"<@{user.id}|{user.name}>", written)
    for channel in world.channels.values():
        if not channel.is_im:
            written = re.sub(rf"{ALONE}#{re.escape(channel.name)}{END}", f"<#{channel.id}|{channel.name}>", written)
    return _linked(written)


def message(world: World, text: str) -> str:
    """The text of a message: as in a command, and groups and whole channels can be called."""
    written = command(world, text)
    for group in world.groups.values():
        written = re.sub(rf"{ALONE}@{re.escape(group.handle)}{END}", f"<!subteam^{group.id}>", written)
    written = re.sub(rf"{ALONE}@({'|'.join(SHOUTS)}){END}", r"<!\1>", written)
    return re.sub(r"<([@#][A-Z0-9]+)\|[^<>]*>", r"<\1>", written)


def _linked(text: str) -> str:
    return re.sub(r"(?<!\S)(https?://[^\s<>|]+)", r"<\1>", text)

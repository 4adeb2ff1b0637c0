"""What stands in the menu of a message: one file per shortcut, one line per shortcut here."""

from bot.blocks import track as track_blocks
from bot.door import Door
from bot.shortcuts import track
from storage.records import Role


def register(door: Door) -> None:
    """Let every shortcut come in."""
    door.shortcut("track_post", track.use, needs=Role.RESPONDER, opens=track_blocks.TITLE)

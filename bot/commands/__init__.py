"""`/earshot`: one file per word, one line per word here."""

from bot.door import Door


def register(_door: Door) -> None:
    """Let every command come in."""

"""Buttons and menus: one file per action, one line per action here."""

from bot.door import Door


def register(_door: Door) -> None:
    """Let every action come in."""

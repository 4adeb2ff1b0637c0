"""Forms that were sent off: one file per form, one line per form here."""

from bot.door import Door


def register(_door: Door) -> None:
    """Let every view come in."""

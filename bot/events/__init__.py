"""What happens in the workspace: one file per event, one line per event here."""

from bot.door import Door


def register(_door: Door) -> None:
    """Let every event come in."""

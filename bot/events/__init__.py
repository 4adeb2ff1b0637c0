"""What happens in the workspace: one file per event, one line per event here."""

from bot.door import Door
from bot.events import app_home_opened, reactions
from storage.records import Role


def register(door: Door) -> None:
    """Let every event come in."""
    door.event("app_home_opened", app_home_opened.happen, needs=Role.VIEWER)
    door.event("reaction_added", reactions.added, needs=Role.RESPONDER)
    door.event("reaction_removed", reactions.removed, needs=Role.RESPONDER)

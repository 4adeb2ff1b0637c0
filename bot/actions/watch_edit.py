"""Add or edit a watch: its form fills the window that stands open."""

from bot import telling, watching
from bot.asked import Press
from bot.desk import Desk
from storage import watches


def press(desk: Desk, press: Press) -> None:
    """Show the form, empty for a new watch."""
    watch = watches.get(desk.store, desk.workspace, press.mention_id) if press.mention_id else None
    if press.mention_id and watch is None:
        telling.tell(desk, press, watching.GONE)
    else:
        watching.open_form(desk, press, watch)

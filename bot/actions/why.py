"""Why: every factor with its points, and what happened so far."""

from bot.asked import Press
from bot.blocks import windows
from bot.desk import Desk
from bot.filling import fill
from storage import history


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""
    fill(
        desk,
        press,
        lambda mention, source: windows.why(mention, history.of(desk.store, mention.id), source=source.title),
    )

"""More: the whole post."""

from bot.asked import Press
from bot.blocks import windows
from bot.desk import Desk
from bot.filling import fill


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""
    fill(desk, press, lambda mention, source: windows.more(mention, source=source.title))

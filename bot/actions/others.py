"""Who says it: everybody a bundle holds, a page at a time."""

from dataclasses import replace

from bot import bundles, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the page asked for."""
    start = int(press.choice) if press.choice.isdecimal() else 0
    view = bundles.window(desk, press.mention_id, start, press.at)
    if view is None:
        telling.tell(desk, press, phrases.GONE)
        return
    telling.show(desk, press.view_id, view)


def turn(desk: Desk, turned: Press) -> None:
    """Turn the page in the window that is open."""
    press(desk, replace(turned, view_id=turned.window_id))

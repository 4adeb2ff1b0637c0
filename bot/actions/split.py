"""Not the same: a post leaves its bundle for good, and gets a card of its own."""

from bot import bundles, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import merging


def press(desk: Desk, press: Press) -> None:
    """Take the post out; where that was pressed in the list, show it without it."""
    copy_id = int(press.choice) if press.choice.isdecimal() else 0
    parted = merging.part(desk.store, desk.workspace, copy_id, by=press.user, now=press.at)
    if not press.in_window:
        if not parted:
            telling.tell(desk, press, phrases.SETTLED)
        return
    view = bundles.window(desk, press.mention_id, 0, press.at)
    if view is None:
        telling.tell(desk, press, phrases.GONE)
        return
    telling.show(desk, press.window_id, view)

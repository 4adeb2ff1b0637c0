"""Show the list: everything a burst holds, a page at a time, each with its own "Show card"."""

from dataclasses import replace

from bot import messages, telling
from bot.asked import Press
from bot.blocks import notices
from bot.desk import Desk
from storage import mentions, outbox


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the page asked for."""
    carried = outbox.payload(desk.store, desk.workspace, press.mention_id) or {}
    found = carried.get("mentions")
    ids = [int(each) for each in found] if isinstance(found, list) else []
    start = min(int(press.choice) if press.choice.isdecimal() else 0, max(0, len(ids) - 1))
    shown = mentions.some(desk.store, desk.workspace, ids[start : start + notices.ROWS])
    view = notices.burst_list(press.mention_id, shown, start, len(ids), messages.titles(desk))
    telling.show(desk, press.view_id, view)


def turn(desk: Desk, turned: Press) -> None:
    """Turn the page in the window that is open."""
    press(desk, replace(turned, view_id=turned.window_id))

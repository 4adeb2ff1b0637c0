"""Pause or resume a watch."""

from bot import telling, watching
from bot.asked import Press
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Rest or listen again, and say so."""
    telling.tell(desk, press, watching.pause(desk, press.mention_id, paused=press.action == "watch_pause"))

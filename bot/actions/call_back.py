"""Undo: an approved answer that has not left yet is a draft again."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import sending


def press(desk: Desk, press: Press) -> None:
    """Call it back, or tell that it is too late."""
    step = sending.undo(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    if step is None:
        telling.tell(desk, press, phrases.GONE)
    elif not step.taken:
        telling.tell(desk, press, phrases.TOO_LATE)

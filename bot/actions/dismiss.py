"""Dismiss: set aside what needs nothing from us, with the reason; "Undo" is on the card."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import mentions
from storage.records import Dismissal


def press(desk: Desk, press: Press) -> None:
    """Dismiss for the reason chosen, unless somebody else has it."""
    try:
        why = Dismissal(press.choice)
    except ValueError:
        telling.tell(desk, press, phrases.WHICH_REASON)
        return
    gone = mentions.dismiss(desk.store, desk.workspace, press.mention_id, why, by=press.user, now=press.at)
    if gone is None:
        telling.tell(desk, press, phrases.GONE)
    elif not gone.moved:
        telling.tell(desk, press, phrases.taken(gone.mention, press.user))

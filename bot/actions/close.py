"""Served: the person got what they needed, the conversation is over."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import mentions


def press(desk: Desk, press: Press) -> None:
    """Close an answered mention, or tell how it stands."""
    closed = mentions.close(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    if closed is None:
        telling.tell(desk, press, phrases.GONE)
    elif not closed.moved:
        telling.tell(desk, press, phrases.stands(closed.mention))

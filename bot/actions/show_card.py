"""Show card: give a mention from a list its card in the channel, or tell where the card is."""

from bot import places, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import mentions


def press(desk: Desk, press: Press) -> None:
    """Ask for the card; the outbox posts it."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    telling.tell(desk, press, places.wanted(desk, mention, press.at))

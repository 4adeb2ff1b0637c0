"""Claim: one owner per mention, whoever presses at the same moment."""

from bot import places, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import claims


def press(desk: Desk, press: Press) -> None:
    """Make the person the owner, or tell them who has it; pressed in a list, tell them where its card is."""
    taken = claims.take(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    if taken is None:
        telling.tell(desk, press, phrases.GONE)
    elif not taken.moved:
        telling.tell(desk, press, phrases.taken(taken.mention, press.user))
    elif press.message_ts and press.message_ts not in {card.ts for card in taken.mention.cards}:
        telling.tell(desk, press, f"{phrases.YOURS} {places.wanted(desk, taken.mention, press.at)}")

"""Show card: give a mention from a list its card in the channel, or tell where the card is."""

from bot import places, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import hearing, mentions, outbox


def press(desk: Desk, press: Press) -> None:
    """Ask for the card; the outbox posts it."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    if mention.cards:
        telling.tell(desk, press, phrases.card_stands(places.address_of(desk, mention)))
        return
    lane = mention.watch.channel
    outbox.put(desk.store, desk.workspace, hearing.card_of(mention.id, lane, outbox.AT_ONCE), now=press.at)
    outbox.unfold(desk.store, mention.id, now=press.at)
    telling.tell(desk, press, phrases.card_comes(lane))

"""Show card: give a mention from a list its card in the channel, or tell where the card is."""

from datetime import datetime

from bot import places, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import hearing, mentions, outbox
from storage.records import Mention


def press(desk: Desk, press: Press) -> None:
    """Ask for the card; the outbox posts it."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    telling.tell(desk, press, wanted(desk, mention, press.at))


def wanted(desk: Desk, mention: Mention, now: datetime) -> str:
    """Ask for the card where there is none; return in words where it is or comes."""
    if mention.cards:
        return phrases.card_stands(places.address_of(desk, mention))
    lane = mention.watch.channel
    outbox.put(desk.store, desk.workspace, hearing.card_of(mention.id, lane, outbox.AT_ONCE), now=now)
    outbox.unfold(desk.store, mention.id, now=now)
    return phrases.card_comes(lane)

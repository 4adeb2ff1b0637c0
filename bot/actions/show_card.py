"""Show card: give a mention from a list its card in the channel, or tell where the card is."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE
from storage import hearing, mentions, outbox
from storage.records import CardPlace


def press(desk: Desk, press: Press) -> None:
    """Ask for the card; the outbox posts it."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    if mention.cards:
        telling.tell(desk, press, phrases.card_stands(_link(desk, mention.cards[0])))
        return
    lane = mention.watch.channel
    outbox.put(desk.store, desk.workspace, hearing.card_of(mention.id, lane, outbox.AT_ONCE), now=press.at)
    outbox.unfold(desk.store, mention.id, now=press.at)
    telling.tell(desk, press, phrases.card_comes(lane))


def _link(desk: Desk, place: CardPlace) -> str:
    try:
        answer = desk.slack.chat_getPermalink(channel=place.channel, message_ts=place.ts)
    except SLACK_TROUBLE:
        return ""
    return str(answer.get("permalink") or "")

"""Where a mention's card stands, as an address people can press; and the wish for one where there is none."""

from datetime import datetime

from bot.blocks import phrases
from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE
from storage import hearing, outbox
from storage.records import Mention


def address_of(desk: Desk, mention: Mention) -> str:
    """Return the address of a mention's card, nothing where it has none or Slack does not tell."""
    if not mention.cards:
        return ""
    place = mention.cards[0]
    try:
        answer = desk.slack.chat_getPermalink(channel=place.channel, message_ts=place.ts)
    except SLACK_TROUBLE:
        return ""
    return str(answer.get("permalink") or "")


def wanted(desk: Desk, mention: Mention, now: datetime) -> str:
    """Ask for the card where there is none; return in words where it is or comes."""
    if mention.cards:
        return phrases.card_stands(address_of(desk, mention))
    lane = mention.watch.channel
    outbox.put(desk.store, desk.workspace, hearing.card_of(mention.id, lane, outbox.AT_ONCE), now=now)
    outbox.unfold(desk.store, mention.id, now=now)
    return phrases.card_comes(lane)

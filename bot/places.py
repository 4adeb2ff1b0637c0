"""Where a mention's card stands, as an address people can press."""

from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE
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

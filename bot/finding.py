"""Which mention a link means: that of a card in Slack, or of a post on the web."""

import re

from bot.desk import Desk
from storage import cards, sharing
from storage.records import CardPlace

PERMALINK = re.compile(r"https?://[^/\s]+/archives/([A-Z][A-Z0-9]{5,})/p(\d{10})(\d{6})\b")


def mention_at(desk: Desk, link: str) -> int:
    """Return the mention a link leads to, 0 where Earshot knows none."""
    if found := PERMALINK.match(link.strip().strip("<>")):
        place = CardPlace(channel=found[1], ts=f"{found[2]}.{found[3]}")
        return cards.mention_at(desk.store, desk.workspace, place) or 0
    return sharing.heard_at(desk.store, desk.workspace, link.strip().strip("<>")) or 0

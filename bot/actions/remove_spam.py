"""Mark as spam where it stands, too: a wish to the listeners; the card's thread tells what came of it."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import mentions, removals


def press(desk: Desk, press: Press) -> None:
    """Wish for it once."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    wished = removals.wish(desk.store, desk.workspace, mention.id, by=press.user, now=press.at)
    telling.tell(desk, press, phrases.SPAM_WISHED if wished else phrases.SPAM_WISHED_BEFORE)

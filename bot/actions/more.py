"""More: the whole post."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases, windows
from bot.desk import Desk
from storage import mentions, sources


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    title = sources.facts(desk.store, mention.post.source).title
    telling.show(desk, press.view_id, windows.more(mention, source=title))

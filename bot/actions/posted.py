"""I posted it: the answer is out, by hand; the window asks where it stands."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases, windows
from bot.desk import Desk
from storage import mentions, replies, sources


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the draft, to copy, and the question."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    title = sources.facts(desk.store, mention.post.source).title
    reply = replies.get(desk.store, desk.workspace, mention.id)
    telling.show(desk, press.view_id, windows.posted(mention, reply, source=title))

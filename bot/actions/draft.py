"""Draft reply: one text, shared by the team, written in a window with the post above it."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases, windows
from bot.desk import Desk
from storage import mentions, replies, sources


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the post and the draft as it stands."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    facts = sources.facts(desk.store, mention.post.source)
    reply = replies.get(desk.store, desk.workspace, mention.id)
    view = windows.draft(mention, reply, source=facts.title, limit=facts.answer_limit)
    telling.show(desk, press.view_id, view)

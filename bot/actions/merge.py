"""Merge: two cards are one matter; the window asks which other card."""

from bot import answers, telling
from bot.asked import Press
from bot.blocks import merging as blocks, phrases
from bot.desk import Desk
from storage import mentions, merging


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the open cards of the channel."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    others = merging.open_beside(desk.store, desk.workspace, mention.id)
    telling.show(desk, press.view_id, blocks.window(mention, others, answers.titles(desk)))

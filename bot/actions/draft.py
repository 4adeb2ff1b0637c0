"""Draft reply: one text, shared by the team, written in a window with the post above it."""

from bot.asked import Press
from bot.blocks import windows
from bot.blocks.message import Block
from bot.desk import Desk
from bot.filling import fill
from storage import replies
from storage.records import Mention, SourceFacts


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the post and the draft as it stands."""

    def draw(mention: Mention, source: SourceFacts) -> Block:
        reply = replies.get(desk.store, desk.workspace, mention.id)
        return windows.draft(mention, reply, source=source.title, writing=source.writing)

    fill(desk, press, draw)

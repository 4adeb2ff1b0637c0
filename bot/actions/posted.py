"""I posted it: the answer is out, by hand; the window asks where it stands."""

from bot.asked import Press
from bot.blocks import windows
from bot.blocks.message import Block
from bot.desk import Desk
from bot.filling import fill
from storage import replies
from storage.records import Mention, SourceFacts


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the draft, to copy, and the question."""

    def draw(mention: Mention, source: SourceFacts) -> Block:
        reply = replies.get(desk.store, desk.workspace, mention.id)
        return windows.posted(mention, reply, source=source.title)

    fill(desk, press, draw)

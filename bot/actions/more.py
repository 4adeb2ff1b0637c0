"""More: the whole post, and what is done about it seldom."""

from bot.asked import Press
from bot.blocks import forgetting, windows
from bot.blocks.message import Block
from bot.desk import Desk
from bot.filling import fill
from storage.records import Mention, SourceFacts


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""
    fill(desk, press, _window)


def _window(mention: Mention, source: SourceFacts) -> Block:
    buttons = [] if mention.is_forgotten else [forgetting.button(mention.id)]
    return windows.more(mention, source=source.title, buttons=buttons)

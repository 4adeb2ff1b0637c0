"""Filling the window that stands open over a mention: looked up once, and said plainly where it is gone."""

from collections.abc import Callable

from bot import telling
from bot.asked import Press
from bot.blocks import phrases
from bot.blocks.message import Block
from bot.desk import Desk
from storage import mentions, sources
from storage.records import Mention, SourceFacts


def fill(desk: Desk, press: Press, draw: Callable[[Mention, SourceFacts], Block]) -> None:
    """Show what `draw` makes of the mention a press is about and of what is known of its source."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    telling.show(desk, press.view_id, draw(mention, sources.facts(desk.store, mention.post.source)))

"""A bundle read from the memory for its window."""

from datetime import datetime

from bot import messages
from bot.blocks import bundle
from bot.blocks.message import Block
from bot.desk import Desk
from storage import mentions


def window(desk: Desk, lead_id: int, start: int, now: datetime) -> Block | None:
    """Return a page of the list, None where the mention is gone."""
    lead = mentions.get(desk.store, desk.workspace, lead_id)
    if lead is None:
        return None
    shown = mentions.copies(desk.store, desk.workspace, lead.id, start=start, limit=bundle.ROWS)
    return bundle.window(lead, shown, start, messages.titles(desk), now)

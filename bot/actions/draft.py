"""Draft reply: one text, shared by the team, written in a window with the post above it."""

from bot import drafts
from bot.asked import Press
from bot.desk import Desk
from bot.filling import fill
from storage import leases


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the post and the draft as it stands; whoever has it has it longer for that."""
    fill(desk, press, lambda mention, _source: drafts.window(desk, mention, press.user, press.at))
    leases.extend(desk.store, desk.workspace, press.mention_id, now=press.at)

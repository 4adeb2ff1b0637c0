"""Who is this: everything we know of whoever wrote something, in a window."""

from bot import persons, telling
from bot.asked import Press
from bot.blocks import person as blocks
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""
    person = persons.meant(desk, press)
    view = persons.window(desk, person, press.mention_id, press.at) if person else blocks.unknown()
    telling.show(desk, press.view_id, view)

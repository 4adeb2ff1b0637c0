"""End of shift: what I have goes to somebody, or back to the queue; and the way back."""

from bot import shift, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Fill the window with what would go."""
    telling.show(desk, press.view_id, shift.window(desk, press.user))


def undo(desk: Desk, press: Press) -> None:
    """Take it back, or tell that this was done before."""
    if not shift.take_back(desk, press.mention_id, by=press.user, now=press.at):
        telling.tell(desk, press, phrases.SETTLED)

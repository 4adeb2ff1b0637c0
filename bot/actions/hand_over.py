"""Hand over: give one's own mention, or one that nobody has, to somebody."""

from bot.asked import Press
from bot.blocks import owning
from bot.desk import Desk
from bot.filling import fill


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the question to whom."""
    fill(desk, press, lambda mention, source: owning.hand_over(mention, source=source.title, user=press.user))

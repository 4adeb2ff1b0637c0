"""Why: every factor with its points, what happened so far, and one click to say that it is wrong."""

from bot import learning
from bot.asked import Press
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""
    learning.show_why(desk, press, press.view_id)

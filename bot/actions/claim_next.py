"""Claim the next: the most urgent that nobody has, of that whoever waits longest; one person each, however many ask."""

from bot import telling
from bot.asked import Press
from bot.desk import Desk
from storage import claims

NOTHING = "Nobody waits whom no colleague has by now."


def press(desk: Desk, press: Press) -> None:
    """Make the person the owner of the next one, or tell that there is none."""
    if claims.take_next(desk.store, desk.workspace, by=press.user, now=press.at) is None:
        telling.tell(desk, press, NOTHING)

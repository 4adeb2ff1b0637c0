"""Health: what a digest could not hear, and what to do."""

from bot import answers, telling
from bot.asked import Press
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Show how well everything hears."""
    telling.tell(desk, press, answers.health(desk, press.at))

"""Who waits: the list behind a digest's number."""

from bot import answers, telling
from bot.asked import Press
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Show who waits, of the digest's watch or of all."""
    telling.tell(desk, press, answers.owed(desk, press.at, press.mention_id or None))

"""`/earshot roles`: who may do what, for everybody to see and for admins to change."""

from bot import roles, telling
from bot.asked import Word
from bot.desk import Desk


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Fill the open window."""
    telling.show(desk, word.view_id, roles.page(desk, word.user, word.at))

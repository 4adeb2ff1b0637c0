"""`/earshot shift end`: everything of mine goes to somebody, or back to the queue."""

from bot import shift, telling
from bot.asked import Word
from bot.desk import Desk


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Fill the open window with what would go."""
    telling.show(desk, word.view_id, shift.window(desk, word.user))

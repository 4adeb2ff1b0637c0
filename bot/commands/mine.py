"""`/earshot mine`: what I have claimed, most overdue first."""

from bot import answers, telling
from bot.asked import Word
from bot.desk import Desk


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Show what the person has."""
    telling.tell(desk, word, answers.mine(desk, word.user, word.at))

"""`/earshot owed`: who tagged us and got no answer, then what was alerted and nobody has."""

from bot import answers, telling
from bot.asked import Word
from bot.desk import Desk


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Show who waits, oldest first."""
    telling.tell(desk, word, answers.owed(desk, word.at))

"""`/earshot health`: how well each listener hears, how the outbox stands, and what to do."""

from bot import answers, telling
from bot.asked import Word
from bot.desk import Desk


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Show it."""
    telling.tell(desk, word, answers.health(desk, word.at))

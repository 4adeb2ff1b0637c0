"""`/earshot search words`: stored mentions that hold every word, newest first."""

from bot import answers, telling
from bot.asked import Word
from bot.desk import Desk


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Show what was found."""
    if not words:
        telling.tell(desk, word, "Write what to look for, such as `/earshot search refund`.")
        return
    telling.tell(desk, word, answers.found(desk, words, word.at))

"""`/earshot thank`: who spoke well of us and heard nothing back."""

from bot import answers, telling
from bot.asked import Word
from bot.blocks import thanks
from bot.desk import Desk
from storage import gratitude


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Show whom to thank, the latest first."""
    waiting = gratitude.waiting(desk.store, desk.workspace, now=word.at)
    telling.tell(desk, word, thanks.queue(waiting, answers.titles(desk), word.at))

"""`/earshot replies`: what the team answers again and again."""

from bot import answers, telling
from bot.asked import Word
from bot.blocks import phrasebook as blocks
from bot.desk import Desk
from storage import phrasebook


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """List them, with buttons to add, edit and remove."""
    telling.tell(desk, word, blocks.listed(phrasebook.every(desk.store, desk.workspace), answers.titles(desk)))

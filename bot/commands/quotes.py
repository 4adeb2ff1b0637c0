"""`/earshot quotes`: what we may quote, with who said so, when and where."""

from bot import answers, telling
from bot.asked import Word
from bot.blocks import quoting
from bot.desk import Desk
from storage import quotes
from storage.profiles import Permission


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Show what may be quoted, the latest permission first."""
    found = quotes.every(desk.store, desk.workspace, Permission.GIVEN)
    telling.tell(desk, word, quoting.listed(found, answers.titles(desk)))

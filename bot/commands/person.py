"""`/earshot person NAME`, `/earshot person @handle`: people we heard, each with the window about them."""

from bot import answers, telling
from bot.asked import Word
from bot.blocks import persons
from bot.desk import Desk
from storage import people


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Show who was found."""
    asked = " ".join(words)
    if not asked.strip("@ "):
        telling.tell(desk, word, "Write whom to look for, such as `/earshot person ann` or `/earshot person @ann`.")
        return
    found = people.find(desk.store, desk.workspace, asked)
    telling.tell(desk, word, persons.listed(found, asked, answers.titles(desk), word.at))

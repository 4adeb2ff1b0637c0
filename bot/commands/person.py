"""`/earshot person NAME`, `/earshot person @handle`: people we heard, each with the window about them."""

from bot import answers, telling
from bot.asked import Word
from bot.blocks import persons
from bot.desk import Desk
from storage import people


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Show who was found; without a name, whom we follow or mute."""
    asked = " ".join(words)
    titles = answers.titles(desk)
    if asked.strip("@ "):
        found = people.find(desk.store, desk.workspace, asked)
        telling.tell(desk, word, persons.listed(found, asked, titles, word.at))
    else:
        marked = people.marked(desk.store, desk.workspace)
        telling.tell(desk, word, persons.marked(marked, titles, word.at))

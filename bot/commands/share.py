"""`/earshot share`: the library of what is worth sharing, and what is found in it."""

from bot import shelves
from bot.asked import Word
from bot.blocks.shareables import LONGEST_WORDS, Place
from bot.desk import Desk


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Fill the open window with the library, or with what holds the words."""
    shelves.show(desk, word, word.view_id, Place(words=" ".join(words)[:LONGEST_WORDS]))

"""`/earshot track https://…`: the address of a post becomes a mention."""

from bot import tracking
from bot.asked import Word
from bot.desk import Desk


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Fill the open window with the address that was written."""
    tracking.open_form(desk, word, tuple(each for each in words if each.startswith(("http://", "https://")))[:1])

"""`/earshot connect`: the credentials of the places we listen to, for admins of the Slack workspace."""

from bot import connecting, telling
from bot.asked import Word
from bot.blocks import connect as blocks
from bot.desk import Desk


def run(desk: Desk, word: Word, _words: list[str]) -> None:
    """Fill the open window with the sources that take credentials, or with why that cannot be."""
    places = connecting.places(desk)
    if hindrance := connecting.hindrance(desk) or ("" if places else connecting.NO_SOURCES):
        telling.tell(desk, word, hindrance, title=blocks.TITLE)
    else:
        telling.show(desk, word.view_id, blocks.page(places))

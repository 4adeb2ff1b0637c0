"""Connections, from a button: their list, the form of one, and forgetting one."""

from bot import connecting, telling
from bot.asked import Press
from bot.blocks import connect as blocks
from bot.desk import Desk
from storage import credentials, sources


def press(desk: Desk, press: Press) -> None:
    """Fill the open window with the sources that take credentials."""
    places = connecting.places(desk)
    if hindrance := connecting.hindrance(desk) or ("" if places else connecting.NO_SOURCES):
        telling.tell(desk, press, hindrance, title=blocks.TITLE)
    else:
        telling.show(desk, press.view_id, blocks.page(places))


def choose(desk: Desk, press: Press) -> None:
    """Fill the open window with the form of one source."""
    if hindrance := connecting.hindrance(desk):
        telling.tell(desk, press, hindrance, title=blocks.TITLE)
    else:
        telling.show(desk, press.view_id, blocks.form(sources.facts(desk.store, press.value)))


def remove(desk: Desk, press: Press) -> None:
    """Forget a credential, and show the list as it is now."""
    if hindrance := connecting.hindrance(desk):
        telling.tell(desk, press, hindrance, title=blocks.TITLE)
        return
    credentials.remove(desk.store, desk.workspace, press.value, now=press.at)
    telling.show(desk, press.window_id, blocks.page(connecting.places(desk)))

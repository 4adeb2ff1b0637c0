"""The window of the library: turning its pages, archiving and bringing back, letting go of feeds, opening it."""

from dataclasses import replace

from bot import shelves, telling
from bot.asked import Press
from bot.blocks import shareables as blocks
from bot.blocks.shareables import PER_PAGE, Place, Show
from bot.desk import Desk
from storage import gathered, openness, shareables


def go(desk: Desk, press: Press) -> None:
    """Show the library, its archive or its feeds."""
    _show(desk, press, Place(show=Show(press.value)))


def newer(desk: Desk, press: Press) -> None:
    """Turn a page towards the newest."""
    place = blocks.place_of(press.metadata)
    _show(desk, press, replace(place, start=max(place.start - PER_PAGE, 0)))


def older(desk: Desk, press: Press) -> None:
    """Turn a page towards the oldest."""
    place = blocks.place_of(press.metadata)
    _show(desk, press, replace(place, start=place.start + PER_PAGE))


def add(desk: Desk, press: Press) -> None:
    """Fill the window on top with the form."""
    telling.show(desk, press.view_id, blocks.form(press.window_id, blocks.place_of(press.metadata)))


def archive(desk: Desk, press: Press) -> None:
    """Offer something no more, and offer the way back."""
    shareables.archive(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    one = shareables.get(desk.store, desk.workspace, press.mention_id)
    notice, undo = (blocks.archived(one), blocks.undo(one)) if one else ("", None)
    shelves.show(desk, press, press.window_id, blocks.place_of(press.metadata), notice=notice, undo=undo)


def back(desk: Desk, press: Press) -> None:
    """Offer something again."""
    shareables.bring_back(desk.store, desk.workspace, press.mention_id)
    one = shareables.get(desk.store, desk.workspace, press.mention_id)
    notice = blocks.came_back(one) if one else ""
    shelves.show(desk, press, press.window_id, blocks.place_of(press.metadata), notice=notice)


def unfollow(desk: Desk, press: Press) -> None:
    """Read a feed no more; what it brought stays."""
    gathered.unfollow(desk.store, desk.workspace, press.mention_id)
    _show(desk, press, blocks.place_of(press.metadata))


def open_up(desk: Desk, press: Press) -> None:
    """Let everybody read the library as a feed."""
    openness.open_up(desk.store, desk.workspace, by=press.user, now=press.at)
    _show(desk, press, blocks.place_of(press.metadata))


def close(desk: Desk, press: Press) -> None:
    """Let nobody else read it."""
    openness.close(desk.store, desk.workspace)
    _show(desk, press, blocks.place_of(press.metadata))


def _show(desk: Desk, press: Press, place: Place) -> None:
    shelves.show(desk, press, press.window_id, place)

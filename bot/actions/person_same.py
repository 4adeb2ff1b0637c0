"""Same person, and Not the same: profiles told to be one person, and parted again."""

from bot import persons
from bot.asked import Press
from bot.desk import Desk
from storage import joining


def join(desk: Desk, press: Press) -> None:
    """Tell that a profile is this person's, too."""
    person = persons.meant(desk, press)
    if person is None:
        persons.refuse(desk, press)
        return
    joining.join(desk.store, desk.workspace, person.id, persons.other(press), by=press.user, now=press.at)
    persons.renew(desk, press.window_id, person.id, press.mention_id)


def part(desk: Desk, press: Press) -> None:
    """Tell that a profile is somebody else; the window stays with the others."""
    person = persons.meant(desk, press)
    if person is None:
        persons.refuse(desk, press)
        return
    gone = persons.other(press)
    joining.part(desk.store, desk.workspace, gone)
    left = next((each for each in person.ids if each != gone), person.id)
    persons.renew(desk, press.window_id, left, press.mention_id)

"""Tags and notes: a form on top of the window about somebody; a note is taken away there."""

from bot import persons, telling
from bot.asked import Press
from bot.blocks import persons as forms
from bot.desk import Desk
from storage import marks


def press(desk: Desk, press: Press) -> None:
    """Fill the form that stands open."""
    person = persons.meant(desk, press)
    if person is None:
        persons.refuse(desk, press)
        return
    telling.show(desk, press.view_id, forms.edit(person, press.mention_id, press.window_id))


def remove(desk: Desk, press: Press) -> None:
    """Take a note away."""
    person = persons.meant(desk, press)
    if person is None:
        persons.refuse(desk, press)
        return
    marks.unnote(desk.store, desk.workspace, persons.other(press))
    persons.renew(desk, press.window_id, person.id, press.mention_id)

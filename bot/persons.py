"""The window about somebody, read from the memory: opened from a card, a list or a command, and renewed in place."""

from datetime import datetime

from bot import answers, pyramid, telling
from bot.asked import Press
from bot.blocks import person as blocks, phrases
from bot.blocks.message import Block
from bot.desk import Desk
from storage import past, people, quotes
from storage.profiles import Person

GONE = "This person is not known any more: their words were forgotten, or their watch was removed."


def meant(desk: Desk, press: Press) -> Person | None:
    """Return whom a press is about: the person named behind the mention, else whoever wrote what the mention is of."""
    named = press.choice.partition(":")[0]
    mention_id = press.mention_id
    person_id = int(named) if named.isdecimal() else people.of_mention(desk.store, desk.workspace, mention_id)
    return people.get(desk.store, desk.workspace, person_id) if person_id else None


def other(press: Press) -> int:
    """Return what stands last in a value: another profile, or a note; 0 where there is none."""
    last = press.choice.partition(":")[2]
    return int(last) if last.isdecimal() else 0


def window(desk: Desk, person: Person, mention_id: int, now: datetime) -> Block:
    """Return the window about somebody, as things stand."""
    found = past.of(desk.store, person)
    return blocks.window(
        blocks.Page(
            person=person,
            past=found,
            place=pyramid.place(found),
            likely=people.likely(desk.store, desk.workspace, person),
            mention_id=mention_id,
            quote=quotes.of_mention(desk.store, desk.workspace, mention_id) if mention_id else None,
            titles=answers.titles(desk),
            now=now,
        )
    )


def renew(desk: Desk, window_id: str, person_id: int, mention_id: int) -> None:
    """Show in an open window how things stand with somebody now."""
    person = people.get(desk.store, desk.workspace, person_id)
    if person is not None and window_id:
        telling.show(desk, window_id, window(desk, person, mention_id, desk.clock()))


def refuse(desk: Desk, press: Press) -> None:
    """Tell whoever pressed that there is nobody any more."""
    telling.tell(desk, press, phrases.GONE if not press.choice else GONE)

"""The card's menu: what is done seldom stands one click further away, each in a window of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import telling
from bot.asked import Press
from bot.desk import Desk
from storage.records import Role

UNKNOWN = "This menu is of another version of Earshot. Look for a newer card."


@dataclass(frozen=True, slots=True)
class Entry:
    """What fills the window of an entry, and who may open it."""

    fill: Callable[[Desk, Press], None]
    needs: Role


def of(entries: Mapping[str, Entry]) -> Callable[[Desk, Press], None]:
    """Return the handler that fills the open window as the entry chosen does."""

    def press(desk: Desk, press: Press) -> None:
        entry = entries.get(press.choice)
        if entry is None:
            telling.tell(desk, press, UNKNOWN)
        else:
            entry.fill(desk, press)

    return press


def needs(entries: Mapping[str, Entry]) -> Callable[[Press], Role]:
    """Return the rule that asks for the role of the entry chosen; that there is none such may be told to anybody."""
    return lambda press: entries[press.choice].needs if press.choice in entries else Role.VIEWER

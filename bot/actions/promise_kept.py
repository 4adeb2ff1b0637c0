"""We kept it: a promise of ours is settled."""

from bot import telling
from bot.asked import Press
from bot.desk import Desk
from storage import debts

SETTLED = "That was said already."


def press(desk: Desk, press: Press) -> None:
    """Settle it, once."""
    number = int(press.choice) if press.choice.isdecimal() else 0
    if debts.settle(desk.store, desk.workspace, number, by=press.user, now=press.at) is None:
        telling.tell(desk, press, SETTLED)

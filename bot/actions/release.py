"""Release: give a mention back to everybody; only who has it can."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import claims


def press(desk: Desk, press: Press) -> None:
    """Give it back, or tell the person why that was not theirs to do."""
    released = claims.release(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    if released is None:
        telling.tell(desk, press, phrases.GONE)
    elif not released.moved:
        telling.tell(desk, press, phrases.not_released(released.mention, press.user))

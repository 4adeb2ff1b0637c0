"""Forget this person: what that would take out, told before anything is."""

from bot import forgetting as asked, telling
from bot.asked import Press
from bot.blocks import forgetting as blocks, phrases
from bot.desk import Desk
from storage import forgetting


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""
    meant = asked.meant(desk, press.value)
    if meant is None:
        telling.tell(desk, press, phrases.GONE)
        return
    lines = forgetting.preview(desk.store, meant.somebody, now=press.at).lines()
    alone = not meant.somebody.accounts
    telling.show(desk, press.view_id, blocks.window(meant.head, lines, carried=press.value, alone=alone))

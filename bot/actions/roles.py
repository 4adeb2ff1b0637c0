"""Roles, from the window that shows them: naming somebody, another role, forgetting all."""

from bot import roles, telling
from bot.asked import Press
from bot.blocks import roles as blocks
from bot.desk import Desk
from storage import roles as stored
from storage.records import Role


def add(desk: Desk, press: Press) -> None:
    """Fill the open window with the form that names people and groups."""
    telling.show(desk, press.view_id, blocks.form(roles.handles(desk), press.window_id))


def change(desk: Desk, press: Press) -> None:
    """Give one person, group or everybody else another role, or name them no more."""
    who, _, word = press.value.partition(":")
    if word == blocks.NOBODY:
        done = stored.drop(desk.store, desk.workspace, who, is_owner=roles.is_owner(desk, press.user))
    else:
        done = roles.give(desk, {who: Role[word.upper()]}, by=press.user, now=press.at)
    notice = "" if done else blocks.NOT_CHANGED
    telling.show(desk, press.window_id, roles.page(desk, press.user, press.at, notice=notice))


def clear(desk: Desk, press: Press) -> None:
    """Forget all roles, and show what that means."""
    stored.clear(desk.store, desk.workspace)
    telling.show(desk, press.window_id, roles.page(desk, press.user, press.at))

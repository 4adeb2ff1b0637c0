"""Follow and mute somebody, or take it back; the window shows it at once."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot import persons
from bot.asked import Press
from bot.desk import Desk
from storage import marks


def _follow(desk: Desk, person_id: int, user: str, now: datetime) -> bool:
    return marks.follow(desk.store, desk.workspace, person_id, by=user, now=now)


def _unfollow(desk: Desk, person_id: int, _user: str, _now: datetime) -> bool:
    return marks.unfollow(desk.store, desk.workspace, person_id)


def _mute(desk: Desk, person_id: int, user: str, now: datetime) -> bool:
    return marks.mute(desk.store, desk.workspace, person_id, by=user, now=now)


def _unmute(desk: Desk, person_id: int, _user: str, _now: datetime) -> bool:
    return marks.unmute(desk.store, desk.workspace, person_id)


ACTIONS: Mapping[str, Callable[[Desk, int, str, datetime], bool]] = {
    "person_follow": _follow,
    "person_unfollow": _unfollow,
    "person_mute": _mute,
    "person_unmute": _unmute,
}


def press(desk: Desk, press: Press) -> None:
    """Do what the button says; whoever pressed second changes nothing."""
    person = persons.meant(desk, press)
    if person is None:
        persons.refuse(desk, press)
        return
    ACTIONS[press.action](desk, person.id, press.user, press.at)
    persons.renew(desk, press.window_id, person.id, press.mention_id)

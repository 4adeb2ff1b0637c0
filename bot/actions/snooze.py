"""Snooze: let what can wait sleep until a moment, told in words before it is done; and wake it before."""

from datetime import UTC, datetime

from bot import clocks, telling
from bot.asked import Press
from bot.blocks import phrases, snooze as blocks
from bot.desk import Desk
from storage import mentions, snoozing, sources


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open with the usual moments."""
    _show(desk, press, press.mention_id, press.view_id)


def choose(desk: Desk, press: Press) -> None:
    """Say in the window what the moment chosen means."""
    carried, _, own = press.metadata.partition(":")
    mention_id = int(carried) if carried.isdecimal() else 0
    if press.action == blocks.AT:
        _show(desk, press, mention_id, press.window_id, own=moment_of(press.value))
    else:
        _show(desk, press, mention_id, press.window_id, chosen=moment_of(press.choice), own=moment_of(own))


def wake(desk: Desk, press: Press) -> None:
    """Put what sleeps back into the queue now."""
    woken = snoozing.wake(desk.store, desk.workspace, press.mention_id, by=press.user, early=True, now=press.at)
    if woken is None:
        telling.tell(desk, press, phrases.GONE)
    elif not woken.moved:
        telling.tell(desk, press, phrases.stands(woken.mention))


def moment_of(epoch: str) -> datetime | None:
    """Return the moment of a count of seconds, None where there is none."""
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else None


def _show(
    desk: Desk,
    press: Press,
    mention_id: int,
    window: str,
    *,
    chosen: datetime | None = None,
    own: datetime | None = None,
) -> None:
    mention = mentions.get(desk.store, desk.workspace, mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    offered = clocks.offered(press.at, clocks.zone_of(desk, press.user, mention.watch.timezone))
    source = sources.facts(desk.store, mention.post.source).title
    view = blocks.window(mention, offered, chosen or offered[0][1], press.at, source=source, own=own)
    telling.show(desk, window, view)

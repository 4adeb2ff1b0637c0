"""Publishes a person's Home tab, and keeps it fresh after what they press there."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot import answers, telling
from bot.asked import Press
from bot.blocks import approving, home, owing, thanks
from bot.blocks.message import Block
from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE
from storage import debts, gratitude, mentions, proposals, watches

log = structlog.get_logger()

MOST_WATCHES = 20
MOST_WAITING = 30  # looked at; eight are shown, and whether one of them is free


def publish(desk: Desk, user: str, now: datetime) -> None:
    """Show a person how things stand for them."""
    owed, alerted = answers.waiting(desk, limit=MOST_WAITING)
    every = watches.every(desk.store, desk.workspace)
    entries = [answers.watch_entry(desk, watch, now) for watch in every[:MOST_WATCHES]]
    extra = _promised_and_asked(desk, user, now)
    praise = gratitude.queue(desk.store, desk.workspace, now=now)
    to_thank = mentions.some(desk.store, desk.workspace, praise[: thanks.SHOWN])
    mine, titles = answers.mine_of(desk, user), answers.titles(desk)
    kind = thanks.at_home(to_thank, len(praise), titles, now)
    waits = mentions.count_waiting(desk.store, desk.workspace)
    view = home.home(mine, [*owed, *alerted], entries, titles, now, waits=waits, extra=extra, kind=kind)
    try:
        desk.slack.views_publish(user_id=user, view=view)
    except SLACK_TROUBLE as error:
        log.warning("the Home tab could not be shown", error=telling.reason(error))


def _promised_and_asked(desk: Desk, user: str, now: datetime) -> list[Block]:
    """Return what a person promised, or anybody late, and the answers that wait to be approved."""
    owed = [one for one in debts.owed(desk.store, desk.workspace) if one.person == user or one.due_at < now]
    asked = proposals.asked(desk.store, desk.workspace)
    shown = {one.mention_id for one in owed[: owing.SHOWN]} | {one.mention_id for one in asked[: approving.LISTED]}
    about = {mention.id: mention for mention in mentions.some(desk.store, desk.workspace, sorted(shown))}
    return [*approving.listed(asked, about), *owing.listed(owed, about, now)]


def fresh(handle: Callable[[Desk, Press], None]) -> Callable[[Desk, Press], None]:
    """Return the handler of a button that also renews the Home tab where it was pressed there."""

    def press(desk: Desk, press: Press) -> None:
        handle(desk, press)
        if not (press.channel or press.message_ts or press.in_window):
            publish(desk, press.user, desk.clock())

    return press

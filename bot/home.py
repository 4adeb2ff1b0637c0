"""Publishes a person's Home tab, and keeps it fresh after what they press there."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot import answers, telling
from bot.asked import Press
from bot.blocks import home
from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE
from storage import gratitude, watches

log = structlog.get_logger()

MOST_WATCHES = 20


def publish(desk: Desk, user: str, now: datetime) -> None:
    """Show a person how things stand for them."""
    owed, alerted = answers.waiting(desk)
    every = watches.every(desk.store, desk.workspace)
    entries = [answers.watch_entry(desk, watch, now) for watch in every[:MOST_WATCHES]]
    to_thank = gratitude.waiting(desk.store, desk.workspace, now=now)
    view = home.home(
        answers.mine_of(desk, user), [*owed, *alerted], entries, answers.titles(desk), now, to_thank=to_thank
    )
    try:
        desk.slack.views_publish(user_id=user, view=view)
    except SLACK_TROUBLE as error:
        log.warning("the Home tab could not be shown", error=telling.reason(error))


def fresh(handle: Callable[[Desk, Press], None]) -> Callable[[Desk, Press], None]:
    """Return the handler of a button that also renews the Home tab where it was pressed there."""

    def press(desk: Desk, press: Press) -> None:
        handle(desk, press)
        if not (press.channel or press.message_ts or press.in_window):
            publish(desk, press.user, desk.clock())

    return press

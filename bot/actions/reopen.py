"""Undo and "Open again": back from dismissed, answered or served to who had it, else to the queue."""

from bot import learning, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import answers, feedback, mentions, replies
from storage.records import State


def press(desk: Desk, press: Press) -> None:
    """Open it again, or tell that it is open."""
    with desk.store.transaction():
        before = mentions.get(desk.store, desk.workspace, press.mention_id)
        opened = mentions.reopen(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
        if before and opened and opened.moved and before.state in {State.ANSWERED, State.CLOSED}:
            replies.unsent(desk.store, desk.workspace, opened.mention.id, now=press.at)
            answers.forget_hand(desk.store, desk.workspace, opened.mention.id)
        if opened and opened.moved:
            feedback.withdraw(desk.store, desk.workspace, opened.mention.id, via=learning.DISMISS, now=press.at)
    if opened is None:
        telling.tell(desk, press, phrases.GONE)
    elif not opened.moved:
        telling.tell(desk, press, phrases.OPEN)

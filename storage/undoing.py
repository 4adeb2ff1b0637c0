"""What one's own hand did a moment ago, taken back, as long as nobody did anything with the mention since."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select

from storage import answers, history, mentions, replies, tables
from storage.database import Store
from storage.mentions import Moved, move
from storage.records import State


def unclaim(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Moved | None:
    """Take one's own claim back; None where the mention is gone."""
    back = {"owner": "", "state": State.ALERTED.value, "claimed_at": None}
    guards = (tables.mentions.c.owner == by, _was_last(by, "claimed"))
    allowed = (State.CLAIMED,)
    return move(store, workspace, mention_id, back, *guards, allowed=allowed, by=by, what="released", now=now)


def unanswer(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Moved | None:
    """Take back that one answered by hand, or that the person has been served; None where the mention is gone."""
    with store.transaction():
        served = {"state": State.ANSWERED.value, "closed_at": None}
        guard = _was_last(by, "closed")
        allowed = (State.CLOSED,)
        moved = move(store, workspace, mention_id, served, guard, allowed=allowed, by=by, what="not_served", now=now)
        if moved is None or moved.moved:
            return moved
        return _open_again(store, workspace, mention_id, by, now)


def _open_again(store: Store, workspace: str, mention_id: int, by: str, now: datetime) -> Moved | None:
    opened = mentions.reopen(store, workspace, mention_id, _was_last(by, "answered"), by=by, now=now)
    if opened is not None and opened.moved:
        replies.unsent(store, workspace, opened.mention.id, now=now)
        answers.forget_hand(store, workspace, opened.mention.id)
    return opened


def _was_last(by: str, what: str) -> ColumnElement[bool]:
    """Return the condition that the last thing a person did with a mention was this, by this one."""
    rows, line, later = tables.mentions, tables.history, tables.history.alias("later")
    last = (
        select(func.max(later.c.id))
        .where(later.c.mention_id == rows.c.id, later.c.by != history.EARSHOT)
        .correlate(rows)
        .scalar_subquery()
    )
    return exists().where(line.c.id == last, line.c.by == by, line.c.what == what).correlate(rows)

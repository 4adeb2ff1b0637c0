"""Who has it: one owner per mention, settled by one guarded UPDATE (read-then-write gave 31 of 40 posts two owners)."""

from datetime import datetime

from sqlalchemy import ColumnElement, case, exists, select, union_all

from storage import history, leases, mentions, tables
from storage.database import Store
from storage.mentions import Moved, move
from storage.records import CRITICAL, ReplyState, State

_FREE = (State.HEARD, State.ALERTED, State.SNOOZED)
_UNDER_WAY = (ReplyState.PROPOSED, ReplyState.APPROVED, ReplyState.SENDING, ReplyState.UNCERTAIN)
_HIGH, _NORMAL = 60, 30  # the bounds of `records.LEVELS`
MOST_TRIES = 100  # how many quicker people one may lose to before one is told that there is nothing


def take(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Moved | None:
    """Make a person the owner where nobody is; otherwise tell who has it. None where the mention is gone."""
    rows = tables.mentions
    values = {"owner": by, "state": State.CLAIMED.value, "claimed_at": now}
    return move(store, workspace, mention_id, values, rows.c.owner == "", allowed=_FREE, by=by, what="claimed", now=now)


def take_next(store: Store, workspace: str, *, by: str, now: datetime) -> Moved | None:
    """Make a person the owner of what is most urgent, of that the oldest; None where nothing is free.

    Where somebody is quicker, the next one is tried.
    """
    tried: list[int] = []
    while len(tried) < MOST_TRIES:
        found = _most_urgent(store, workspace, tried)
        if found is None:
            return None
        tried.append(found)
        taken = take(store, workspace, found, by=by, now=now)
        if taken is not None and taken.moved:
            return taken
    return None


def hand_over(store: Store, workspace: str, mention_id: int, *, to: str, by: str, now: datetime) -> Moved | None:
    """Give a mention to somebody: one's own, or one that nobody has. None where it is gone.

    The promise to answer in time and the claim's end count anew for whoever gets it.
    """
    rows = tables.mentions
    values = {"owner": to, "state": State.CLAIMED.value, "claimed_at": now}
    guards = (rows.c.owner.in_(("", by)), rows.c.owner != to)
    allowed = (*_FREE, State.CLAIMED)
    return move(
        store, workspace, mention_id, values, *guards, allowed=allowed, by=by, what="handed", detail=to, now=now
    )


def release(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Moved | None:
    """Give a mention back to the queue; only its owner can. None where it is gone."""
    return _back(store, workspace, mention_id, tables.mentions.c.owner == by, by=by, what="released", now=now)


def lapse(store: Store, workspace: str, mention_id: int, *, now: datetime) -> str:
    """Give a mention whose owner's time is over back to the queue; returns whose it was, "" where it stays.

    While an answer waits for its approval, is leaving, or may be out, the claim lasts on.
    """
    rows = tables.mentions
    with store.transaction() as connection:
        before = mentions.get(store, workspace, mention_id)
        if before is None:
            return ""
        guards = (rows.c.owner == before.owner, rows.c.lease_until <= now, ~under_way())
        lapsed = _back(
            store, workspace, before.id, *guards, by=history.EARSHOT, what="lapsed", now=now, detail=before.owner
        )
        if lapsed is not None and lapsed.moved:
            return before.owner
        held = (rows.c.id == before.id, rows.c.lease_until <= now, under_way())
        if connection.execute(select(rows.c.id).where(*held)).first():
            leases.extend(store, workspace, before.id, now=now)
    return ""


def under_way() -> ColumnElement[bool]:
    """Return the condition that a mention's answer waits for its approval, is leaving, or may be out."""
    rows, reply = tables.mentions, tables.replies
    return exists().where(reply.c.mention_id == rows.c.id, reply.c.state.in_(_UNDER_WAY)).correlate(rows)


def _back(
    store: Store,
    workspace: str,
    mention_id: int,
    *guards: ColumnElement[bool],
    by: str,
    what: str,
    now: datetime,
    detail: str = "",
) -> Moved | None:
    back = {"owner": "", "state": State.ALERTED.value, "claimed_at": None}
    allowed = (State.CLAIMED,)
    return move(store, workspace, mention_id, back, *guards, allowed=allowed, by=by, what=what, now=now, detail=detail)


def _most_urgent(store: Store, workspace: str, but: list[int]) -> int | None:
    """Return the free mention of the highest level that waits longest: alerted, or of somebody who spoke to us."""
    rows, post, own = tables.mentions, tables.posts, tables.mentions.c.workspace == workspace
    waits = union_all(  # each half in the order of an index: most mentions were only heard
        select(rows.c.id).where(own, rows.c.state == State.ALERTED),
        select(rows.c.id).where(own, rows.c.addressed_at.is_not(None), rows.c.state == State.HEARD),
    )
    level = case((rows.c.urgency >= CRITICAL, 3), (rows.c.urgency >= _HIGH, 2), (rows.c.urgency >= _NORMAL, 1), else_=0)
    leads = (rows.c.bundle_id.is_(None), rows.c.is_ours.is_(False), rows.c.owner == "")
    with store.reading() as connection:
        found: int | None = connection.execute(
            select(rows.c.id)
            .join(post, post.c.id == rows.c.post_id)
            .where(rows.c.id.in_(waits), rows.c.id.not_in(but), *leads)
            .order_by(level.desc(), post.c.posted_at, rows.c.id)
            .limit(1)
        ).scalar_one_or_none()
    return found

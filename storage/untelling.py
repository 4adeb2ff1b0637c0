"""Messages in Slack that may show what somebody said: armed again, to be changed in place and posted nowhere."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select, update

from storage import outbox, tables
from storage.database import Store

IN_PLACE = "in_place"  # what the payload of such a row says
SHOWN_FOR = timedelta(days=8)  # after it was settled a week's digest may still have told of a mention
_UNTOLD = frozenset({"blind", "sighted", "refused", "let_in", "note"})  # messages about ourselves


def told(
    store: Store,
    workspace: str,
    mention_ids: Collection[int],
    post_ids: Collection[int],
    changed: Collection[int],
    *,
    now: datetime,
) -> tuple[int, ...]:
    """Return the rows of the outbox whose messages are out and may show these posts; `changed` do for sure."""
    rows = tables.outbox
    shown = _shown(store, mention_ids, now)
    out = select(rows.c.id, rows.c.kind, rows.c.mention_id, rows.c.payload, rows.c.created_at, rows.c.done_at)
    out = out.where(rows.c.workspace == workspace, rows.c.done_at.is_not(None))
    out = out.where(rows.c.status.in_((outbox.WAITING, outbox.DONE)))
    with store.reading() as connection:
        return tuple(
            row.id
            for row in connection.execute(out.order_by(rows.c.id))
            if row.id in changed
            or row.mention_id in mention_ids
            or row.payload.get("post") in post_ids
            or (row.mention_id is None and row.kind not in _UNTOLD and shown is not None and _may_show(row, shown))
        )


def untell(store: Store, mention_ids: Collection[int], row_ids: Collection[int], *, now: datetime) -> None:
    """Have these messages changed where they stand, and the cards that count these mentions."""
    rows, mention = tables.outbox, tables.mentions
    with store.transaction() as connection:
        leads = select(func.coalesce(mention.c.bundle_id, mention.c.id)).where(mention.c.id.in_(mention_ids))
        under = select(mention.c.id).where(mention.c.bundle_id.in_(mention_ids))
        outbox.refresh(store, *set(connection.execute(leads.union(under)).scalars()), now=now)
        for row in connection.execute(
            select(rows.c.id, rows.c.payload).where(rows.c.id.in_(row_ids)).with_for_update()
        ):
            again = {"status": outbox.WAITING, "due_at": now, "armed": rows.c.armed + 1, "rank": outbox.AT_ONCE}
            placed = {**row.payload, IN_PLACE: True}
            connection.execute(update(rows).where(rows.c.id == row.id).values(payload=placed, **again))


def _shown(store: Store, mention_ids: Collection[int], now: datetime) -> tuple[datetime, datetime] | None:
    """Return between when a list or a digest may have shown these mentions; None where there is none."""
    rows, post = tables.mentions, tables.posts
    settled = func.coalesce(rows.c.closed_at, rows.c.answered_at)
    with store.reading() as connection:
        found = connection.execute(
            select(post.c.posted_at, rows.c.heard_at, settled.label("settled"))
            .join(post, post.c.id == rows.c.post_id)
            .where(rows.c.id.in_(mention_ids))
        ).all()
    if not found:
        return None
    began = min(min(row.posted_at, row.heard_at) for row in found)
    return began, max(row.settled or now for row in found) + SHOWN_FOR


def _may_show(row: Row[*tuple[Any, ...]], shown: tuple[datetime, datetime]) -> bool:
    on = row.payload.get("on")
    if isinstance(on, str) and shown[0].date() <= date.fromisoformat(on) <= shown[1].date():
        return True
    return bool(row.done_at >= shown[0] and row.created_at <= shown[1])

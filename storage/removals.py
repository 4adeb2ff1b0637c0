"""Spam to be taken away where it stands: wished for in Slack, done by the listeners, once per mention."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from storage import history, mentions, outbox, posts, tables
from storage.database import Store
from storage.records import Removal
from storage.upserts import insert_new

LEASE = timedelta(seconds=90)

_UNLEASED = {"lease_until": None, "lease_token": ""}


def wish(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> bool:
    """Wish that a mention's post be taken away; False where somebody wished it before."""
    rows = tables.removals
    values = {"workspace": workspace, "mention_id": mention_id, "by": by, "wished_at": now, "due_at": now}
    with store.transaction() as connection:
        statement = insert_new(store, rows).values(**values, **_UNLEASED, attempts=0, error="").returning(rows.c.id)
        if connection.execute(statement).first() is None:
            return False
        history.note(store, workspace, mention_id, by=by, what="spam_wished", now=now)
    return True


def take(store: Store, *, now: datetime) -> Removal | None:
    """Lease the wish that has waited longest, in any workspace; one that was cut off is simply done again."""
    rows, mention, post = tables.removals, tables.mentions, tables.posts
    free = or_(rows.c.lease_until.is_(None), rows.c.lease_until <= now)
    chosen = select(rows.c.id).where(rows.c.due_at <= now, free).order_by(rows.c.due_at, rows.c.id).limit(1)
    if not store.is_sqlite:
        chosen = chosen.with_for_update(skip_locked=True)
    with store.transaction() as connection:
        row = connection.execute(
            update(rows)
            .where(rows.c.id == chosen.scalar_subquery())
            .values(lease_until=now + LEASE, lease_token=secrets.token_hex(8), attempts=rows.c.attempts + 1)
            .returning(rows)
        ).one_or_none()
        if row is None:
            return None
        own = select(post).join(mention, mention.c.post_id == post.c.id).where(mention.c.id == row.mention_id)
        return Removal(
            id=row.id,
            workspace=row.workspace,
            mention_id=row.mention_id,
            post=posts.post_of(dict(connection.execute(own).mappings().one())),
            by=row.by,
            token=row.lease_token,
            attempts=row.attempts,
        )


def later(store: Store, removal: Removal, *, until: datetime, error: str) -> None:
    """Try again later."""
    rows = tables.removals
    with store.transaction() as connection:
        held = update(rows).where(rows.c.id == removal.id, rows.c.lease_token == removal.token)
        connection.execute(held.values(due_at=until, error=error, **_UNLEASED))


def settle(store: Store, removal: Removal, error: str, *, now: datetime) -> None:
    """Note that it was done, or, with an `error`, why it cannot be; the thread is told, once."""
    rows = tables.removals
    with store.transaction() as connection:
        held = update(rows).where(rows.c.id == removal.id, rows.c.lease_token == removal.token)
        if connection.execute(held.values(due_at=None, error=error, **_UNLEASED)).rowcount != 1:
            return
        what = "spam_kept" if error else "spam_removed"
        history.note(store, removal.workspace, removal.mention_id, by=removal.by, what=what, now=now, detail=error)
        mention = mentions.get(store, removal.workspace, removal.mention_id)
        if mention is None:
            return
        told = outbox.Wish(
            key=f"removal:{removal.id}",
            kind="removal",
            lane=mention.watch.channel,
            mention_id=mention.id,
            payload={"error": error},
            rank=outbox.AT_ONCE,
        )
        outbox.put(store, removal.workspace, told, now=now)

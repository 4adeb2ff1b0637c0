"""What is due at a moment: kept as rows, so that it fires once however long we were down."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, update

from storage import tables
from storage.database import Store
from storage.records import Timer
from storage.upserts import insert_into


def start(
    store: Store, workspace: str, key: str, *, kind: str, due_at: datetime, mention_id: int | None = None
) -> None:
    """Set a timer, or move the one of that key; one that fired before is set anew."""
    _set(store, {"workspace": workspace, "key": key, "kind": kind, "mention_id": mention_id, "due_at": due_at})


def keep(store: Store, workspace: str, mention_id: int, due: Mapping[str, datetime | None]) -> None:
    """Set a mention's timers by kind, each known as "kind:id"; take those back that are due at no moment."""
    wanted = {kind: due_at for kind, due_at in due.items() if due_at is not None}
    about = {"workspace": workspace, "mention_id": mention_id}
    with store.transaction():
        if wanted:
            _set(
                store,
                *({**about, "key": f"{kind}:{mention_id}", "kind": kind, "due_at": wanted[kind]} for kind in wanted),
            )
        stop(store, workspace, *(f"{kind}:{mention_id}" for kind in due if kind not in wanted))


def stop(store: Store, workspace: str, *keys: str) -> None:
    """Take timers back."""
    rows = tables.timers
    if keys:
        with store.transaction() as connection:
            connection.execute(delete(rows).where(rows.c.workspace == workspace, rows.c.key.in_(keys)))


def _set(store: Store, *values: Mapping[str, object]) -> None:
    statement = insert_into(store, tables.timers).values([{**one, "fired_at": None} for one in values])
    moved = {"due_at": statement.excluded.due_at, "fired_at": None}
    with store.transaction() as connection:
        connection.execute(statement.on_conflict_do_update(index_elements=["workspace", "key"], set_=moved))


def fire(store: Store, workspace: str, *, now: datetime) -> tuple[Timer, ...]:
    """Return what is due and mark it fired; call it in the transaction that acts on it."""
    rows = tables.timers
    due = select(rows.c.id).where(rows.c.workspace == workspace, rows.c.fired_at.is_(None), rows.c.due_at <= now)
    with store.transaction() as connection:
        fired = connection.execute(
            update(rows).where(rows.c.id.in_(due), rows.c.fired_at.is_(None)).values(fired_at=now).returning(rows)
        ).all()
    return tuple(
        Timer(
            id=row.id,
            workspace=row.workspace,
            key=row.key,
            kind=row.kind,
            mention_id=row.mention_id,
            due_at=row.due_at,
        )
        for row in fired
    )

"""Who did what with a mention: appended with the change itself, never changed."""

from datetime import datetime

from sqlalchemy import insert, select

from storage import tables
from storage.database import Store
from storage.records import Change

EARSHOT = "earshot"  # who did it, where nobody pressed anything


def note(store: Store, workspace: str, mention_id: int, *, by: str, what: str, now: datetime, detail: str = "") -> None:
    """Append one line."""
    with store.transaction() as connection:
        connection.execute(
            insert(tables.history).values(
                workspace=workspace, mention_id=mention_id, at=now, by=by, what=what, detail=detail
            )
        )


def of(store: Store, mention_id: int) -> tuple[Change, ...]:
    """Return what happened to a mention, oldest first."""
    rows = tables.history
    with store.reading() as connection:
        found = connection.execute(select(rows).where(rows.c.mention_id == mention_id).order_by(rows.c.id)).all()
    return tuple(Change(at=row.at, by=row.by, what=row.what, detail=row.detail) for row in found)


def last(store: Store, mention_id: int, what: str) -> datetime | None:
    """Return when something happened to a mention last, None where it never did."""
    rows = tables.history
    with store.reading() as connection:
        moment: datetime | None = connection.execute(
            select(rows.c.at)
            .where(rows.c.mention_id == mention_id, rows.c.what == what)
            .order_by(rows.c.id.desc())
            .limit(1)
        ).scalar_one_or_none()
    return moment


def last_person(store: Store, workspace: str) -> str:
    """Return who did something last, nothing where nobody ever did."""
    rows = tables.history
    with store.reading() as connection:
        found: str | None = connection.execute(
            select(rows.c.by)
            .where(rows.c.workspace == workspace, rows.c.by != EARSHOT)
            .order_by(rows.c.id.desc())
            .limit(1)
        ).scalar_one_or_none()
    return found or ""

"""What our answers promised: written down when an answer is let go, owed once it is out, reminded of when due.

Whoever wrote the answer owes it, until somebody says that it was kept.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from storage import history, outbox, tables, timers
from storage.database import Store
from storage.records import Debt

TIMER = "debt"


def expect(store: Store, workspace: str, mention_id: int, debts: Sequence[Debt]) -> None:
    """Write down what an answer promises that is about to leave, in place of what it promised before."""
    rows = tables.debts
    with store.transaction() as connection:
        connection.execute(delete(rows).where(rows.c.mention_id == mention_id, rows.c.made_at.is_(None)))
        for debt in debts:
            connection.execute(
                insert(rows).values(
                    workspace=workspace,
                    mention_id=mention_id,
                    words=debt.words,
                    person=debt.person,
                    due_at=debt.due_at,
                    dated=debt.dated,
                    made_at=None,
                    settled_at=None,
                    settled_by="",
                )
            )


def begin(store: Store, workspace: str, mention_id: int, *, now: datetime) -> None:
    """Note that the answer is out: from now on its promises are owed, with a reminder each."""
    rows = tables.debts
    with store.transaction() as connection:
        made = connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, rows.c.made_at.is_(None))
            .values(made_at=now)
            .returning(rows.c.id, rows.c.due_at, rows.c.person, rows.c.words)
        ).all()
        for debt in made:
            key = key_of(debt.id)
            timers.start(store, workspace, key, kind=TIMER, due_at=debt.due_at, mention_id=mention_id)
            history.note(store, workspace, mention_id, by=debt.person, what="promised", now=now, detail=debt.words)


def settle(store: Store, workspace: str, debt_id: int, *, by: str, now: datetime) -> Debt | None:
    """Note that a promise was kept; None where that is known already, or it is gone."""
    rows = tables.debts
    owed = (rows.c.id == debt_id, rows.c.workspace == workspace, rows.c.settled_at.is_(None))
    with store.transaction() as connection:
        settled = connection.execute(
            update(rows).where(*owed, rows.c.made_at.is_not(None)).values(settled_at=now, settled_by=by).returning(rows)
        ).one_or_none()
        if settled is None:
            return None
        timers.stop(store, workspace, key_of(debt_id))
        history.note(store, workspace, settled.mention_id, by=by, what="kept_promise", now=now, detail=settled.words)
        outbox.again(store, workspace, key_of(debt_id), now=now)
    return _debt_of(settled)


def get(store: Store, workspace: str, debt_id: int) -> Debt | None:
    """Return one, None where it is gone."""
    found = _find(store, tables.debts.c.workspace == workspace, tables.debts.c.id == debt_id)
    return found[0] if found else None


def owed(store: Store, workspace: str, person: str = "", *, limit: int = 50) -> tuple[Debt, ...]:
    """Return what was promised and not kept, by a person or by anybody, what is due first in front."""
    rows = tables.debts
    whose = (rows.c.person == person,) if person else ()
    return _find(
        store,
        rows.c.workspace == workspace,
        *whose,
        rows.c.made_at.is_not(None),
        rows.c.settled_at.is_(None),
        limit=limit,
    )


def key_of(debt_id: int) -> str:
    """Return the key of a debt's timer, and of its reminder."""
    return f"debt:{debt_id}"


def _find(store: Store, *where: ColumnElement[bool], limit: int = 50) -> tuple[Debt, ...]:
    rows = tables.debts
    with store.reading() as connection:
        found = connection.execute(select(rows).where(*where).order_by(rows.c.due_at, rows.c.id).limit(limit))
        return tuple(_debt_of(row) for row in found)


def _debt_of(row: Row[tuple[object, ...]]) -> Debt:
    return Debt(
        id=row.id,
        mention_id=row.mention_id,
        words=row.words,
        person=row.person,
        due_at=row.due_at,
        dated=bool(row.dated),
        made_at=row.made_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by,
    )

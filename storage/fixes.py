"""Words that were offered to be left out of a watch's query, and what became of each: said once, undone at will."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update

from storage import tables, watches
from storage.database import Store
from storage.records import Fix, FixState
from storage.upserts import insert_new


def offer(
    store: Store, workspace: str, watch_id: int, term: str, figures: Mapping[str, int], *, now: datetime
) -> int | None:
    """Remember an offer and return its id; None where that term was offered to this watch before."""
    rows = tables.query_fixes
    values = {"workspace": workspace, "watch_id": watch_id, "term": term, "state": FixState.OFFERED.value}
    values |= {"figures": dict(figures), "offered_at": now, "settled_at": None, "by": "", "before": "", "after": ""}
    with store.transaction() as connection:
        return connection.execute(insert_new(store, rows).values(**values).returning(rows.c.id)).scalar_one_or_none()


def get(store: Store, workspace: str, fix_id: int) -> Fix | None:
    """Return an offer, None where it is gone with its watch."""
    rows = tables.query_fixes
    with store.reading() as connection:
        row = connection.execute(select(rows).where(rows.c.id == fix_id, rows.c.workspace == workspace)).one_or_none()
    if row is None:
        return None
    return Fix(
        id=row.id,
        watch_id=row.watch_id,
        term=row.term,
        state=FixState(row.state),
        figures=dict(row.figures),
        settled_at=row.settled_at,
        by=row.by,
        before=row.before,
        after=row.after,
    )


def offered(store: Store, workspace: str, watch_id: int) -> frozenset[str]:
    """Return every term that was ever offered to a watch."""
    rows = tables.query_fixes
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.term).where(rows.c.watch_id == watch_id, rows.c.workspace == workspace)
        )
        return frozenset(found.scalars())


def settle(
    store: Store,
    workspace: str,
    fix: Fix,
    state: FixState,
    *,
    allowed: Sequence[FixState],
    by: str,
    now: datetime,
    query: tuple[str, str] | None = None,
) -> bool:
    """Move an offer on, and with it, if `query` (before, after) is given, the watch's query.

    False, and nothing changed, where somebody was quicker or the query is not the one before.
    """
    rows = tables.query_fixes
    values: dict[str, object] = {"state": state.value, "settled_at": now, "by": by}
    if query is not None and state is FixState.APPLIED:
        values |= {"before": query[0], "after": query[1]}
    with store.transaction() as connection:
        if query is not None and not watches.requery(store, workspace, fix.watch_id, *query):
            return False
        moved = connection.execute(update(rows).where(rows.c.id == fix.id, rows.c.state.in_(allowed)).values(**values))
        if moved.rowcount == 0 and query is not None:
            watches.requery(store, workspace, fix.watch_id, query[1], query[0])
        return moved.rowcount == 1

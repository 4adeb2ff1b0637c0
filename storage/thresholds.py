"""From what urgency a watch alerts, as time and people move it: the daily fit to a budget, and the end of a silence.

What people write themselves (`alert_at`, `alerts_a_day`, `silent_days`) is saved with the watch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from storage import tables
from storage.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """When a watch was fitted last, what threshold people were told last, and when its query was looked at last."""

    fitted_at: datetime | None
    announced: int | None
    looked_at: datetime | None


def standing(store: Store, workspace: str) -> Mapping[int, Standing]:
    """Return how each watch stands, by its id."""
    rows = tables.watches
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.id, rows.c.fitted_at, rows.c.announced, rows.c.looked_at).where(rows.c.workspace == workspace)
        ).all()
    return {
        row.id: Standing(fitted_at=row.fitted_at, announced=row.announced, looked_at=row.looked_at) for row in found
    }


def fit(store: Store, workspace: str, watch_id: int, raised_to: int, *, now: datetime) -> bool:
    """Move a watch to what keeps to its budget; False where it has none (any more)."""
    rows = tables.watches
    with store.transaction() as connection:
        done = connection.execute(
            update(rows)
            .where(rows.c.id == watch_id, rows.c.workspace == workspace, rows.c.alerts_a_day.is_not(None))
            .values(raised_to=raised_to, fitted_at=now)
        )
        return done.rowcount == 1


def announce(store: Store, workspace: str, watch_id: int, threshold: int) -> None:
    """Note what threshold people are told; call it in the transaction that tells them."""
    rows = tables.watches
    with store.transaction() as connection:
        connection.execute(
            update(rows).where(rows.c.id == watch_id, rows.c.workspace == workspace).values(announced=threshold)
        )


def decide(store: Store, workspace: str, watch_id: int, alert_at: int) -> bool:
    """End a silence: the watch alerts from now on; False where it was not silent (any more)."""
    rows = tables.watches
    with store.transaction() as connection:
        done = connection.execute(
            update(rows)
            .where(rows.c.id == watch_id, rows.c.workspace == workspace, rows.c.silent_since.is_not(None))
            .values(alert_at=alert_at, silent_since=None, raised_to=None, fitted_at=None)
        )
        return done.rowcount == 1


def look(store: Store, workspace: str, watch_id: int, *, since: datetime, now: datetime) -> bool:
    """Mark a watch's query as looked at; False where it was already since that moment."""
    rows = tables.watches
    with store.transaction() as connection:
        done = connection.execute(
            update(rows)
            .where(rows.c.id == watch_id, rows.c.workspace == workspace)
            .where(or_(rows.c.looked_at.is_(None), rows.c.looked_at < since))
            .values(looked_at=now)
        )
        return done.rowcount == 1

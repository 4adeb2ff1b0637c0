"""How long a claim lasts: until the moment its card names, and longer while somebody writes.

The watch says how long. Every move that leaves a mention claimed counts anew, every other ends it (`storage.mentions`);
two timers stand for the nudge before and for the end (`bot.timers`).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from storage import outbox, tables, timers
from storage.database import Store
from storage.records import State

NUDGE = timedelta(minutes=15)  # before the end; of a short lease its last quarter
WORTH_SAYING = timedelta(minutes=1)  # a card is not made anew for less


def due(until: datetime | None, now: datetime) -> Mapping[str, datetime | None]:
    """Return when to remind of a claim's end, and when it ends, as `timers.keep` takes it."""
    nudge_at = until - min(NUDGE, (until - now) / 4) if until is not None else None
    return {"nudge": nudge_at, "lease": until}


def extend(store: Store, workspace: str, mention_id: int, *, now: datetime) -> datetime | None:
    """Count a claim anew because its owner, or a colleague, is at work on it; None where nobody has it.

    It never ends earlier for that. Returns until when it lasts now.
    """
    rows, named, watch = tables.mentions, tables.mentions.alias("named"), tables.watches
    claimed = rows.c.state == State.CLAIMED
    lead = (
        select(rows.c.id, watch.c.lease)
        .join(named, rows.c.id == func.coalesce(named.c.bundle_id, named.c.id))
        .join(watch, watch.c.id == rows.c.watch_id)
        .where(named.c.id == mention_id, named.c.workspace == workspace, claimed)
    )
    with store.transaction() as connection:
        found = connection.execute(lead).one_or_none()
        if found is None:
            return None
        until = now + timedelta(seconds=found.lease)
        earlier = rows.c.lease_until.is_(None) | (rows.c.lease_until < until - WORTH_SAYING)
        longer = update(rows).where(rows.c.id == found.id, claimed, earlier).values(lease_until=until)
        if connection.execute(longer).rowcount == 1:
            timers.keep(store, workspace, found.id, due(until, now))
            outbox.refresh(store, found.id, now=now)
        lasts: datetime | None = connection.execute(
            select(rows.c.lease_until).where(rows.c.id == found.id, claimed)
        ).scalar_one_or_none()
    return lasts

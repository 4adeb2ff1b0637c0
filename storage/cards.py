"""Where each mention's card stands in Slack, so that it is updated in place and never posted twice."""

from sqlalchemy import select, update

from storage import tables
from storage.database import Store
from storage.records import CardPlace
from storage.upserts import insert_new


def place(store: Store, workspace: str, mention_id: int, lane: str, at: CardPlace) -> None:
    """Remember where a card stands; a card posted again after somebody deleted it replaces the old place."""
    rows = tables.cards
    with store.transaction() as connection:
        changed = connection.execute(
            update(rows)
            .where(rows.c.mention_id == mention_id, rows.c.lane == lane)
            .values(channel=at.channel, ts=at.ts)
        )
        if changed.rowcount == 0:
            connection.execute(
                insert_new(store, rows).values(
                    workspace=workspace, mention_id=mention_id, lane=lane, channel=at.channel, ts=at.ts
                )
            )


def find(store: Store, mention_id: int, lane: str) -> CardPlace | None:
    """Return where a mention's card stands in a lane, None where it was never posted."""
    rows = tables.cards
    with store.reading() as connection:
        row = connection.execute(
            select(rows.c.channel, rows.c.ts).where(rows.c.mention_id == mention_id, rows.c.lane == lane)
        ).one_or_none()
    return CardPlace(channel=row.channel, ts=row.ts) if row else None

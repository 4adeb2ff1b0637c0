"""Where each mention's card stands in Slack, so that it is updated in place and never posted twice."""

from sqlalchemy import func, select, update

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


def mention_at(store: Store, workspace: str, at: CardPlace) -> int | None:
    """Return the mention whose card stands at a place, or the one that leads its bundle; None where no card does."""
    rows, mention = tables.cards, tables.mentions
    with store.reading() as connection:
        found: int | None = connection.execute(
            select(func.coalesce(mention.c.bundle_id, mention.c.id))
            .join(rows, rows.c.mention_id == mention.c.id)
            .where(rows.c.workspace == workspace, rows.c.channel == at.channel, rows.c.ts == at.ts)
            .limit(1)
        ).scalar_one_or_none()
    return found


def find(store: Store, mention_id: int, lane: str) -> CardPlace | None:
    """Return where a mention's card stands in a lane, None where it was never posted."""
    rows = tables.cards
    with store.reading() as connection:
        row = connection.execute(
            select(rows.c.channel, rows.c.ts).where(rows.c.mention_id == mention_id, rows.c.lane == lane)
        ).one_or_none()
    return CardPlace(channel=row.channel, ts=row.ts) if row else None

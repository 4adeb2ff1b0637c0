"""Two cards that are one matter become one: what is done with it is done for both, until they are taken apart again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, update

from storage import claims, history, mentions, outbox, stories, tables, timers
from storage.database import Store
from storage.records import Mention, State

_ASLEEP: dict[str, None] = dict.fromkeys(("late", "wake", "nudge", "lease"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The card that stands for both now, or stood against it; and whether they became one."""

    lead: Mention
    moved: bool


def merge(store: Store, workspace: str, mention_id: int, *, into: int, by: str, now: datetime) -> Merged | None:
    """Put a card, with all that say the same, under another open one; None where either is gone.

    Refused where somebody else has the card that goes, its answer is under way, or the other one is settled. Who had it
    has the other one, if nobody else does.
    """
    with store.transaction() as connection:
        source, target = _lead(connection, workspace, mention_id), _lead(connection, workspace, into)
        if source is None or target is None:
            return None
        owner = _lock(connection, source, target)
        moved = source != target and _go_under(connection, source, target, by)
        if moved:
            _follow(store, connection, workspace, source, target, by, now)
            if owner == by:
                claims.take(store, workspace, target, by=by, now=now)
        lead = mentions.get(store, workspace, target)
    return Merged(lead=lead, moved=moved) if lead else None


def part(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> bool:
    """Take a post out of its bundle for good, with those that came under the card with it. False where it leads."""
    rows = tables.mentions
    with store.transaction() as connection:
        lead = _lead(connection, workspace, mention_id)
        company = _company(connection, mention_id, lead)
        if not stories.split(store, workspace, mention_id, by=by, now=now):
            return False
        freed = _lead(connection, workspace, mention_id)
        connection.execute(update(rows).where(rows.c.id.in_(company), rows.c.bundle_id == lead).values(bundle_id=freed))
    return True


def open_beside(store: Store, workspace: str, mention_id: int, *, limit: int = 100) -> tuple[Mention, ...]:
    """Return the open mentions whose cards stand in a channel of this one's, newest first."""
    rows, place = tables.mentions, tables.cards
    with store.reading() as connection:
        lead = _lead(connection, workspace, mention_id)
        channels = select(place.c.channel).where(place.c.mention_id == lead)
        found = connection.execute(
            select(rows.c.id)
            .join(place, place.c.mention_id == rows.c.id)
            .where(place.c.channel.in_(channels), rows.c.id != lead, _is_open())
            .group_by(rows.c.id)
            .order_by(func.max(place.c.ts).desc())
            .limit(limit)
        ).scalars()
        return mentions.some(store, workspace, list(found))


def _is_open() -> ColumnElement[bool]:
    rows = tables.mentions
    return rows.c.bundle_id.is_(None) & rows.c.state.in_(mentions.OPEN)


def _lead(connection: Connection, workspace: str, mention_id: int) -> int | None:
    rows = tables.mentions
    found: int | None = connection.execute(
        select(func.coalesce(rows.c.bundle_id, rows.c.id)).where(rows.c.id == mention_id, rows.c.workspace == workspace)
    ).scalar_one_or_none()
    return found


def _lock(connection: Connection, source: int, target: int) -> str:
    """Hold both rows, in one order whoever merges which way, so that two merges make no ring; return whose it is."""
    rows = tables.mentions
    held = connection.execute(
        select(rows.c.id, rows.c.owner).where(rows.c.id.in_((source, target))).order_by(rows.c.id).with_for_update()
    ).all()
    return next((str(row.owner) for row in held if row.id == source), "")


def _go_under(connection: Connection, source: int, target: int, by: str) -> bool:
    rows, above = tables.mentions, tables.mentions.alias("above")
    leads = (
        select(above.c.id)
        .where(above.c.id == target, above.c.bundle_id.is_(None), above.c.state.in_(mentions.OPEN))
        .exists()
    )
    gone = {"owner": "", "state": State.ALERTED.value, "claimed_at": None, "lease_until": None}
    asleep = {"snoozed_until": None, "snoozed_by": None, "bundle_id": target}
    moved = connection.execute(
        update(rows)
        .where(rows.c.id == source, _is_open(), rows.c.owner.in_(("", by)), ~claims.under_way(), leads)
        .values(**gone, **asleep)
    )
    return moved.rowcount == 1


def _follow(
    store: Store, connection: Connection, workspace: str, source: int, target: int, by: str, now: datetime
) -> None:
    """Take along what was under the card that goes, and note with it what to give back if they part."""
    rows = tables.mentions
    company: Sequence[int] = (
        connection.execute(update(rows).where(rows.c.bundle_id == source).values(bundle_id=target).returning(rows.c.id))
        .scalars()
        .all()
    )
    detail = " ".join(map(str, (target, *sorted(company))))
    history.note(store, workspace, source, by=by, what="merged", now=now, detail=detail)
    history.note(store, workspace, target, by=by, what="took_in", now=now)
    timers.keep(store, workspace, source, _ASLEEP)
    outbox.refresh(store, source, target, now=now)


def _company(connection: Connection, mention_id: int, lead: int | None) -> list[int]:
    """Return what came under a card together with a mention, as its history noted it."""
    rows = tables.history
    detail = connection.execute(
        select(rows.c.detail)
        .where(rows.c.mention_id == mention_id, rows.c.what == "merged")
        .order_by(rows.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    into, *company = [int(word) for word in (detail or "0").split()]
    return company if into == lead else []

"""What Slack must be told: rows written with the change they announce, leased one by one, fenced by a token.

A row is a wish ("this card should show the present state"), not a message: the same key twice is one row, and a change
while a row is being sent arms it again, so the last state always arrives.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, Update, case, func, select, update

from storage import tables
from storage.database import Store
from storage.records import CardPlace, Job
from storage.upserts import insert_new

LEASE = timedelta(seconds=30)  # longer than one Slack call with its look into the history may take
WAITING, DONE, FAILED, FOLDED = "waiting", "done", "failed", "folded"
AT_ONCE = 1000  # the rank of what somebody is looking at; alerts rank by urgency, 0 to 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How much waits, how old the oldest due row is, and how many rows were given up on."""

    waiting: int
    failed: int
    oldest_due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something Slack should be told: once per key, in a lane (a channel), higher ranks first."""

    key: str
    kind: str
    lane: str
    mention_id: int | None = None
    payload: Mapping[str, object] = field(default_factory=dict)
    rank: int = 0


def put(store: Store, workspace: str, *wishes: Wish, now: datetime, due_at: datetime | None = None) -> int:
    """Add a row once per key; returns how many keys were new."""
    if not wishes:
        return 0
    rows = [_columns(workspace, wish, now, due_at or now) for wish in wishes]
    with store.transaction() as connection:
        # Not rowcount: psycopg's is -1 once SQLAlchemy has read the new id.
        return len(connection.execute(insert_new(store, tables.outbox).returning(tables.outbox.c.id), rows).all())


def _columns(workspace: str, wish: Wish, now: datetime, due_at: datetime) -> dict[str, object]:
    return {
        "workspace": workspace,
        "key": wish.key,
        "kind": wish.kind,
        "lane": wish.lane,
        "mention_id": wish.mention_id,
        "payload": dict(wish.payload),
        "rank": wish.rank,
        "status": WAITING,
        "due_at": due_at,
        "lease_until": None,
        "lease_token": "",
        "attempts": 0,
        "armed": 0,
        "created_at": now,
        "first_tried_at": None,
        "done_at": None,
        "last_error": "",
    }


def has(store: Store, workspace: str, key: str) -> bool:
    """Say whether a key was ever put."""
    rows = tables.outbox
    with store.reading() as connection:
        return (
            connection.execute(select(rows.c.id).where(rows.c.workspace == workspace, rows.c.key == key)).first()
            is not None
        )


def refresh(store: Store, *mention_ids: int, now: datetime) -> None:
    """Arm the cards of mentions again: they should show the present state, soon."""
    if not mention_ids:
        return
    rows = tables.outbox
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.mention_id.in_(mention_ids), rows.c.kind == "card", rows.c.status != FOLDED)
            .values(
                status=WAITING,
                due_at=now,
                armed=rows.c.armed + 1,
                rank=case((rows.c.done_at.is_(None), rows.c.rank), else_=AT_ONCE),
            )
        )


def amend(store: Store, workspace: str, key: str, more: Mapping[str, object], *, now: datetime) -> None:
    """Add to what a row carries and arm it again: its message should show that, in place."""
    rows = tables.outbox
    with store.transaction() as connection:
        row = connection.execute(
            select(rows.c.id, rows.c.payload).where(rows.c.workspace == workspace, rows.c.key == key).with_for_update()
        ).one_or_none()
        if row is not None:
            connection.execute(
                update(rows)
                .where(rows.c.id == row.id)
                .values(
                    payload={**row.payload, **more}, status=WAITING, due_at=now, armed=rows.c.armed + 1, rank=AT_ONCE
                )
            )


def again(store: Store, workspace: str, key: str, *, now: datetime) -> None:
    """Arm the row of a key again: what it says has changed."""
    rows = tables.outbox
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.key == key, rows.c.status.in_((WAITING, DONE)))
            .values(status=WAITING, due_at=now, armed=rows.c.armed + 1)
        )


def unfold(store: Store, mention_id: int, *, now: datetime) -> None:
    """Show the card of a mention that was folded into a burst."""
    rows = tables.outbox
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.mention_id == mention_id, rows.c.status == FOLDED)
            .values(status=WAITING, due_at=now, armed=rows.c.armed + 1, rank=AT_ONCE, done_at=None)
        )


def lanes(store: Store, workspace: str, *, now: datetime) -> tuple[str, ...]:
    """Return the lanes (channels) that have something due, fullest first."""
    rows = tables.outbox
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.lane)
            .where(rows.c.workspace == workspace, *_due(now))
            .group_by(rows.c.lane)
            .order_by(func.max(rows.c.rank).desc(), rows.c.lane)
        )
        return tuple(found.scalars())


def take(
    store: Store, workspace: str, lane: str, *, now: datetime, again: bool = False, lease: timedelta = LEASE
) -> Job | None:
    """Lease the most urgent due row of a lane, or return None; `again` takes only rows that were done before."""
    rows = tables.outbox
    before = (rows.c.done_at.is_not(None),) if again else ()
    chosen = (
        select(rows.c.id)
        .where(rows.c.workspace == workspace, rows.c.lane == lane, *_due(now), *before)
        .order_by(rows.c.rank.desc(), rows.c.id)
        .limit(1)
    )
    if not store.is_sqlite:
        chosen = chosen.with_for_update(skip_locked=True)
    with store.transaction() as connection:
        leased = (
            connection.execute(
                update(rows)
                .where(rows.c.id == chosen.scalar_subquery())
                .values(
                    lease_until=now + lease,
                    lease_token=secrets.token_hex(8),
                    attempts=rows.c.attempts + 1,
                    first_tried_at=func.coalesce(rows.c.first_tried_at, now),
                )
                .returning(rows)
            )
            .mappings()
            .one_or_none()
        )
    return _job_of(leased) if leased else None


def waiting(store: Store, workspace: str, lane: str, *, kind: str) -> int:
    """Return how many rows of a kind wait in a lane and were never tried."""
    rows = tables.outbox
    with store.reading() as connection:
        return int(
            connection.execute(
                select(func.count())
                .select_from(rows)
                .where(rows.c.workspace == workspace, rows.c.lane == lane, rows.c.kind == kind)
                .where(*_untried())
            ).scalar_one()
        )


def fold(store: Store, workspace: str, lane: str, *, kind: str, keep: int, key: str, now: datetime) -> tuple[int, ...]:
    """Fold the untried rows of a lane, all but the `keep` most urgent, into the one row of kind "burst" of that key.

    Returns the mentions folded; their rows count as done, so that their cards appear only when asked for.
    """
    rows = tables.outbox
    with store.transaction() as connection:
        surplus = (
            select(rows.c.id)
            .where(rows.c.workspace == workspace, rows.c.lane == lane, rows.c.kind == kind, *_untried())
            .order_by(rows.c.rank.desc(), rows.c.id)
            .offset(keep)
        )
        found = connection.execute(
            update(rows)
            .where(rows.c.id.in_(connection.execute(surplus).scalars().all()), *_untried())
            .values(status=FOLDED, done_at=now)
            .returning(rows.c.mention_id, rows.c.rank, rows.c.id)
        ).all()
        if not found:
            return ()
        folded = tuple(int(row.mention_id) for row in sorted(found, key=lambda row: (-row.rank, row.id)))
        burst = Wish(key=key, kind="burst", lane=lane, payload={"mentions": list(folded)}, rank=AT_ONCE)
        if not put(store, workspace, burst, now=now):
            _fold_into(connection, workspace, key, folded, now)
    return folded


def _fold_into(connection: Connection, workspace: str, key: str, folded: tuple[int, ...], now: datetime) -> None:
    rows = tables.outbox
    burst = connection.execute(
        select(rows.c.id, rows.c.payload).where(rows.c.workspace == workspace, rows.c.key == key).with_for_update()
    ).one()
    both = {**burst.payload, "mentions": [*burst.payload["mentions"], *folded]}
    connection.execute(
        update(rows)
        .where(rows.c.id == burst.id)
        .values(payload=both, status=WAITING, due_at=now, armed=rows.c.armed + 1, rank=AT_ONCE)
    )


def done(store: Store, job: Job, *, now: datetime, at: CardPlace | None = None) -> bool:
    """Finish a row; it waits on where it was armed again meanwhile. False where the lease was lost.

    `at` remembers where a message stands that has no card; `place_of` finds it.
    """
    rows = tables.outbox
    status = case((rows.c.armed == job.armed, DONE), else_=WAITING)
    with store.transaction() as connection:
        finished = _settle(store, _held(job).values(status=status, done_at=now, last_error="", attempts=0, **_UNLEASED))
        if finished and at is not None:
            kept = connection.execute(select(rows.c.payload).where(rows.c.id == job.id).with_for_update()).scalar_one()
            placed = {**kept, "channel": at.channel, "ts": at.ts}
            connection.execute(update(rows).where(rows.c.id == job.id).values(payload=placed))
    return finished


def place_of(job: Job) -> CardPlace | None:
    """Return where the message of a row stands, None where it was not posted yet."""
    if not job.payload.get("ts"):
        return None
    return CardPlace(channel=str(job.payload["channel"]), ts=str(job.payload["ts"]))


def payload(store: Store, workspace: str, row_id: int) -> Mapping[str, object] | None:
    """Return what a row carries, None where it is gone."""
    rows = tables.outbox
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.payload).where(rows.c.id == row_id, rows.c.workspace == workspace)
        ).scalar_one_or_none()
    return dict(found) if found is not None else None


def later(store: Store, job: Job, *, due_at: datetime, error: str, refused: bool = False) -> bool:
    """Put a row back until a moment, with what went wrong; one that Slack `refused` for sure counts as never tried."""
    fresh = {"attempts": 0, "first_tried_at": None} if refused else {}
    return _settle(store, _held(job).values(due_at=due_at, last_error=error[:300], **fresh, **_UNLEASED))


def give_up(store: Store, job: Job, *, error: str) -> bool:
    """Set a row aside that cannot be sent, so that it does not block the rest; health shows it."""
    return _settle(store, _held(job).values(status=FAILED, last_error=error[:300], **_UNLEASED))


def hold_lane(store: Store, workspace: str, lane: str, *, until: datetime) -> None:
    """Let a whole lane wait, as Slack asked."""
    rows = tables.outbox
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.lane == lane, rows.c.status == WAITING)
            .where(rows.c.due_at < until)
            .values(due_at=until)
        )


def cut_leases(store: Store, *, at: datetime) -> None:
    """Let no lease of a copy that led before last longer than a moment; call it when taking the lead."""
    rows = tables.outbox
    with store.transaction() as connection:
        connection.execute(update(rows).where(rows.c.status == WAITING, rows.c.lease_until > at).values(lease_until=at))


def backlog(store: Store, workspace: str, *, now: datetime) -> Backlog:
    """Return how the outbox stands, for health."""
    rows = tables.outbox
    with store.reading() as connection:
        row = connection.execute(
            select(
                func.count().filter(rows.c.status == WAITING),
                func.count().filter(rows.c.status == FAILED),
                func.min(rows.c.due_at).filter(rows.c.status == WAITING, rows.c.due_at <= now),
            ).where(rows.c.workspace == workspace)
        ).one()
    return Backlog(waiting=row[0], failed=row[1], oldest_due=row[2])


_UNLEASED: dict[str, object] = {"lease_until": None, "lease_token": ""}


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    rows = tables.outbox
    free = rows.c.lease_until.is_(None) | (rows.c.lease_until <= now)
    return (rows.c.status == WAITING, rows.c.due_at <= now, free)


def _untried() -> tuple[ColumnElement[bool], ...]:
    rows = tables.outbox
    return (rows.c.status == WAITING, rows.c.attempts == 0, rows.c.done_at.is_(None))


def _held(job: Job) -> Update:
    rows = tables.outbox
    return update(rows).where(rows.c.id == job.id, rows.c.lease_token == job.token)


def _settle(store: Store, statement: Update) -> bool:
    with store.transaction() as connection:
        return connection.execute(statement).rowcount == 1


def _job_of(fields: RowMapping) -> Job:
    return Job(
        id=fields["id"],
        workspace=fields["workspace"],
        key=fields["key"],
        kind=fields["kind"],
        lane=fields["lane"],
        mention_id=fields["mention_id"],
        payload=dict(fields["payload"]),
        attempts=fields["attempts"],
        armed=fields["armed"],
        token=fields["lease_token"],
        created_at=fields["created_at"],
        first_tried_at=fields["first_tried_at"],
    )

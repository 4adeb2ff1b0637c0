"""How far each listener has heard, and how well: due times, cursors, health.

Back-off never gives up: a listener that fails is tried again after at most six hours, for ever, and says so.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, insert, select, update

from storage import tables, watches
from storage.database import Store
from storage.records import Cursor, Gap, Listener, Outage

LONGEST_BACKOFF = timedelta(hours=6)
ERROR_LENGTH = 300


# By every listener every time: writing a statement anew costs SQLAlchemy as much as executing it.
_HEARD = (
    update(tables.listeners)
    .where(tables.listeners.c.id == bindparam("listener"))
    .values(
        {name: bindparam(name) for name in ("cursor", "next_due", "last_tried", "last_success")}
        | {"last_error": "", "failures": 0, "blind_since": None}
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a failed ask means for the listener: how often it failed in a row, since when it has been blind."""

    failures: int
    blind_since: datetime
    next_due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a listener heard at a moment, and when it is to be asked again."""

    listener: Listener
    cursor: Cursor
    at: datetime
    next_due: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A listener whose time has come: which one, and where it asks; `place` is a host, or the source's name."""

    id: int
    place: str


def waiting(store: Store, *, now: datetime, besides: Collection[str] = ()) -> tuple[Due, ...]:
    """Return all listeners to ask now, longest due first, but of sources `besides`; those of paused watches rest.

    A due time further ahead than the longest back-off counts as due: a clock that was wrong once cannot silence it.
    """
    rows, watch = tables.listeners, tables.watches
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.id, rows.c.source, rows.c.settings_key)
            .join(watch, watch.c.id == rows.c.watch_id)
            .where(watch.c.paused.is_(False))
            .where(rows.c.source.not_in(list(besides)))
            .where(_has_come(now))
            .order_by(rows.c.next_due)
        ).all()
    return tuple(Due(row.id, _place(row.source, row.settings_key)) for row in found)


def _has_come(now: datetime) -> ColumnElement[bool]:
    rows = tables.listeners
    return (rows.c.next_due <= now) | (rows.c.next_due > now + LONGEST_BACKOFF + timedelta(days=1))


def _place(source: str, settings_key: str) -> str:
    """Return the host a listener asks, by the look of its address: there may be thousands, and none is asked here."""
    _, found, rest = settings_key.partition('"url": "')
    return rest.partition("//")[2].partition('"')[0].partition("/")[0] or source if found else source


def these(store: Store, listener_ids: Collection[int], *, now: datetime) -> tuple[Listener, ...]:
    """Return those listeners that are still there, and whose time has still come."""
    rows = tables.listeners
    with store.reading() as connection:
        found = (
            connection.execute(select(rows).where(rows.c.id.in_(list(listener_ids)), _has_come(now))).mappings().all()
        )
    return tuple(_listener_of(row) for row in found)


def due(store: Store, *, now: datetime, besides: Collection[str] = ()) -> tuple[Listener, ...]:
    """Return the listeners that `waiting` names, whole, longest due first."""
    order = {one.id: at for at, one in enumerate(waiting(store, now=now, besides=besides))}
    return tuple(sorted(these(store, order, now=now), key=lambda listener: order[listener.id]))


def listening(store: Store, sources: Collection[str]) -> tuple[Listener, ...]:
    """Return the listeners of these sources whose watches are not paused, due or not."""
    rows, watch = tables.listeners, tables.watches
    with store.reading() as connection:
        found = (
            connection.execute(
                select(rows)
                .join(watch, watch.c.id == rows.c.watch_id)
                .where(watch.c.paused.is_(False), rows.c.source.in_(list(sources)))
                .order_by(rows.c.id)
            )
            .mappings()
            .all()
        )
    return tuple(_listener_of(row) for row in found)


def next_due(store: Store) -> datetime | None:
    """Return when the next listener is due, None where nothing listens."""
    rows, watch = tables.listeners, tables.watches
    with store.reading() as connection:
        moment: datetime | None = connection.execute(
            select(func.min(rows.c.next_due))
            .join(watch, watch.c.id == rows.c.watch_id)
            .where(watch.c.paused.is_(False))
        ).scalar_one()
    return moment


def every(store: Store, workspace: str) -> tuple[Listener, ...]:
    """Return all listeners of a workspace."""
    rows = tables.listeners
    with store.reading() as connection:
        found = (
            connection.execute(select(rows).where(rows.c.workspace == workspace).order_by(rows.c.id)).mappings().all()
        )
    return tuple(_listener_of(row) for row in found)


def alike(store: Store, listener: Listener) -> set[int]:
    """Return the watches that listen to the same place as a listener and have had their first run."""
    rows = tables.listeners
    with store.reading() as connection:
        return set(
            connection.execute(
                select(rows.c.watch_id).where(
                    rows.c.workspace == listener.workspace,
                    rows.c.source == listener.source,
                    rows.c.settings_key == watches.settings_key(listener.settings),
                    rows.c.last_success.is_not(None),
                )
            ).scalars()
        )


def heard(store: Store, listener: Listener, cursor: Cursor, *, now: datetime, next_due: datetime) -> None:
    """Move the cursor after a good ask; call it inside the transaction that stores the posts."""
    move(store, [Step(listener=listener, cursor=cursor, at=now, next_due=next_due)])


def move(store: Store, steps: Sequence[Step]) -> None:
    """Move cursors after good asks, many at once."""
    with store.transaction() as connection:
        connection.execute(_HEARD, [_values(step) for step in steps])
        for step in steps:
            if step.listener.blind_since is not None:
                _end_outage(store, step.listener.id, step.at)


def _values(step: Step) -> dict[str, object]:
    return {
        "listener": step.listener.id,
        "cursor": cursor_to_json(step.cursor),
        "next_due": step.next_due,
        "last_tried": step.at,
        "last_success": step.at,
    }


def failed(
    store: Store, listener: Listener, error: str, *, now: datetime, next_due: datetime, credential: str = ""
) -> Failure:
    """Note a failed ask; the cursor stays where it was. `credential` is the one that was refused, if that is why."""
    rows = tables.listeners
    blind_since = listener.blind_since or now
    values = {
        "next_due": next_due,
        "last_tried": now,
        "last_error": error[:ERROR_LENGTH],
        "failures": rows.c.failures + 1,
        "blind_since": blind_since,
    }
    with store.transaction() as connection:
        noted = connection.execute(update(rows).where(rows.c.id == listener.id).values(**values))
        if noted.rowcount == 1:  # else its watch was removed while it was asked
            _begin_outage(store, listener, blind_since, error[:ERROR_LENGTH], credential)
    return Failure(failures=listener.failures + 1, blind_since=blind_since, next_due=next_due)


def moved(store: Store, listener: Listener, settings: Mapping[str, str]) -> None:
    """Store where a place went for good; left alone where the watch listens there already."""
    rows = tables.listeners
    key = watches.settings_key(settings)
    with store.transaction() as connection:
        taken = connection.execute(
            select(rows.c.id).where(
                rows.c.watch_id == listener.watch_id, rows.c.source == listener.source, rows.c.settings_key == key
            )
        ).first()
        if taken is None:
            connection.execute(
                update(rows).where(rows.c.id == listener.id).values(settings=dict(settings), settings_key=key)
            )


def outages(store: Store, workspace: str, *, since: datetime, until: datetime) -> tuple[Outage, ...]:
    """Return the stretches of a period in which a listener could not hear."""
    rows = tables.outages
    with store.reading() as connection:
        found = connection.execute(
            select(rows)
            .where(rows.c.workspace == workspace, rows.c.since < until)
            .where(rows.c.until.is_(None) | (rows.c.until > since))
            .order_by(rows.c.since)
        ).all()
    return tuple(
        Outage(listener_id=row.listener_id, source=row.source, since=row.since, until=row.until, error=row.error)
        for row in found
    )


def _begin_outage(store: Store, listener: Listener, since: datetime, error: str, credential: str) -> None:
    rows = tables.outages
    with store.transaction() as connection:
        going_on = connection.execute(
            update(rows)
            .where(rows.c.listener_id == listener.id, rows.c.until.is_(None))
            .values(error=error, credential=credential)
        )
        if going_on.rowcount == 0:
            connection.execute(
                insert(rows).values(
                    workspace=listener.workspace,
                    listener_id=listener.id,
                    source=listener.source,
                    since=since,
                    until=None,
                    error=error,
                    credential=credential,
                )
            )


def _end_outage(store: Store, listener_id: int, now: datetime) -> None:
    rows = tables.outages
    with store.transaction() as connection:
        connection.execute(
            update(rows).where(rows.c.listener_id == listener_id, rows.c.until.is_(None)).values(until=now)
        )


def cursor_to_json(cursor: Cursor) -> dict[str, object]:
    """Return a cursor as it is stored."""
    return {
        "since": cursor.since.isoformat() if cursor.since else None,
        "validators": {url: dict(pairs) for url, pairs in cursor.validators.items()},
        "gaps": [{"ask": gap.ask, "until": gap.until.isoformat()} for gap in cursor.gaps],
        "marks": dict(cursor.marks),
    }


def cursor_from_json(stored: Mapping[str, object]) -> Cursor:
    """Return a stored cursor; what cannot be read counts as never heard, so that a bad cursor loses nothing."""
    try:
        since = stored.get("since")
        validators = stored.get("validators") or {}
        gaps = stored.get("gaps") or []
        return Cursor(
            since=_moment(since) if since else None,
            validators={str(k): dict(v) for k, v in validators.items()},  # type: ignore[attr-defined]
            gaps=tuple(Gap(ask=str(gap["ask"]), until=_moment(gap["until"])) for gap in gaps),  # type: ignore[attr-defined]
            marks={str(k): str(v) for k, v in (stored.get("marks") or {}).items()},  # type: ignore[attr-defined]
        )
    except (TypeError, ValueError, KeyError, AttributeError):
        return Cursor()


def _moment(stored: object) -> datetime:
    moment = datetime.fromisoformat(str(stored))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _listener_of(fields: RowMapping) -> Listener:
    return Listener(
        id=fields["id"],
        workspace=fields["workspace"],
        watch_id=fields["watch_id"],
        source=fields["source"],
        settings=dict(fields["settings"]),
        every=timedelta(seconds=fields["every"]) if fields["every"] is not None else None,
        cursor=cursor_from_json(fields["cursor"]),
        next_due=fields["next_due"],
        last_tried=fields["last_tried"],
        last_success=fields["last_success"],
        last_error=fields["last_error"],
        failures=fields["failures"],
        blind_since=fields["blind_since"],
    )

"""What we listen for: watches and the listeners they own."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, exists, func, insert, select, update

from storage import tables
from storage.database import Store
from storage.records import Backlog, FourEyes, Listen, Objective, Watch

# Asked by every listener every time: writing a statement anew costs SQLAlchemy as much as asking it.
_OPEN = (
    update(tables.watches)
    .where(
        tables.watches.c.id.in_(bindparam("watches", expanding=True)),
        tables.watches.c.backlog == Backlog.OPENING.value,
        tables.watches.c.opened_at.is_(None),
        ~exists().where(
            tables.listeners.c.watch_id == tables.watches.c.id,
            tables.listeners.c.last_tried.is_(None),
        ),
    )
    .values(opened_at=bindparam("now"))
    .returning(tables.watches.c.id)
)
_BRIEF = select(tables.watches).where(
    tables.watches.c.workspace == bindparam("workspace"), tables.watches.c.id == bindparam("watch")
)
_LISTENING = (
    select(tables.watches)
    .where(tables.watches.c.workspace == bindparam("workspace"), tables.watches.c.paused.is_(False))
    .order_by(tables.watches.c.name)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving a watch did: `changed` names the fields, all of them for a new watch, none where it was the same."""

    watch: Watch
    is_new: bool
    changed: tuple[str, ...]


def save(store: Store, workspace: str, watch: Watch, *, now: datetime) -> Saved:
    """Store a watch by its name, new or changed, with its listeners; those that stay keep their cursors."""
    with store.transaction() as connection:
        before = _named(connection, workspace, watch.name) if not watch.id else _by_id(connection, workspace, watch.id)
        after = replace(watch, workspace=workspace, id=before.id if before else 0, **_standing(before, watch, now))
        if before is None:
            after = replace(after, id=_insert(connection, after, now))
        else:
            values = _columns(after) | ({} if _fits_as_before(before, after) else {"fitted_at": None})
            connection.execute(update(tables.watches).where(tables.watches.c.id == after.id).values(**values))
        _save_listens(connection, after, now, start_over=before is not None and before.query != after.query)
    return Saved(watch=after, is_new=before is None, changed=_difference(before, after))


def every(store: Store, workspace: str) -> tuple[Watch, ...]:
    """Return all watches of a workspace with their listeners, by name."""
    rows, places = tables.watches, tables.listeners
    with store.reading() as connection:
        found = (
            connection.execute(select(rows).where(rows.c.workspace == workspace).order_by(rows.c.name)).mappings().all()
        )
        listens: dict[int, list[Listen]] = defaultdict(list)
        for row in connection.execute(
            select(places).where(places.c.workspace == workspace).order_by(places.c.id)
        ).mappings():
            listens[row["watch_id"]].append(_listen_of(row))
    return tuple(watch_of(dict(row), tuple(listens[row["id"]])) for row in found)


def listening(store: Store, workspace: str) -> tuple[Watch, ...]:
    """Return the watches that are not paused, without their listeners: what hearing needs of them, and cheap."""
    with store.reading() as connection:
        found = connection.execute(_LISTENING, {"workspace": workspace}).mappings()
        return tuple(watch_of(dict(row)) for row in found)


def brief(store: Store, workspace: str, watch_id: int) -> Watch | None:
    """Return one watch without its listeners, of which there may be thousands, or None where it is gone."""
    with store.reading() as connection:
        row = connection.execute(_BRIEF, {"workspace": workspace, "watch": watch_id}).mappings().one_or_none()
    return watch_of(dict(row)) if row else None


def get(store: Store, workspace: str, watch_id: int) -> Watch | None:
    """Return one watch, or None where it is gone."""
    with store.reading() as connection:
        return _by_id(connection, workspace, watch_id)


def named(store: Store, workspace: str, name: str) -> Watch | None:
    """Return the watch of that name, whatever its case."""
    wanted = name.strip().casefold()
    return next((watch for watch in every(store, workspace) if watch.name.casefold() == wanted), None)


def pause(store: Store, workspace: str, watch_id: int, *, paused: bool) -> None:
    """Stop or resume listening; what was heard stays."""
    rows = tables.watches
    with store.transaction() as connection:
        connection.execute(
            update(rows).where(rows.c.id == watch_id, rows.c.workspace == workspace).values(paused=paused)
        )


def requery(store: Store, workspace: str, watch_id: int, before: str, after: str) -> bool:
    """Change a query where it is still the one before; its listeners read on from where they are."""
    rows = tables.watches
    with store.transaction() as connection:
        done = connection.execute(
            update(rows)
            .where(rows.c.id == watch_id, rows.c.workspace == workspace, rows.c.query == before)
            .values(query=after)
        )
        return done.rowcount == 1


def remove(store: Store, workspace: str, watch_id: int) -> None:
    """Forget a watch, its listeners and its mentions; the posts stay, and so does what another watch heard too."""
    rows = tables.watches
    with store.transaction() as connection:
        _hand_over(connection, watch_id)
        connection.execute(delete(rows).where(rows.c.id == watch_id, rows.c.workspace == workspace))


def began(store: Store, watch_id: int) -> datetime | None:
    """Return when a watch was made; None for one from before that was remembered."""
    rows = tables.watches
    with store.reading() as connection:
        moment: datetime | None = connection.execute(
            select(rows.c.created_at).where(rows.c.id == watch_id)
        ).scalar_one_or_none()
    return moment


def open_once(store: Store, watch_ids: Collection[int], *, now: datetime) -> tuple[int, ...]:
    """Mark the opening of watches as told where each of their listeners was asked; return those it is now told of."""
    with store.transaction() as connection:
        return tuple(connection.execute(_OPEN, {"watches": list(watch_ids), "now": now}).scalars())


def watch_of(fields: Mapping[str, Any], listens: tuple[Listen, ...] = ()) -> Watch:
    """Return the record of a row of the watches' table."""
    return Watch(
        id=fields["id"],
        workspace=fields["workspace"],
        name=fields["name"],
        objective=Objective(fields["objective"]),
        query=fields["query"],
        channel=fields["channel"],
        alert_at=fields["alert_at"],
        alerts_a_day=fields["alerts_a_day"],
        silent_days=fields["silent_days"],
        answer_within=timedelta(seconds=fields["answer_within"]),
        lease=timedelta(seconds=fields["lease"]),
        digest_at=time.fromisoformat(fields["digest_at"]),
        timezone=fields["timezone"],
        backlog=Backlog(fields["backlog"]),
        ours=tuple(fields["ours"]),
        four_eyes=FourEyes.of(fields["four_eyes"]),
        paused=bool(fields["paused"]),
        listens=listens,
        raised_to=fields["raised_to"],
        silent_since=fields["silent_since"],
    )


def settings_key(settings: Mapping[str, str]) -> str:
    """Return settings as one comparable text."""
    return json.dumps(dict(settings), sort_keys=True, ensure_ascii=False)


def _named(connection: Connection, workspace: str, name: str) -> Watch | None:
    rows = tables.watches
    row = (
        connection.execute(select(rows).where(rows.c.workspace == workspace, rows.c.name == name))
        .mappings()
        .one_or_none()
    )
    return _with_listens(connection, row) if row else None


def _by_id(connection: Connection, workspace: str, watch_id: int) -> Watch | None:
    rows = tables.watches
    row = (
        connection.execute(select(rows).where(rows.c.workspace == workspace, rows.c.id == watch_id))
        .mappings()
        .one_or_none()
    )
    return _with_listens(connection, row) if row else None


def _with_listens(connection: Connection, row: RowMapping) -> Watch:
    rows = tables.listeners
    listens = connection.execute(select(rows).where(rows.c.watch_id == row["id"]).order_by(rows.c.id)).mappings()
    return watch_of(dict(row), tuple(_listen_of(listen) for listen in listens))


def _listen_of(fields: RowMapping) -> Listen:
    every_seconds = fields["every"]
    return Listen(
        source=fields["source"],
        every=timedelta(seconds=every_seconds) if every_seconds is not None else None,
        settings=dict(fields["settings"]),
    )


def _hand_over(connection: Connection, watch_id: int) -> None:
    """Let each mention that leads copies of other watches take the place of the oldest: its owner and cards stay."""
    lead, copy = tables.mentions, tables.mentions.alias("copy")
    heirs = connection.execute(
        select(copy.c.bundle_id, func.min(copy.c.id).label("id"))
        .join(lead, lead.c.id == copy.c.bundle_id)
        .where(lead.c.watch_id == watch_id, copy.c.watch_id != watch_id)
        .group_by(copy.c.bundle_id)
    ).all()
    for heir in heirs:
        heard = ("post_id", "watch_id", "urgency", "reasons", "signals", "matched", "is_ours", "is_backlog")
        place = connection.execute(select(*(lead.c[name] for name in heard)).where(lead.c.id == heir.id)).mappings()
        values = dict(place.one())
        connection.execute(delete(lead).where(lead.c.id == heir.id))
        connection.execute(update(lead).where(lead.c.id == heir.bundle_id).values(**values))


def _standing(before: Watch | None, watch: Watch, now: datetime) -> dict[str, Any]:
    """Return what no form or file says: where the budget has the threshold, and since when the watch is silent."""
    begins = now if watch.silent_days else None
    if before is None:
        return {"raised_to": None, "silent_since": begins}
    return {
        "raised_to": before.raised_to if _fits_as_before(before, watch) else None,
        "silent_since": before.silent_since if watch.silent_days == before.silent_days else begins,
    }


def _fits_as_before(before: Watch, after: Watch) -> bool:
    return (before.alert_at, before.alerts_a_day) == (after.alert_at, after.alerts_a_day)


def _columns(watch: Watch) -> dict[str, object]:
    return {
        "workspace": watch.workspace,
        "name": watch.name,
        "objective": watch.objective.value,
        "query": watch.query,
        "channel": watch.channel,
        "alert_at": watch.alert_at,
        "alerts_a_day": watch.alerts_a_day,
        "silent_days": watch.silent_days,
        "raised_to": watch.raised_to,
        "silent_since": watch.silent_since,
        "answer_within": round(watch.answer_within.total_seconds()),
        "lease": round(watch.lease.total_seconds()),
        "digest_at": watch.digest_at.isoformat("minutes"),
        "timezone": watch.timezone,
        "backlog": watch.backlog.value,
        "ours": list(watch.ours),
        "four_eyes": str(watch.four_eyes),
        "paused": watch.paused,
    }


def _insert(connection: Connection, watch: Watch, now: datetime) -> int:
    rows = tables.watches
    values = _columns(watch) | {"created_at": now}
    return int(connection.execute(insert(rows).values(**values).returning(rows.c.id)).scalar_one())


def _save_listens(connection: Connection, watch: Watch, now: datetime, *, start_over: bool) -> None:
    """Keep, change, add and drop listeners. A new query hears again what is already out there, without alerts twice."""
    rows = tables.listeners
    known = {
        (row.source, row.settings_key): row
        for row in connection.execute(select(rows).where(rows.c.watch_id == watch.id)).all()
    }
    for listen in watch.listens:
        every_seconds = listen.every.total_seconds() if listen.every is not None else None
        kept = known.pop((listen.source, settings_key(listen.settings)), None)
        if kept is None:
            connection.execute(insert(rows).values(**_new_listener(watch, listen, every_seconds, now)))
        else:
            values: dict[str, object] = {"every": every_seconds}
            if start_over:
                values |= {"cursor": {}, "next_due": now}
            connection.execute(update(rows).where(rows.c.id == kept.id).values(**values))
    for gone in known.values():
        connection.execute(delete(rows).where(rows.c.id == gone.id))


def _new_listener(watch: Watch, listen: Listen, every_seconds: float | None, now: datetime) -> dict[str, object]:
    return {
        "workspace": watch.workspace,
        "watch_id": watch.id,
        "source": listen.source,
        "settings": dict(listen.settings),
        "settings_key": settings_key(listen.settings),
        "every": every_seconds,
        "cursor": {},
        "next_due": now,
        "last_tried": None,
        "last_success": None,
        "last_error": "",
        "failures": 0,
        "blind_since": None,
        "created_at": now,
    }


def _difference(before: Watch | None, after: Watch) -> tuple[str, ...]:
    names = [name for name in after.__dataclass_fields__ if name not in _UNSAID]
    if before is None:
        return tuple(names)
    return tuple(name for name in names if _unordered(getattr(before, name)) != _unordered(getattr(after, name)))


_UNSAID = {"id", "workspace", "raised_to", "silent_since"}


def _unordered(value: object) -> object:
    """Return listens and accounts without the order they were written in, which means nothing."""
    return sorted(value, key=str) if isinstance(value, tuple) else value

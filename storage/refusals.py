"""When a place takes a credential no longer: one stretch for all who share it, so that it is said once.

A listener's open outage names the credential that was refused; the refusal is over when one of them is let in again,
be it with the same credential or with another that was entered meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, exists, insert, select, update

from storage import tables
from storage.database import Store
from storage.records import Listener

TOLD_AFTER = timedelta(minutes=5)  # a place that refuses everybody for a minute is unwell, not changed its mind
TOLD_TIMES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A stretch in which a credential was refused; `told_in` is the lane where that was said, "" where it was not."""

    id: int
    workspace: str
    credential: str
    source: str
    why: str
    times: int
    since: datetime
    told_in: str
    until: datetime | None

    def is_news(self, now: datetime) -> bool:
        """Say whether it has lasted long enough to be told, and was not told yet."""
        return not self.told_in and self.times >= TOLD_TIMES and now - self.since >= TOLD_AFTER


def note(store: Store, listener: Listener, credential: str, why: str, *, now: datetime) -> Refusal:
    """Note that a listener's credential was refused; call it in the transaction that notes the failed ask, before."""
    rows = tables.refusals
    with store.transaction() as connection:
        if not _lasts(store, listener.workspace, credential):
            _end(store, listener.workspace, credential, now)  # those it kept out are gone: this is a new one
        ours = (rows.c.workspace == listener.workspace, rows.c.credential == credential, rows.c.until.is_(None))
        counted = (
            connection.execute(update(rows).where(*ours).values(times=rows.c.times + 1, why=why).returning(rows))
            .mappings()
            .one_or_none()
        )
        if counted is None:
            begun: dict[str, object] = {
                "workspace": listener.workspace,
                "credential": credential,
                "source": listener.source,
            }
            begun |= {"why": why, "times": 1, "since": now, "told_at": None, "told_in": "", "until": None}
            counted = connection.execute(insert(rows).values(**begun).returning(rows)).mappings().one()
    return _refusal_of(counted)


def told(store: Store, refusal: Refusal, lane: str, *, now: datetime) -> bool:
    """Mark a refusal as told in a lane; False where it was told before."""
    rows = tables.refusals
    with store.transaction() as connection:
        done = connection.execute(
            update(rows).where(rows.c.id == refusal.id, rows.c.told_in == "").values(told_at=now, told_in=lane)
        )
        return done.rowcount == 1


def mended(store: Store, listener: Listener, *, now: datetime) -> Refusal | None:
    """End the refusal that kept a listener out, if one did; call it where the listener hears again, before."""
    outages, rows = tables.outages, tables.refusals
    with store.transaction() as connection:
        credential = connection.execute(
            select(outages.c.credential).where(
                outages.c.listener_id == listener.id, outages.c.until.is_(None), outages.c.credential != ""
            )
        ).scalar_one_or_none()
        if credential is None:
            return None
        found = (
            connection.execute(
                select(rows).where(
                    rows.c.workspace == listener.workspace, rows.c.credential == credential, rows.c.until.is_(None)
                )
            )
            .mappings()
            .one_or_none()
        )
        _end(store, listener.workspace, credential, now)
    return _refusal_of(found) if found else None


def get(store: Store, workspace: str, refusal_id: int) -> Refusal | None:
    """Return a refusal as it stands, None where there is none of that id."""
    rows = tables.refusals
    with store.reading() as connection:
        found = (
            connection.execute(select(rows).where(rows.c.id == refusal_id, rows.c.workspace == workspace))
            .mappings()
            .one_or_none()
        )
    return _refusal_of(found) if found else None


def kept_out(store: Store, refusal: Refusal) -> tuple[str, ...]:
    """Return the names of the watches that a refusal keeps from hearing."""
    outages, places, watch = tables.outages, tables.listeners, tables.watches
    with store.reading() as connection:
        return tuple(
            connection.execute(
                select(watch.c.name)
                .distinct()
                .join(places, places.c.watch_id == watch.c.id)
                .join(outages, outages.c.listener_id == places.c.id)
                .where(watch.c.workspace == refusal.workspace)
                .where(outages.c.credential == refusal.credential, outages.c.until.is_(None))
                .order_by(watch.c.name)
            ).scalars()
        )


def _lasts(store: Store, workspace: str, credential: str) -> bool:
    rows = tables.outages
    with store.reading() as connection:
        found = exists().where(rows.c.workspace == workspace, rows.c.credential == credential, rows.c.until.is_(None))
        return bool(connection.execute(select(found)).scalar_one())


def _end(store: Store, workspace: str, credential: str, now: datetime) -> None:
    rows = tables.refusals
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.credential == credential, rows.c.until.is_(None))
            .values(until=now)
        )


def _refusal_of(row: RowMapping) -> Refusal:
    names = ("id", "workspace", "credential", "source", "why", "times", "since", "told_in", "until")
    return Refusal(**{name: row[name] for name in names})

"""The keys to the places we listen to that were entered in Slack, and the passes that signing in brought. All locked.

One credential per workspace and source. What the environment says of a source wins over all of it (`told`): where the
operator gave a secret, what was entered rests, so that nobody in Slack can send the operator's keys elsewhere.
A pass is stored before it is used, because many places take the old one away with the new one. Who may renew it is
settled by a guarded UPDATE: one asks the place, the others wait for what it brings.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from storage import tables
from storage.database import Store
from storage.records import Entered
from storage.secrets import Vault, WrongKey
from storage.upserts import insert_into, insert_new

RENEWING = timedelta(seconds=40)  # twice the longest ask: whoever began has ended, or died
PASSES_KEPT = timedelta(days=400)  # a refresh token may last a year without use


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPass:
    """A pass as it is kept, None for its settings where there is none; `version` grows with every renewal."""

    settings: Mapping[str, str] | None = field(default=None, repr=False)
    until: datetime | None = None
    version: int = 0


def enter(  # the parts are the credential
    store: Store,
    vault: Vault,
    workspace: str,
    source: str,
    settings: Mapping[str, str],
    *,
    place: str,
    by: str,
    now: datetime,
) -> None:
    """Keep a credential instead of the one before, and let its listeners try it at once."""
    rows = tables.credentials
    values = {"place": place, "locked": vault.lock(settings), "entered_by": by, "entered_at": now}
    with store.transaction() as connection:
        statement = insert_into(store, rows).values(workspace=workspace, source=source, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["workspace", "source"], set_=values))
        _wake(store, workspace, source, now)


def remove(store: Store, workspace: str, source: str, *, now: datetime) -> bool:
    """Forget the credential of a source and every pass to it; False where there was none."""
    rows, passes = tables.credentials, tables.passes
    with store.transaction() as connection:
        gone = connection.execute(delete(rows).where(rows.c.workspace == workspace, rows.c.source == source))
        if gone.rowcount:
            connection.execute(delete(passes).where(passes.c.source == source))
            _wake(store, workspace, source, now)
        return gone.rowcount == 1


def every(store: Store, workspace: str) -> tuple[Entered, ...]:
    """Return what was entered, by source, without what it is."""
    rows = tables.credentials
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.source, rows.c.place, rows.c.entered_by, rows.c.entered_at)
            .where(rows.c.workspace == workspace)
            .order_by(rows.c.source)
        ).all()
    return tuple(Entered(source=row.source, place=row.place, by=row.entered_by, at=row.entered_at) for row in found)


def told(
    store: Store,
    vault: Vault | None,
    workspace: str,
    source: str,
    operator: Mapping[str, str],
    secrets: Collection[str],
) -> Mapping[str, str]:
    """Return the settings that stand above a listener's own: the operator's, under them what was entered.

    Where the operator gives any of the `secrets`, or without a vault, what was entered is left alone. Raise WrongKey
    where it cannot be opened.
    """
    if vault is None or any(operator.get(name) for name in secrets):
        return operator
    rows = tables.credentials
    with store.reading() as connection:
        locked = connection.execute(
            select(rows.c.locked).where(rows.c.workspace == workspace, rows.c.source == source)
        ).scalar_one_or_none()
    return {**vault.open(locked), **operator} if locked else operator


def kept_pass(store: Store, vault: Vault, key: str) -> KeptPass:
    """Return the pass kept under a key, without settings where there is none, or none that our keys open."""
    rows = tables.passes
    with store.reading() as connection:
        row = connection.execute(select(rows).where(rows.c.key == key)).one_or_none()
    if row is None:
        return KeptPass()
    try:
        settings = vault.open(row.locked) if row.locked else None
    except WrongKey:
        settings = None
    return KeptPass(settings=settings, until=row.until, version=row.version)


def begin_renewal(store: Store, key: str, version: int, *, now: datetime) -> bool:
    """Take the right to renew a pass; False where somebody else is at it, or has renewed it already."""
    rows = tables.passes
    fresh = {"key": key, "source": key.partition(":")[0], "locked": "", "version": 0, "kept_at": now}
    free = or_(rows.c.renewing_until.is_(None), rows.c.renewing_until <= now)
    with store.transaction() as connection:
        connection.execute(insert_new(store, rows).values(**fresh))
        done = connection.execute(
            update(rows).where(rows.c.key == key, rows.c.version == version, free).values(renewing_until=now + RENEWING)
        )
        return done.rowcount == 1


def end_renewal(store: Store, key: str, version: int) -> None:
    """Give the right back: the place brought nothing."""
    rows = tables.passes
    with store.transaction() as connection:
        connection.execute(update(rows).where(rows.c.key == key, rows.c.version == version).values(renewing_until=None))


def keep_pass(store: Store, vault: Vault, key: str, found: KeptPass, *, now: datetime) -> None:
    """Keep what a renewal brought instead of the pass before; `found.version` is that of the one before.

    The newest wins whatever happened meanwhile: a place that gives a new pass takes the old one away.
    """
    rows = tables.passes
    values: dict[str, object] = {"locked": vault.lock(found.settings or {}), "until": found.until, "kept_at": now}
    values |= {"version": found.version + 1, "renewing_until": None}
    with store.transaction() as connection:
        fresh = insert_into(store, rows).values(key=key, source=key.partition(":")[0], **values)
        connection.execute(fresh.on_conflict_do_update(index_elements=["key"], set_=values))


def rotate(store: Store, vault: Vault) -> int:
    """Lock everything anew with the first key, all or nothing; return how many. Raise WrongKey where one won't open."""
    with store.transaction():
        return sum(_rotate(store, vault, rows) for rows in (tables.credentials, tables.passes))


def forget(store: Store, workspace: str, source: str = "") -> int:
    """Forget what was entered in a workspace, for one source or for all, with every pass to them; return how many."""
    rows, passes = tables.credentials, tables.passes
    meant = and_(rows.c.workspace == workspace, *([rows.c.source == source] if source else []))
    with store.transaction() as connection:
        connection.execute(delete(passes).where(passes.c.source.in_(select(rows.c.source).where(meant))))
        return int(connection.execute(delete(rows).where(meant)).rowcount)


def forget_old_passes(store: Store, *, now: datetime) -> None:
    """Forget passes that nobody has renewed for longer than any of them lasts."""
    rows = tables.passes
    with store.transaction() as connection:
        connection.execute(delete(rows).where(rows.c.kept_at < now - PASSES_KEPT))


def _rotate(store: Store, vault: Vault, rows: Table) -> int:
    key: tuple[ColumnElement[object], ...] = tuple(rows.primary_key.columns)
    with store.transaction() as connection:
        found = connection.execute(select(*key, rows.c.locked).where(rows.c.locked != "").with_for_update()).all()
        for *values, locked in found:
            this = [column == value for column, value in zip(key, values, strict=True)]
            connection.execute(update(rows).where(*this).values(locked=vault.rotated(locked)))
    return len(found)


def _wake(store: Store, workspace: str, source: str, now: datetime) -> None:
    """Let the listeners of a source ask now: what they were refused with has changed."""
    rows = tables.listeners
    with store.transaction() as connection:
        connection.execute(
            update(rows).where(rows.c.workspace == workspace, rows.c.source == source).values(next_due=now)
        )

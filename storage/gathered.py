"""What the listeners are to read for the library, and what they brought: one thing at a time, due in the memory.

Taking something puts off when it is due again, so that whoever is killed over it only loses time. Whoever added an
address or a feed is told once in Slack how reading it went; what a feed listed is read without a word.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection, RowMapping, Table, delete, func, select, update

from storage import links, outbox, shareables, shelfwords, tables
from storage.database import Store
from storage.shelf import Errand, Found, Kind, Listing
from storage.upserts import insert_new

LEASE = timedelta(minutes=10)
PAGES_AGAIN, LISTINGS_AGAIN = timedelta(days=7), timedelta(hours=1)


def follow(store: Store, workspace: str, url: str, *, by: str, now: datetime) -> tuple[Listing, bool]:
    """Let the library grow from a feed or sitemap; return it, and whether it is new."""
    rows, key = tables.shareable_feeds, links.canonical_url(url)
    values = {"workspace": workspace, "key": key, "url": url, "added_by": by, "added_at": now}
    values |= {"validators": {}, "next_due": now, "read_at": None, "tries": 0, "error": ""}
    with store.transaction() as connection:
        new = connection.execute(insert_new(store, rows).values(values).returning(rows.c.id)).scalar_one_or_none()
        stands = next(one for one in listings(store, workspace) if links.canonical_url(one.url) == key)
    return stands, new is not None


def unfollow(store: Store, workspace: str, feed_id: int) -> bool:
    """Read a feed no more; what it brought stays. False where it is gone already."""
    rows = tables.shareable_feeds
    with store.transaction() as connection:
        gone = delete(rows).where(rows.c.workspace == workspace, rows.c.id == feed_id)
        return connection.execute(gone).rowcount == 1


def listings(store: Store, workspace: str) -> tuple[Listing, ...]:
    """Return the feeds and sitemaps the library grows from, as they were added."""
    rows, page = tables.shareable_feeds, tables.shareables
    listed = (
        select(func.count())
        .where(page.c.feed_id == rows.c.id, page.c.archived_at.is_(None))
        .correlate(rows)
        .scalar_subquery()
    )
    with store.reading() as connection:
        found = connection.execute(
            select(rows, listed.label("listed")).where(rows.c.workspace == workspace).order_by(rows.c.id)
        ).all()
    return tuple(
        Listing(
            id=row.id,
            url=row.url,
            added_by=row.added_by,
            added_at=row.added_at,
            read_at=row.read_at,
            error=row.error,
            listed=row.listed,
        )
        for row in found
    )


def take(store: Store, *, now: datetime) -> Errand | None:
    """Take what has waited longest to be read, in any workspace; a feed before a page, because pages come of it."""
    with store.transaction() as connection:
        for rows, lists in ((tables.shareable_feeds, True), (tables.shareables, False)):
            due = select(rows.c.id).where(rows.c.next_due <= now).order_by(rows.c.next_due, rows.c.id).limit(1)
            if not store.is_sqlite:
                due = due.with_for_update(skip_locked=True)
            taken = (
                update(rows)
                .where(rows.c.id == due.scalar_subquery())
                .values(next_due=now + LEASE, tries=rows.c.tries + 1)
            )
            row = connection.execute(taken.returning(rows)).mappings().one_or_none()
            if row is not None:
                return _errand_of(row, "" if lists else _listed_at(connection, row["feed_id"]), lists=lists)
    return None


def read(store: Store, errand: Errand, found: Found, validators: Mapping[str, str], *, now: datetime) -> None:
    """Keep what a page says; what it does not say stays as it was, and so does a kind that somebody chose."""
    rows, workspace = tables.shareables, errand.workspace
    with store.transaction() as connection:
        row = connection.execute(select(rows).where(rows.c.id == errand.id).with_for_update()).one_or_none()
        if row is None:
            return
        values = shareables.words_of(found)
        values |= {name: getattr(row, name) for name in ("title", "summary", "language") if not values[name]}
        if row.kind != Kind.PAGE:
            values["kind"] = row.kind
        connection.execute(update(rows).where(rows.c.id == row.id).values(**values))
        shareables.lead(
            store, connection, workspace, row.id, [key for one in found.also if (key := links.canonical_url(one))]
        )
        shelfwords.index(connection, workspace, {row.id: (values["title"], values["summary"], values["text"])})
        _settle(store, errand, validators, now)
        _tell(store, errand, {"title": values["title"]}, now)


def listed(
    store: Store, errand: Errand, found: Sequence[Found], validators: Mapping[str, str], *, now: datetime
) -> int:
    """Take in what a feed or sitemap lists and return how many were new; what is known stays, also in the archive."""
    workspace = errand.workspace
    by_key = {key: one for one in reversed(found) if (key := links.canonical_url(one.url))}
    with store.transaction() as connection:
        if not connection.execute(
            select(tables.shareable_feeds.c.id).where(tables.shareable_feeds.c.id == errand.id)
        ).first():
            return 0
        known = shareables.holders(connection, workspace, by_key)
        room = max(shareables.MOST - shareables.count(store, workspace), 0)
        fresh = {key: by_key[key] for key in [key for key in by_key if key not in known][-room:] if room}
        shareables.put(store, connection, workspace, fresh, by=errand.added_by, now=now, feed_id=errand.id)
        _settle(store, errand, validators, now)
        _tell(store, errand, {"listed": len(by_key), "new": len(fresh)}, now)
    return len(fresh)


def unchanged(store: Store, errand: Errand, *, now: datetime) -> None:
    """Note that nothing has changed since it was read."""
    with store.transaction():
        _settle(store, errand, None, now)


def later(store: Store, errand: Errand, *, until: datetime) -> None:
    """Try again then, and say nothing yet."""
    rows = _table_of(errand)
    with store.transaction() as connection:
        connection.execute(update(rows).where(rows.c.id == errand.id).values(next_due=until))


def failed(store: Store, errand: Errand, error: str, *, now: datetime) -> None:
    """Keep why something could not be read; it is tried again at its pace, and who added it is told the first time."""
    rows = _table_of(errand)
    again = LISTINGS_AGAIN * 24 if errand.lists else PAGES_AGAIN
    with store.transaction() as connection:
        connection.execute(
            update(rows).where(rows.c.id == errand.id).values(error=error, next_due=now + again, tries=0)
        )
        _tell(store, errand, {"error": error}, now)


def _settle(store: Store, errand: Errand, validators: Mapping[str, str] | None, now: datetime) -> None:
    rows = _table_of(errand)
    values: dict[str, object] = {"read_at": now, "tries": 0, "error": ""}
    values["next_due"] = now + (LISTINGS_AGAIN if errand.lists else PAGES_AGAIN)
    if validators is not None:
        values["validators"] = dict(validators)
    with store.transaction() as connection:
        connection.execute(update(rows).where(rows.c.id == errand.id).values(**values))


def _tell(store: Store, errand: Errand, what: Mapping[str, object], now: datetime) -> None:
    """Tell whoever added it, once."""
    if not errand.is_first or not errand.added_by:
        return
    wish = outbox.Wish(
        key=f"gathered:{'feed' if errand.lists else 'page'}:{errand.id}",
        kind="gathered",
        lane=errand.added_by,
        payload={"url": errand.url, "lists": errand.lists, **what},
        rank=outbox.AT_ONCE,
    )
    outbox.put(store, errand.workspace, wish, now=now)


def _listed_at(connection: Connection, feed_id: int | None) -> str:
    """Return the address of what listed a page, nothing where a person added it."""
    rows = tables.shareable_feeds
    return connection.execute(select(rows.c.url).where(rows.c.id == feed_id)).scalar_one_or_none() or ""


def _errand_of(row: RowMapping, listed_at: str, *, lists: bool) -> Errand:
    return Errand(
        id=row["id"],
        workspace=row["workspace"],
        url=row["url"],
        lists=lists,
        validators=dict(row["validators"]),
        added_by=row["added_by"],
        is_first=row["read_at"] is None and not row["error"] and not listed_at,
        led=bool(listed_at) and urlsplit(listed_at)[:2] != urlsplit(row["url"])[:2],
        tries=row["tries"],
    )


def _table_of(errand: Errand) -> Table:
    return tables.shareable_feeds if errand.lists else tables.shareables

"""The library: what we have worth sharing, each thing once by its address, found by the words of the post at hand.

Slack only writes wishes here; the listeners read what is wished for (`storage.gathered`). An address is known in its
one spelling, and by every other that leads to the same page.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, or_, select, update

from storage import answerlinks, links, shelfwords, tables
from storage.database import Store
from storage.shelf import Found, Kind, Shareable
from storage.upserts import insert_new

MOST = 5000  # in a library; more pages are no choice of what is worth sharing
LONGEST_TEXT = 8000  # signs that are kept of a page
_BACK: Mapping[str, Any] = {"archived_at": None, "archived_by": ""}
_SHOWN = (
    *("id", "url", "title", "summary", "language", "feed_id"),
    *("added_by", "added_at", "read_at", "error", "archived_at"),
)


def add(
    store: Store, workspace: str, found: Found, *, by: str, now: datetime, most: int = MOST
) -> tuple[Shareable, bool] | None:
    """Add an address, to be read by the listeners unless its title was typed; return it, and whether it is new.

    One that is there already stays as it is, but comes back from the archive. None where the library is full.
    """
    key = links.canonical_url(found.url)
    with store.transaction() as connection:
        held = holders(connection, workspace, [key]).get(key)
        if held is None and count_in(connection, workspace, _stands(archived=False)) >= most:
            return None
        if held is None:
            stands = put(store, connection, workspace, {key: found}, by=by, now=now, typed=bool(found.title))[0]
        else:
            stands = held
            connection.execute(update(tables.shareables).where(tables.shareables.c.id == held).values(_BACK))
        one = get(store, workspace, stands)
    assert one is not None  # noqa: S101  it was written in this transaction
    return one, held is None


def get(store: Store, workspace: str, shareable_id: int) -> Shareable | None:
    """Return a shareable with its figures."""
    with store.reading() as connection:
        found = _some(connection, workspace, tables.shareables.c.id == shareable_id, limit=1)
    return found[0] if found else None


def newest(
    store: Store, workspace: str, *, limit: int, offset: int = 0, archived: bool = False
) -> tuple[Shareable, ...]:
    """Return what is in the library, or in its archive, the newest first."""
    with store.reading() as connection:
        return _some(connection, workspace, _stands(archived=archived), limit=limit, offset=offset)


def count(store: Store, workspace: str, *, archived: bool = False) -> int:
    """Return how many there are in the library, or in its archive."""
    with store.reading() as connection:
        return count_in(connection, workspace, _stands(archived=archived))


def archive(store: Store, workspace: str, shareable_id: int, *, by: str, now: datetime) -> bool:
    """Offer it no more; its figures stay. False where it is not there, or archived already."""
    return _move(store, workspace, shareable_id, _stands(archived=False), {"archived_at": now, "archived_by": by})


def bring_back(store: Store, workspace: str, shareable_id: int) -> bool:
    """Undo `archive`; False where there is nothing to undo."""
    return _move(store, workspace, shareable_id, _stands(archived=True), _BACK)


def fitting(store: Store, workspace: str, text: str, language: str = "", limit: int = 3) -> tuple[Shareable, ...]:
    """Return what fits a text, the best first; nothing where nothing fits well enough to be worth a look."""
    with store.reading() as connection:
        fits = shelfwords.fits(connection, workspace, text, language)
        return _these(connection, workspace, shelfwords.best(fits, limit))


def search(store: Store, workspace: str, words: str, *, limit: int) -> tuple[Shareable, ...]:
    """Return what holds any of the words, the best first, then where they stand in a title or an address."""
    rows = tables.shareables
    with store.reading() as connection:
        fits = shelfwords.fits(connection, workspace, words, "")
        best = sorted(fits, key=lambda one: (-fits[one].points, one))[:limit]
        holds = or_(
            *(func.lower(column).contains(words.lower(), autoescape=True) for column in (rows.c.url, rows.c.title))
        )
        more = _some(connection, workspace, holds & _stands(archived=False), limit=limit if words.strip() else 0)
        return tuple({one.id: one for one in (*_these(connection, workspace, best), *more)}.values())[:limit]


def put(
    store: Store,
    connection: Connection,
    workspace: str,
    found: Mapping[str, Found],
    *,
    by: str,
    now: datetime,
    typed: bool = False,
    feed_id: int | None = None,
) -> list[int]:
    """Write new shareables by the keys of their addresses, and let them be found; return their ids."""
    common = {"workspace": workspace, "feed_id": feed_id, "added_by": by, "added_at": now, "typed": typed, **_BACK}
    common |= {"validators": {}, "next_due": None if typed else now, "read_at": None, "tries": 0, "error": ""}
    new: dict[int, tuple[str, str, str]] = {}
    for key, one in found.items():
        values = common | words_of(one) | {"url": one.url}
        new_id = connection.execute(
            insert(tables.shareables).values(values).returning(tables.shareables.c.id)
        ).scalar_one()
        new[new_id] = (one.title, one.summary, one.text)
        lead(store, connection, workspace, new_id, [key])
    shelfwords.index(connection, workspace, new)
    return list(new)


def words_of(found: Found) -> dict[str, Any]:
    """Return the columns of what a page says."""
    text = found.text[:LONGEST_TEXT]
    told = {"title": found.title, "summary": found.summary, "text": text, "language": found.language}
    return told | {"kind": found.kind.value}


def lead(store: Store, connection: Connection, workspace: str, shareable_id: int, keys: Collection[str]) -> None:
    """Let addresses lead to a shareable, as far as they lead to no other."""
    values = [{"workspace": workspace, "key": key, "shareable_id": shareable_id} for key in keys]
    if values:
        connection.execute(insert_new(store, tables.shareable_addresses), values)


def holders(connection: Connection, workspace: str, keys: Collection[str]) -> Mapping[str, int]:
    """Return the shareable each address leads to."""
    rows = tables.shareable_addresses
    held = select(rows.c.key, rows.c.shareable_id).where(rows.c.workspace == workspace, rows.c.key.in_(list(keys)))
    return {row.key: row.shareable_id for row in connection.execute(held)}


def count_in(connection: Connection, workspace: str, *where: ColumnElement[bool]) -> int:
    """Return how many shareables there are."""
    counted = (
        select(func.count()).select_from(tables.shareables).where(tables.shareables.c.workspace == workspace, *where)
    )
    return connection.execute(counted).scalar_one()


def _stands(*, archived: bool) -> ColumnElement[bool]:
    gone = tables.shareables.c.archived_at
    return gone.is_not(None) if archived else gone.is_(None)


def _move(
    store: Store, workspace: str, shareable_id: int, stands: ColumnElement[bool], values: Mapping[str, object]
) -> bool:
    rows = tables.shareables
    with store.transaction() as connection:
        moved = update(rows).where(rows.c.workspace == workspace, rows.c.id == shareable_id, stands).values(**values)
        return connection.execute(moved).rowcount == 1


def _these(connection: Connection, workspace: str, ids: Sequence[int]) -> tuple[Shareable, ...]:
    found = _some(connection, workspace, tables.shareables.c.id.in_(ids), limit=len(ids))
    return tuple(sorted(found, key=lambda one: ids.index(one.id)))


def _some(
    connection: Connection, workspace: str, where: ColumnElement[bool], *, limit: int, offset: int = 0
) -> tuple[Shareable, ...]:
    rows = tables.shareables
    shown = select(*(rows.c[name] for name in (*_SHOWN, "kind", "typed")))  # not the text, which is long
    wanted = shown.where(rows.c.workspace == workspace, where).order_by(rows.c.added_at.desc(), rows.c.id.desc())
    found = connection.execute(wanted.limit(limit).offset(offset)).mappings().all()
    figures = answerlinks.figures(connection, [row["id"] for row in found])
    return tuple(_shareable_of(row, *figures.get(row["id"], (0, 0))) for row in found)


def _shareable_of(row: RowMapping, shared: int, brought: int) -> Shareable:
    kept = {name: row[name] for name in _SHOWN}
    return Shareable(**kept, kind=Kind(row["kind"]), typed=bool(row["typed"]), shared=shared, brought=brought)

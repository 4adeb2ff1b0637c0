"""The one statement both databases spell alike but SQLAlchemy keeps apart: insert, unless it is there."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import JSON, Connection, Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Store
from storage.tables import UtcDateTime

AT_ONCE = 500  # rows a statement: SQLite allows 32,766 parameters
Upsert = sqlite.Insert | postgresql.Insert


def insert_into(store: Store, table: Table) -> Upsert:
    """Return an insert of the store's own dialect, open for `on_conflict_…`."""
    return sqlite.insert(table) if store.is_sqlite else postgresql.insert(table)


def insert_new(store: Store, table: Table) -> Upsert:
    """Return `insert into table … on conflict do nothing`, open for values and returning."""
    return insert_into(store, table).on_conflict_do_nothing()


def insert_pages(
    connection: Connection, table: Table, columns: Mapping[str, Sequence[object]], *, returning: Sequence[str]
) -> list[Row[Any]]:
    """Insert rows, given column by column, unless they are there; return those that were not.

    Written out by hand for the driver: naming and checking each parameter costs SQLAlchemy more than the insert costs
    SQLite (measured: half the rate).
    """
    rows = list(zip(*(_for_driver(connection, table, name, values) for name, values in columns.items()), strict=True))
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    place = f"({', '.join([mark] * len(columns))})"
    added: list[Row[Any]] = []
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        statement = (
            f"insert into {table.name} ({', '.join(columns)}) values {', '.join([place] * len(part))}"  # noqa: S608  our names
            f" on conflict do nothing returning {', '.join(returning)}"
        )
        added += connection.exec_driver_sql(statement, tuple(chain.from_iterable(part))).all()
    return added


def _for_driver(connection: Connection, table: Table, name: str, values: Sequence[object]) -> Sequence[object]:
    """Return the values of a column as the driver takes them: moments and JSON are not so yet."""
    kind = table.columns[name].type
    if isinstance(kind, JSON):
        return [json.dumps(value) for value in values]
    if not isinstance(kind, UtcDateTime):
        return values
    convert: Callable[[Any], object] = kind.bind_processor(connection.dialect)
    written = {moment: convert(moment) for moment in set(values)}
    return [written[moment] for moment in values]

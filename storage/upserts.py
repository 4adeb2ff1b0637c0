"""The one statement both databases spell alike but SQLAlchemy keeps apart: insert, unless it is there."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import JSON, Column, Connection, Float, Row, Table
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
    connection: Connection,
    table: Table,
    columns: Mapping[str, Sequence[object]],
    *,
    returning: Sequence[str],
    key: Sequence[str] = (),
    renewing: Sequence[str] = (),
) -> list[Row[Any]]:
    """Insert rows, given column by column, unless they are there; return those that were not.

    With `renewing`, those of the same `key` get these columns anew, and are returned, too.

    Written out by hand for the drivers: naming and checking each parameter costs SQLAlchemy more than the insert costs
    SQLite (measured: half the rate), and PostgreSQL reads a few arrays far faster than thousands of parameters.
    """
    values = {name: _for_driver(connection, table.columns[name], given) for name, given in columns.items()}
    into = f"insert into {table.name} ({', '.join(columns)})"
    renewed = ", ".join(f"{name} = excluded.{name}" for name in renewing)
    instead = f"({', '.join(key)}) do update set {renewed}" if renewing else "do nothing"
    unless = f"on conflict {instead} returning {', '.join(returning)}"
    if connection.dialect.name != "sqlite":
        arrays = ", ".join(f"%s::{table.columns[name].type.compile(connection.dialect)}[]" for name in columns)
        statement = f"{into} select * from unnest({arrays}) {unless}"  # noqa: S608  the names are our own
        return list(connection.exec_driver_sql(statement, tuple(values.values())))
    rows = list(zip(*values.values(), strict=True))
    place = f"({', '.join('?' * len(columns))})"
    added: list[Row[Any]] = []
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        statement = f"{into} values {', '.join([place] * len(part))} {unless}"
        added += connection.exec_driver_sql(statement, tuple(chain.from_iterable(part)))
    return added


def _for_driver(connection: Connection, column: Column[Any], values: Sequence[object]) -> list[object]:
    """Return the values of a column as the driver takes them."""
    kind = column.type
    if isinstance(kind, JSON):
        return [json.dumps(value) for value in values]
    if isinstance(kind, Float):  # an array has numbers of one kind
        return [None if value is None else float(str(value)) for value in values]
    if not isinstance(kind, UtcDateTime):
        return list(values)
    convert: Callable[[Any], object] = kind.bind_processor(connection.dialect)
    written = {moment: convert(moment) for moment in set(values)}
    return [written[moment] for moment in values]

"""The one statement both databases spell alike but SQLAlchemy keeps apart: insert, unless it is there."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Store

Upsert = sqlite.Insert | postgresql.Insert


def insert_into(store: Store, table: Table) -> Upsert:
    """Return an insert of the store's own dialect, open for `on_conflict_…`."""
    return sqlite.insert(table) if store.is_sqlite else postgresql.insert(table)


def insert_new(store: Store, table: Table) -> Upsert:
    """Return `insert into table … on conflict do nothing`, open for values and returning."""
    return insert_into(store, table).on_conflict_do_nothing()

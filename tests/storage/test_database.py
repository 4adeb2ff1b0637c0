"""Transactions: all or nothing, joined when nested, never lost to a lock."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage import seen, workspaces
from storage.database import Store
from tests.storage.made import NOW, TEAM


def test_read_then_write_between_programs_loses_nothing(sqlite_url: str) -> None:
    """A transaction that reads first is not thrown out for wanting to write: it waited for its turn at the start."""

    def count_up(_: int) -> None:
        with Store(sqlite_url) as store:
            for _turn in range(20):
                with store.transaction() as connection:
                    name = connection.execute(text("select name from workspaces")).scalar_one()
                    connection.execute(text("update workspaces set name = :name"), {"name": str(int(name) + 1)})

    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM, "0")
        with ThreadPoolExecutor(4) as programs:
            list(programs.map(count_up, range(4)))
        with store.reading() as connection:
            assert connection.execute(text("select name from workspaces")).scalar_one() == "80"


def test_what_fails_leaves_nothing_behind(store: Store) -> None:
    """Inner steps stand with the outer one or not at all, and are seen inside before they stand."""
    seen_inside = False
    with pytest.raises(ZeroDivisionError), store.transaction():  # noqa: PT012  the block is what fails
        seen.first(store, TEAM, "E1", now=NOW)
        seen_inside = not seen.first(store, TEAM, "E1", now=NOW)
        _ = 1 / 0

    assert seen_inside
    assert seen.first(store, TEAM, "E1", now=NOW)


def test_a_reader_cannot_write_on_sqlite(sqlite_url: str) -> None:
    """A view is a view: a forgotten transaction shows at once."""
    with Store(sqlite_url) as store, store.reading() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("delete from workspaces"))


def test_a_long_read_does_not_hold_up_a_writer(sqlite_url: str) -> None:
    """An export may run while people press buttons, and sees one moment throughout."""
    with Store(sqlite_url) as store, store.reading() as view:
        before = view.execute(text("select count(*) from workspaces")).scalar_one()
        with ThreadPoolExecutor(1) as somebody:
            somebody.submit(workspaces.enter, store, TEAM).result(timeout=3)

        assert view.execute(text("select count(*) from workspaces")).scalar_one() == before


def test_a_connection_still_in_use_when_the_store_closes_is_closed_when_it_is_let_go(database_url: str) -> None:
    """A thread that finishes its work during shutdown leaves no connection behind."""
    store = Store(database_url)
    with store.transaction() as connection:
        kept = connection.connection.dbapi_connection
        store.close()
        assert connection.execute(text("select 1")).scalar_one() == 1

    with pytest.raises(Exception, match="closed"):
        kept.cursor()  # type: ignore[union-attr]

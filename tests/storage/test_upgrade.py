"""Making, upgrading and refusing a memory; the migrations and the tables say the same."""

import shutil
import sqlite3
from pathlib import Path
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, MetaData, func, select, text, types
from sqlalchemy.exc import StatementError

from storage import mentions, tables, watches, workspaces
from storage.database import Store
from storage.errors import MemoryTrouble, NeedsUpgrade, TooNew
from storage.upgrade import MIGRATIONS, backup, ready, revision, upgrade
from tests.storage.made import NOW, TEAM, a_mention, a_post, a_watch, everything, hear, judged

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = {head!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
{steps}
"""
REMAKE = """
    with op.batch_alter_table("posts") as posts:
        posts.alter_column("language", nullable=True)
"""
BREAK = """
    op.add_column("posts", sa.Column("mood", sa.Text(), nullable=True))
    op.execute("insert into no_such_table values (1)")
"""


def newer(folder: Path, store: Store, steps: str) -> Path:
    """Return our migrations with one more."""
    migrations = folder / "100% ours" / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "9999_next.py").write_text(NEXT.format(head=revision(store), steps=steps))
    return migrations


def set_revision(store: Store, name: str) -> None:
    """Pretend another version wrote this memory."""
    with store.transaction() as connection:
        connection.execute(text("update alembic_version set version_num = :name"), {"name": name})


def test_a_fresh_memory_is_made_once(empty_database_url: str) -> None:
    """The second upgrade has nothing to do, and the programs accept what it made."""
    with Store(empty_database_url) as store:
        before = revision(store)
        first, second = upgrade(store), upgrade(store)
        ready(store)

        assert before is None
        assert first.startswith("upgraded from nothing to ")
        assert second == f"already at revision {revision(store)}"


def test_a_program_that_starts_first_makes_the_memory(empty_database_url: str) -> None:
    """No step to forget."""
    with Store(empty_database_url) as store:
        ready(store)

        assert workspaces.only(store) == "local"


def test_two_programs_that_start_together_make_one_memory(empty_database_url: str) -> None:
    """One upgrades after the other."""
    faults: list[BaseException] = []

    def begin() -> None:
        try:
            with Store(empty_database_url) as store:
                ready(store)
        except BaseException as error:  # noqa: BLE001  whatever a thread dies of is the test's result
            faults.append(error)

    programs = [Thread(target=begin) for _ in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()

    assert faults == []


def test_the_tables_are_what_the_migrations_make(store: Store) -> None:
    """Alembic finds nothing to add, drop or change."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, tables.metadata) == []


def test_a_memory_newer_than_the_code_is_refused(store: Store) -> None:
    """By the programs and by upgrade, with what to do; nothing is changed."""
    set_revision(store, "9999")

    for attempt in (ready, upgrade):
        with pytest.raises(TooNew, match="install the newer version"):
            attempt(store)
    assert revision(store) == "9999"


def test_a_memory_older_than_the_code_is_refused_by_the_programs(store: Store) -> None:
    """They say which command to run."""
    set_revision(store, "0001")

    with pytest.raises(NeedsUpgrade, match="python -m storage upgrade"):
        ready(store)


def test_a_failed_upgrade_leaves_the_old_memory_usable(store: Store, tmp_path: Path) -> None:
    """All of it or nothing, on both databases; a SQLite file has a copy beside it too."""
    a_mention(store)
    before = revision(store)

    with pytest.raises(MemoryTrouble, match="the old memory is untouched"):
        upgrade(store, migrations=newer(tmp_path, store, BREAK))
    ready(store)
    assert revision(store) == before
    assert list(everything(store)) == ["1 Acme"]
    if store.path:
        copy = Path(f"{store.path}.before-9999")
        with sqlite3.connect(copy) as connection:
            assert connection.execute("select count(*) from mentions").fetchone() == (1,)
        connection.close()


def test_an_upgrade_that_makes_a_table_anew_keeps_what_points_to_it(store: Store, tmp_path: Path) -> None:
    """SQLite would take the mentions along with the old posts' table."""
    one = a_mention(store)
    upgrade(store, migrations=newer(tmp_path, store, REMAKE))
    watch = a_watch(store, "Rivals")
    hear(store, judged(a_post("2"), watch))

    assert next(mentions.walk(store, TEAM)).id == one
    watches.remove(store, TEAM, watch.id)
    assert list(everything(store)) == ["1 Acme"]


@pytest.mark.parametrize("body", [b"not a database, " * 300, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path, body: bytes) -> None:
    """And left as it is."""
    path = tmp_path / "broken.db"
    path.write_bytes(body)

    with (
        Store(f"sqlite:///{path}") as store,
        pytest.raises(MemoryTrouble, match=r"broken\.db cannot be used") as trouble,
    ):
        ready(store)
    assert "\n" not in str(trouble.value)
    assert path.read_bytes() == body


def test_a_damaged_memory_is_refused(sqlite_url: str) -> None:
    """Rather than answered from half of it."""
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        watch = a_watch(store)
        hear(store, *(judged(a_post(str(n), "x" * 500), watch) for n in range(200)))
        path = store.path
    assert path is not None
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 12288] = b"\xa5" * 12288
    path.write_bytes(whole)

    with Store(sqlite_url) as store, pytest.raises(MemoryTrouble, match="cannot be used"):
        ready(store)


@pytest.mark.parametrize(
    "url", ["mysql://u@h/d", "nonsense", "", "postgresql+psycopg://nobody@127.0.0.1:1/none"], ids=str
)
def test_an_address_that_leads_nowhere_is_one_plain_line(url: str) -> None:
    """Without the password, without a traceback."""
    with pytest.raises(MemoryTrouble) as trouble, Store(url) as store:
        ready(store)

    assert "\n" not in str(trouble.value)


def test_a_copy_made_while_others_write_is_whole(sqlite_url: str, tmp_path: Path) -> None:
    """Every mention of the copy has its post, its reasons and its card row."""
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        watch = a_watch(store)
        hear(store, judged(a_post("first"), watch))

        def go_on() -> None:
            for number in range(60):
                hear(store, *(judged(a_post(f"{number}-{n}"), watch) for n in range(5)))

        writer = Thread(target=go_on)
        writer.start()
        backup(store, tmp_path / "copy.db")
        writer.join()
    with Store(f"sqlite:///{tmp_path / 'copy.db'}") as copy:
        ready(copy)
        with copy.reading() as connection:
            rows, cards = (
                connection.execute(text(f"select count(*) from {table}")).scalar_one()  # noqa: S608  our own names
                for table in ("mentions", "outbox")
            )

        assert len(everything(copy)) == rows == cards
        assert rows % 5 == 1


def test_a_copy_never_overwrites(sqlite_url: str, tmp_path: Path) -> None:
    """Yesterday's backup is safe."""
    taken = tmp_path / "taken"
    taken.write_text("yesterday")

    with Store(sqlite_url) as store, pytest.raises(MemoryTrouble, match="exists already"):
        backup(store, taken)
    assert taken.read_text() == "yesterday"


def test_there_is_no_copy_of_what_is_not_there(tmp_path: Path) -> None:
    """A mistyped DATABASE_URL must not look like a backup."""
    with Store(f"sqlite:///{tmp_path / 'typo.db'}") as store, pytest.raises(MemoryTrouble, match="no database at"):
        backup(store, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_moments_without_a_zone_are_refused(store: Store) -> None:
    """Aware UTC everywhere."""
    one = a_mention(store)
    with pytest.raises(StatementError, match="naive moment"):
        mentions.alerted(store, TEAM, [one], now=NOW.replace(tzinfo=None))


def invented(column: Column[object]) -> object:
    """Return a value that fits a column, and points to the one row where it must."""
    match column.type:
        case types.Boolean():
            return True
        case types.Integer() | types.Numeric() | types.Float():
            return 1
        case types.DateTime():
            return NOW
        case types.JSON():
            return []
        case _:
            return "2026-11-20 10:00:00.000000" if column.name.endswith(("_at", "_due", "until", "since")) else "one"


def test_a_memory_of_the_first_release_keeps_a_row_of_every_table(empty_database_url: str) -> None:
    """What was heard and answered before an update is still there after it; sources are told anew by the listeners."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    old = MetaData()
    with Store(empty_database_url) as store:
        with store.transaction() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0005")
            old.reflect(connection)
            for table in old.sorted_tables:
                if table.name != "alembic_version":
                    connection.execute(table.insert().values({one.name: invented(one) for one in table.columns}))
        said = upgrade(store)
        with store.reading() as connection:
            counts = {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in old.tables.items()
            }

    assert said.startswith("upgraded from 0005 to")
    assert {name for name, count in counts.items() if count != 1} == {"sources"}

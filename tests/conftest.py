"""What every test gets: no way out to the network, and a memory of its own on either database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect

from storage import workspaces
from storage.database import Store
from storage.upgrade import upgrade
from tests import browser as browsers, loopback, wordpress as blogs
from tests.postgres import NoPostgresError, Server, running
from tests.wordpress import Blog

pytest_plugins = ["pytester"]

# The programs that tests start may keep their bytecode, whatever the machine says: it saves each start a second.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A busy machine is no broken promise: how long an example takes is for the benchmarks to say.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

loopback.guard()


@pytest.fixture(autouse=True)
def only_loopback() -> Iterator[list[str]]:
    """Fail the test that reached beyond loopback, even where our code swallowed the refusal."""
    loopback.strays.clear()
    yield loopback.strays
    if loopback.strays:
        pytest.fail(f"the test tried to {', '.join(loopback.strays)}: tests speak only with loopback addresses")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Run a PostgreSQL server, one for each test process."""
    try:
        with running() as server:
            yield server
    except NoPostgresError as error:
        _skip_unless_all_must_run(error, "PostgreSQL")


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> Iterator[str]:
    """Name the upgraded database that the others are copied from."""
    url = postgres.create()
    with Store(url) as store:
        upgrade(store)
    yield url.rpartition("/")[2]
    postgres.drop(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the upgraded file that the others are copied from."""
    path = tmp_path_factory.mktemp("template") / "earshot.db"
    with Store(f"sqlite:///{path}") as store:
        upgrade(store)
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Address an upgraded SQLite memory without anything in it."""
    shutil.copy(sqlite_template, tmp_path / "earshot.db")
    return f"sqlite:///{tmp_path / 'earshot.db'}"


@pytest.fixture
def postgres_url(postgres: Server, postgres_template: str) -> Iterator[str]:
    """Address an upgraded PostgreSQL memory without anything in it."""
    url = postgres.create(like=postgres_template)
    yield url
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address an upgraded memory, once on either database."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address a database that has never seen Earshot, once on either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("postgres")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Open an upgraded memory that knows the workspace T1, once on either database."""
    with Store(database_url) as opened:
        workspaces.enter(opened, "T1")
        yield opened


@pytest.fixture(scope="session")
def wordpress() -> Iterator[Blog]:
    """Run a real WordPress, one for each test process that wants it."""
    try:
        with blogs.running() as blog:
            yield blog
    except blogs.NoWordPressError as error:
        _skip_unless_all_must_run(error, "WordPress")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run the system's Chromium, one for each test process."""
    try:
        expect.set_options(timeout=browsers.PATIENCE_MS)
        with browsers.running() as running_browser:
            yield running_browser
    except browsers.NoBrowserError as error:
        _skip_unless_all_must_run(error, "a browser")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page with a profile of its own; an error in the page's own code fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB") as context:
        context.set_default_timeout(browsers.PATIENCE_MS)
        opened = context.new_page()
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        yield opened
        assert faults == []


def _skip_unless_all_must_run(error: Exception, what: str) -> None:
    """Skip, named, where a machine lacks a part; CI lacks nothing."""
    if os.environ.get("CI") == "true" or os.environ.get("EARSHOT_NOTHING_SKIPPED") == "1":
        raise error
    pytest.skip(f"needs {what}: {error}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the whole journeys over the run, so that no worker is left with several of them at the end."""
    rooms = {"stories", "faults"}
    journeys = [item for item in items if item.path.parent.name in rooms]
    others = [item for item in items if item.path.parent.name not in rooms]
    every = max(1, len(others) // (len(journeys) or 1))
    for number, journey in enumerate(journeys):
        others.insert(number * (every + 1), journey)
    items[:] = others

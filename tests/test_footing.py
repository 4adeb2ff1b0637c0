"""What the tests stand on: no network beyond loopback, and a PostgreSQL of their own or a clear word."""

import socket

import psycopg
import pytest

from storage.database import Store
from storage.upgrade import revision
from tests.loopback import StrayError
from tests.postgres import running


@pytest.fixture
def inner(pytester: pytest.Pytester) -> pytest.Pytester:
    """Run tests that are written here, with our fixtures."""
    pytester.makeconftest("from tests.conftest import only_loopback, postgres, postgres_template, postgres_url")
    return pytester


@pytest.mark.parametrize("host", ["203.0.113.9", "10.0.0.1", "169.254.169.254", "2001:db8::1"])
def test_a_connection_beyond_loopback_is_refused(host: str, only_loopback: list[str]) -> None:
    """No test depends on somebody else's machine, nor bothers it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as stray, pytest.raises(StrayError, match=f"connect to {host}"):
        stray.connect((host, 9))

    assert only_loopback == [f"connect to {host}"]
    only_loopback.clear()


def test_a_name_is_not_looked_up_beyond_loopback(only_loopback: list[str]) -> None:
    """Asking a name server is going out, too."""
    with pytest.raises(StrayError, match="look up"):
        socket.getaddrinfo("acme.example", 80)

    assert only_loopback == ["look up 'acme.example'"]
    only_loopback.clear()


def test_loopback_and_addresses_in_digits_are_free(only_loopback: list[str]) -> None:
    """A server of the test's own can be reached, and reading digits asks nobody."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    socket.getaddrinfo("203.0.113.9", 80)
    socket.getaddrinfo("localhost", 80)

    assert only_loopback == []


def test_a_swallowed_attempt_fails_the_test_all_the_same(inner: pytest.Pytester, only_loopback: list[str]) -> None:
    """Our code may catch the refusal; the test fails nevertheless."""
    inner.makepyfile("""
        import socket
        from contextlib import suppress

        def test_stray():
            with suppress(OSError):
                socket.getaddrinfo("acme.example", 80)
    """)

    told = inner.runpytest_inprocess("-p", "no:hypothesispytest")

    told.assert_outcomes(passed=1, errors=1)
    told.stdout.fnmatch_lines("*the test tried to look up 'acme.example'*")
    only_loopback.clear()


@pytest.mark.parametrize(
    ("setting", "outcome"),
    [
        pytest.param("", "skipped", id="at-home"),
        pytest.param("CI=true", "errors", id="in-ci"),
        pytest.param("EARSHOT_NOTHING_SKIPPED=1", "errors", id="nothing-skipped"),
    ],
)
def test_without_postgres_a_test_is_skipped_at_home_and_fails_in_ci(
    inner: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, setting: str, outcome: str
) -> None:
    """Nobody believes that PostgreSQL was tested where it was not."""
    for name, _, value in (each.partition("=") for each in ("CI=", "EARSHOT_NOTHING_SKIPPED=", setting) if each):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("EARSHOT_TEST_POSTGRES", "none")
    inner.makepyfile("def test_memory(postgres_url): pass")

    told = inner.runpytest_inprocess("-rs", "-p", "no:hypothesispytest")

    told.assert_outcomes(**{outcome: 1})
    told.stdout.fnmatch_lines("*no binaries of PostgreSQL found*")


def test_the_wheel_brings_a_server_that_is_gone_afterwards() -> None:
    """Where the system has no PostgreSQL the tests still run on one, and leave nothing behind."""
    with running("embedded") as server:
        url = server.create()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            row = connection.execute("select lower('ÄRGER')").fetchone()
        server.drop(url)

    assert row == ("ärger",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url.set(drivername="postgresql").render_as_string(), connect_timeout=2)


def test_a_memory_is_upgraded_and_empty(database_url: str) -> None:
    """Each test gets its own, ready to use."""
    with Store(database_url) as store:
        assert revision(store) is not None


def test_an_empty_database_has_never_seen_earshot(empty_database_url: str) -> None:
    """For the tests of the upgrade itself."""
    with Store(empty_database_url) as store:
        assert revision(store) is None

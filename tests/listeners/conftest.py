"""What the tests of the ears share: a place on the web, and the way out to it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from listeners.http import Manners, Web
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    """A place on the web."""
    with Site() as site:
        yield site


@pytest.fixture
def web() -> Iterator[Web]:
    """The way out, for an operator who listens at home too."""
    with Web(allow_private=True, manners=Manners(patience=timedelta(seconds=5)), clock=lambda: NOW) as web:
        yield web


@pytest.fixture
def strict() -> Iterator[Web]:
    """The way out as it is by default."""
    with Web(manners=Manners(patience=timedelta(seconds=5))) as web:
        yield web

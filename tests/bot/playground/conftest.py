"""A playground for each test, a client for it, and a small Bolt app behind it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground import Playground
from tests.bot.playground.app import build, connected
from tests.bot.playground.drawing import bench_in, complaints_of


@pytest.fixture
def slack() -> Iterator[Playground]:
    """Open the default workspace."""
    with Playground() as playground:
        yield playground


@pytest.fixture
def client(slack: Playground) -> WebClient:
    """Call the playground as the bot."""
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def app(slack: Playground, client: WebClient) -> Iterator[App]:
    """Connect a small Bolt app by Socket Mode."""
    app = build(client)
    with connected(app, slack):
        yield app


@pytest.fixture(scope="session")
def bench_page(browser: Browser) -> Iterator[Page]:
    """Open the bench for blocks once for each test process."""
    with bench_in(browser) as page:
        yield page


@pytest.fixture
def bench(bench_page: Page) -> Iterator[Page]:
    """Clear the bench; what the page complains of fails the test."""
    bench_page.evaluate("bench.fresh()")
    with complaints_of(bench_page) as complaints:
        yield bench_page

    assert complaints == []

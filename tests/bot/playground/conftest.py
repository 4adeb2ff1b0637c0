"""A playground for each test, a client for it, and a small Bolt app behind it."""

from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground import Playground
from tests.bot.playground.app import build, connected


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

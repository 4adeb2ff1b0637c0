"""What every test of the bot gets: a strict Slack, an empty memory, and the bot at work between them."""

from collections.abc import Callable, Iterator

import pytest

from bot.app import Bot
from bot.desk import Desk
from bot.playground import Message, Playground
from storage import workspaces
from storage.database import Store
from tests.bot.made import Work, desk_for, settings_for


@pytest.fixture
def slack() -> Iterator[Playground]:
    """Open a strict Slack; whatever the bot sends it must be well formed."""
    with Playground() as opened:
        yield opened

    assert opened.malformed() == []


@pytest.fixture
def memory(sqlite_url: str) -> Iterator[Store]:
    """Open an empty SQLite memory that knows the playground's workspace."""
    with Store(sqlite_url) as opened:
        workspaces.enter(opened, "T01EARSHOT0")
        yield opened


@pytest.fixture
def desk(slack: Playground, memory: Store) -> Desk:
    """Furnish a desk."""
    return desk_for(slack, memory)


@pytest.fixture
def hire(slack: Playground) -> Iterator[Callable[[Store], Work]]:
    """Start bots, and stop them after the test."""
    hired: list[Bot] = []

    def start(store: Store) -> Work:
        bot = Bot(settings_for(slack, store), store)
        hired.append(bot)
        bot.start()
        slack.wait_until(lambda: bot.faults() == (), timeout=10, what="the bot to be ready")
        assert bot.desk is not None
        return Work(slack=slack, desk=bot.desk, bot=bot)

    yield start
    for bot in hired:
        bot.stop()


@pytest.fixture
def work(hire: Callable[[Store], Work], memory: Store) -> Work:
    """Put the bot to work over a real socket, on SQLite."""
    return hire(memory)


@pytest.fixture
def card(work: Work) -> Message:
    """Have one mention alerted, and return its card."""
    return work.alert()

"""What every Slack handler works with, in one frozen bundle: no globals, no hidden clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk import WebClient

from bot.roster import Roster
from storage.database import Store
from storage.settings import Settings

TIMEOUT = 10  # seconds for one call to Slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The memory, the workspace (team id) it is asked for, the settings, the clock, the line to Slack.

    And what Slack said of people lately, kept for a minute.
    """

    store: Store
    workspace: str
    settings: Settings
    clock: Callable[[], datetime]
    slack: WebClient
    roster: Roster = field(default_factory=Roster, repr=False, compare=False)


def client(settings: Settings) -> WebClient:
    """Return a line to Slack that never repeats a call by itself: slack_sdk's own retry posts twice."""
    return WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_base_url,
        timeout=TIMEOUT,
        retry_handlers=[],
    )

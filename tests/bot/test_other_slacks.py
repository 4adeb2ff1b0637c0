"""Stand-ins for Slack that know less than ours: nothing crashes, nothing stops, what can work does."""

from collections.abc import Callable

import pytest

from bot.playground import Fault, Playground
from storage.database import Store
from tests.bot.made import CHANNEL, Work, a_post, a_watch, hear

UNKNOWN = Fault(error="unknown_method")
LACKING = (
    "apps.manifest",
    "chat.getPermalink",
    "chat.postEphemeral",
    "conversations.history",
    "conversations.info",
    "conversations.join",
    "conversations.list",
    "users.info",
    "views.open",
    "views.publish",
    "views.update",
)


@pytest.fixture
def poor(hire: Callable[[Store], Work], memory: Store, slack: Playground) -> Work:
    """Put the bot to work where most methods are missing."""
    for method in LACKING:
        slack.fail(method, UNKNOWN, times=1000)
    return hire(memory)


def test_cards_are_posted_by_the_channels_name_and_edited_in_place(poor: Work) -> None:
    """Without a list of channels the name itself is enough."""
    card = poor.alert()
    delivery = poor.slack.person("noor").click(card, "claim")
    claimed = poor.reads("has this since")

    assert delivery.acked
    assert claimed.ts == card.ts


def test_whoever_comes_second_is_told_by_the_response_url(poor: Work) -> None:
    """Without ephemeral messages there is another way."""
    card = poor.alert()
    noor, jonas = poor.slack.person("noor"), poor.slack.person("jonas")
    noor.click(card, "claim")
    poor.reads("has this since")
    jonas.click(card, "claim", stale=True)
    poor.slack.wait_until(lambda: bool(jonas.ephemerals()))

    assert "has this since" in jonas.ephemerals()[0].text_seen()


def test_windows_that_cannot_open_are_said_and_the_work_goes_on(poor: Work) -> None:
    """Why, More and Draft need windows; Claim and Dismiss do not."""
    card = poor.alert()
    noor = poor.slack.person("noor")
    for what in ("why", "draft", "posted"):
        noor.click(card, what)
    poor.slack.wait_until(lambda: len(noor.ephemerals()) == 3)
    noor.open_home()
    noor.click(card, "dismiss", f"{poor.mention().id}:not_us")

    assert "not about us" in poor.reads("Dismissed").text_seen()


def test_a_lost_answer_does_not_stop_the_outbox_where_history_cannot_be_read(poor: Work) -> None:
    """Then the message is said again: better twice than never."""
    poor.slack.fail("chat.postMessage", Fault(accept=True, drop=True))
    hear(poor.store, a_watch(poor.store), a_post())
    poor.slack.wait_until(lambda: bool(poor.mention().cards), timeout=10)

    assert len(poor.slack.messages(CHANNEL)) == 2

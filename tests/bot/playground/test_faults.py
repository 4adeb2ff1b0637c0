"""Bad days on demand: what the bot's client meets, and what Slack did all the same."""

import time
from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import Fault, Playground

CHANNEL = "#mentions"


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        (Fault(error="channel_not_found"), 200, "channel_not_found"),
        (Fault(error="ratelimited"), 200, "ratelimited"),
        (Fault(status=503), 503, "internal_error"),
        (Fault(retry_after=7), 429, "ratelimited"),
    ],
    ids=["error", "ratelimited in a 200", "503", "429"],
)
def test_the_next_calls_fail_as_planned(
    slack: Playground, client: WebClient, fault: Fault, status: int, error: str
) -> None:
    """So many calls of that method, then all is well; nothing was posted meanwhile."""
    slack.fail("chat.postMessage", fault, times=2)
    failures = []
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=CHANNEL, text="a")
        failures.append(caught.value.response)
    client.chat_postMessage(channel=CHANNEL, text="b")

    assert {(response.status_code, response["error"]) for response in failures} == {(status, error)}
    assert [response.headers.get("Retry-After") for response in failures] == [
        None if fault.retry_after is None else "7"
    ] * 2
    assert [said.text for said in slack.messages(CHANNEL)] == ["b"]
    assert client.auth_test()["ok"]


def test_a_post_can_be_accepted_and_its_answer_lost(slack: Playground, client: WebClient) -> None:
    """The connection is cut after the message is there."""
    slack.fail("chat.postMessage", Fault(accept=True, drop=True))

    with pytest.raises((RemoteDisconnected, ConnectionError)):
        client.chat_postMessage(channel=CHANNEL, text="a")

    assert [said.text for said in slack.messages(CHANNEL)] == ["a"]


def test_a_connection_can_be_cut_before_anything_happens(slack: Playground, client: WebClient) -> None:
    """Nothing is there."""
    slack.fail("*", Fault(drop=True))

    with pytest.raises((RemoteDisconnected, ConnectionError)):
        client.chat_postMessage(channel=CHANNEL, text="a")

    assert slack.messages(CHANNEL) == []


def test_a_post_can_be_accepted_and_answered_too_late(slack: Playground, client: WebClient) -> None:
    """The client's patience ends first; the message is there."""
    slack.fail("chat.postMessage", Fault(accept=True, hang=1.5))
    client.timeout = 1
    started = time.monotonic()

    with pytest.raises((TimeoutError, URLError)):
        client.chat_postMessage(channel=CHANNEL, text="a")

    assert time.monotonic() - started < 1.4
    assert [said.text for said in slack.messages(CHANNEL)] == ["a"]


def test_a_fault_can_wait_for_its_call(slack: Playground, client: WebClient) -> None:
    """Only a call whose arguments satisfy `where` meets it."""
    slack.fail("chat.postMessage", Fault(error="fatal_error"), where=lambda asked: asked["text"] == "b")
    client.chat_postMessage(channel=CHANNEL, text="a")

    with pytest.raises(SlackApiError, match="fatal_error"):
        client.chat_postMessage(channel=CHANNEL, text="b")


def test_slack_can_be_away_and_come_back_with_everything(slack: Playground, client: WebClient) -> None:
    """Stop and start keep the workspace and the address."""
    client.chat_postMessage(channel=CHANNEL, text="before")
    address = slack.url
    slack.stop()
    with pytest.raises(URLError):
        client.chat_postMessage(channel=CHANNEL, text="meanwhile")
    slack.start()
    client.chat_postMessage(channel=CHANNEL, text="after")

    assert slack.url == address
    assert [said.text for said in slack.messages(CHANNEL)] == ["before", "after"]


def test_a_taken_port_is_said_at_once(slack: Playground) -> None:
    """OSError with the address, and no second server."""
    with pytest.raises(OSError, match="the port is taken"):
        Playground(port=int(slack.url.rpartition(":")[2])).start()


def test_waiting_in_vain_says_what_was_last_seen(slack: Playground, client: WebClient) -> None:
    """A failing test explains itself."""
    client.auth_test()

    with pytest.raises(TimeoutError, match=r"1 x chat.postMessage; last calls: auth.test -> ok"):
        slack.wait_for("chat.postMessage", timeout=0.05)

"""Slack's requests over HTTP, and the pages an operator's platform asks."""

import json
import socket
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot.app import Bot
from bot.playground import Playground
from storage import workspaces
from storage.commands import Failed
from storage.database import Store
from tests.bot.made import TEAM, Work, settings_for


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def asked(port: int, path: str) -> tuple[int, str]:
    """Ask the web door."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


@pytest.fixture
def over_http(memory: Store) -> Iterator[Work]:
    """Put the bot to work without a socket: Slack calls it."""
    port = free_port()
    with Playground(request_url=f"http://127.0.0.1:{port}/slack/events") as slack:
        settings = settings_for(slack, memory, slack_app_token="", slack_signing_secret=slack.signing_secret, port=port)
        bot = Bot(settings, memory)
        bot.start()
        assert bot.desk is not None
        yield Work(slack=slack, desk=bot.desk, bot=bot)
        bot.stop()

        assert slack.malformed() == []


def test_the_whole_of_a_claim_works_over_signed_http(over_http: Work) -> None:
    """Actions, forms and commands all come through one address."""
    card = over_http.alert()
    noor = over_http.slack.person("noor")
    click = noor.click(card, "claim")
    claimed = over_http.reads("has this since")
    noor.click(claimed, "posted")
    over_http.slack.wait_until(lambda: noor.view is not None and "Address" in noor.view.text_seen())
    noor.submit(answers={"url": "https://shop.example/answers/1"})
    over_http.reads("Answered by")
    word = noor.command("/earshot", "help", channel="#mentions")

    assert click.acked
    assert word.acked


def test_a_request_with_a_wrong_signature_or_an_old_one_does_nothing(over_http: Work) -> None:
    """Only Slack has the secret; a request of six minutes ago is a replay."""
    card = over_http.alert()
    noor = over_http.slack.person("noor")
    over_http.slack.habits.wrong_signature = True
    forged = noor.click(card, "claim")
    over_http.slack.habits.wrong_signature = False
    over_http.slack.habits.signed_ago = 360
    old = noor.click(card, "claim")

    assert (forged.acked, old.acked) == (False, False)
    assert over_http.mention().owner == ""


def test_health_and_figures_can_be_asked(over_http: Work) -> None:
    """Alive, ready, and figures for monitoring, without any text of a post."""
    over_http.alert()
    port = over_http.bot.port or 0

    assert asked(port, "/livez") == (200, "ok")
    assert asked(port, "/readyz") == (200, '{"ready":true,"faults":[]}')
    status, page = asked(port, "/metrics")
    assert status == 200
    assert 'earshot_messages_total{how="posted",kind="card"} 1.0' in page
    assert "earshot_outbox_waiting" in page
    assert "kettle" not in page
    assert asked(port, "/admin")[0] == 404


def test_not_ready_says_why(over_http: Work) -> None:
    """Red while Slack takes nothing from us; alive all the same."""
    port = over_http.bot.port or 0
    assert over_http.bot.voice is not None
    over_http.bot.voice.lock_out("token_revoked")
    status, said = asked(port, "/readyz")

    assert status == 503
    assert "token_revoked" in json.loads(said)["faults"][0]
    assert asked(port, "/livez")[0] == 200


def test_uninstalling_the_app_silences_it(over_http: Work) -> None:
    """The event says so before the first refusal does."""
    over_http.slack.emit({"type": "app_uninstalled"})
    over_http.slack.wait_until(lambda: bool(over_http.bot.faults()))

    assert "app_uninstalled" in over_http.bot.faults()[0]


def test_in_socket_mode_the_door_opens_only_where_a_port_is_set_and_takes_no_requests(
    slack: Playground, memory: Store
) -> None:
    """Nobody can post to a path that is not there."""
    workspaces.enter(memory, TEAM)
    bot = Bot(settings_for(slack, memory, port=0), memory)
    bot.start()
    port = bot.port or 0
    pages = [asked(port, path)[0] for path in ("/livez", "/readyz", "/metrics", "/slack/events")]
    bot.stop()

    assert pages == [200, 200, 200, 404]


def test_a_port_that_is_taken_is_said_in_one_line(slack: Playground, memory: Store) -> None:
    """And what to set."""
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        bot = Bot(settings_for(slack, memory, port=taken.getsockname()[1]), memory)
        with pytest.raises(Failed, match="set PORT to a free one"):
            bot.start()
        bot.stop()

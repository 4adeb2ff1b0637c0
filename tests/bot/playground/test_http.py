"""The same by signed HTTP requests: a real Bolt app behind a web server."""

from collections.abc import Iterator

import pytest
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground import Playground
from bot.playground.signed_http import SignedHttp
from bot.playground.web import Server
from tests.bot.playground.app import build
from tests.bot.playground.samples import button, section


class Door:
    """The app's web door, which keeps what came in and can be told to be slow or broken."""

    def __init__(self) -> None:
        """Start well."""
        self.came: list[Request] = []
        self.answered: list[int] = []
        self.handler: SlackRequestHandler | None = None
        self.statuses: list[int] = []
        self.answer_headers: dict[str, str] = {}

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        self.came.append(request)
        if self.statuses:
            return Response(status_code=self.statuses.pop(0), headers=self.answer_headers)
        assert self.handler is not None
        response = await self.handler.handle(request)
        self.answered.append(response.status_code)
        return response

    def headers(self, name: str) -> list[str | None]:
        """One header of every request."""
        return [request.headers.get(name) for request in self.came]


@pytest.fixture
def door() -> Door:
    """Hold the app's door."""
    return Door()


@pytest.fixture
def slack(door: Door) -> Iterator[Playground]:
    """Open a workspace that delivers to the app's door."""
    server = Server(Starlette(routes=[Route("/slack/events", door.answer, methods=["POST"])]), 0)
    url = f"http://127.0.0.1:{server.start()}/slack/events"
    with Playground(request_url=url) as playground:
        client = WebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])
        door.handler = SlackRequestHandler(build(client, playground.signing_secret))
        yield playground
    server.stop()


def test_the_handshake_gives_the_challenge_back(slack: Playground) -> None:
    """url_verification."""
    assert isinstance(slack.courier.carrier, SignedHttp)
    assert slack.courier.carrier.verify()


def test_clicks_commands_and_events_arrive_signed(slack: Playground, client: WebClient) -> None:
    """Form bodies for people's doings, JSON for events; all acknowledged."""
    client.chat_postMessage(channel="#mentions", text="A post", blocks=[section("*A post*"), button()])
    noor = slack.person("noor")
    click = noor.click(slack.messages("#mentions")[0], "claim")
    command = noor.command("/earshot", "help me")
    slack.wait_for("views.open")
    submission = noor.submit(answers={"reply": "bad"})
    noor.say("#mentions", f"<@{slack.world.bot.id}> hello")
    slack.wait_for("chat.postMessage", 2)

    assert click.acked
    assert command.answer == {"text": "You said help me"}
    assert submission.errors == {"reply": "Too rude"}
    assert slack.messages("#mentions")[0].text_seen() == "claimed by @Noor Haddad"


@pytest.mark.parametrize("habit", [{"wrong_signature": True}, {"signed_ago": 400}], ids=["forged", "stale"])
def test_a_forged_or_stale_request_is_not_taken(slack: Playground, door: Door, habit: dict[str, float]) -> None:
    """The app answers 401 and does nothing."""
    for name, value in habit.items():
        setattr(slack.habits, name, value)

    command = slack.person("noor").command("/earshot", "help")

    assert not command.acked
    assert command.trouble == "http_error"
    assert door.answered == [401]


def test_an_event_is_tried_again_with_the_reason(slack: Playground, door: Door) -> None:
    """X-Slack-Retry-Num and -Reason, until it is taken."""
    slack.habits.retry_after = (0.0, 0.0, 0.0)
    door.statuses = [500, 404]

    slack.person("noor").say("#mentions", f"<@{slack.world.bot.id}> hello")
    slack.wait_for("chat.postMessage")
    slack.wait_until(lambda: slack.deliveries()[0].acked)

    assert door.headers("x-slack-retry-num") == [None, "1", "2"]
    assert door.headers("x-slack-retry-reason") == [None, "http_error", "http_error"]
    assert slack.deliveries()[0].attempts == 3


def test_an_app_that_wants_no_retry_gets_none(slack: Playground, door: Door) -> None:
    """X-Slack-No-Retry."""
    slack.habits.retry_after = (0.0, 0.0)
    door.statuses, door.answer_headers = [500, 500], {"X-Slack-No-Retry": "1"}

    slack.person("noor").say("#mentions", f"<@{slack.world.bot.id}> hello")
    slack.wait_until(lambda: bool(slack.deliveries()) and slack.deliveries()[0].done.is_set())

    assert len(door.came) == 1


def test_an_event_is_given_up_after_its_retries(slack: Playground, door: Door) -> None:
    """The ledger says why."""
    slack.habits.retry_after = (0.0,)
    door.statuses = [500, 500]

    slack.person("noor").say("#mentions", f"<@{slack.world.bot.id}> hello")
    slack.wait_until(lambda: bool(slack.deliveries()) and slack.deliveries()[0].done.is_set())

    assert slack.deliveries()[0].trouble == "http_error"
    assert slack.deliveries()[0].attempts == 2
    assert slack.calls("chat.postMessage") == []


def test_a_delivery_can_be_replayed(slack: Playground, door: Door) -> None:
    """The app sees the same again and must know it."""
    command = slack.person("noor").command("/earshot", "help")

    slack.replay(command)

    assert len(door.came) == 2
    assert command.attempts == 2

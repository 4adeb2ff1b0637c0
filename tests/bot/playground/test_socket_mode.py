"""A real Bolt app over Socket Mode: what people do reaches it, what it does is seen."""

import time

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.playground import Message, NotVisible, Playground
from tests.bot.playground.app import build, connected
from tests.bot.playground.samples import button, modal, section, text_input


def card(slack: Playground, client: WebClient) -> Message:
    """Post a card with a button and return it as it is seen."""
    client.chat_postMessage(channel="#mentions", text="A post", blocks=[section("*A post*"), button()])
    return slack.messages("#mentions")[-1]


@pytest.mark.usefixtures("app")
def test_a_click_reaches_the_app_and_its_answer_is_seen(slack: Playground, client: WebClient) -> None:
    """Card updated, modal on the screen, whisper to the one who clicked; acknowledged at once."""
    noor = slack.person("noor")

    delivery = noor.click(card(slack, client), "Claim")
    slack.wait_for("response_url")

    assert delivery.acked
    assert delivery.acked_after is not None
    assert delivery.acked_after < 1
    assert slack.messages("#mentions")[0].text_seen() == "claimed by @Noor Haddad"
    assert [said.text for said in noor.ephemerals()] == ["yours"]
    assert noor.view is not None
    assert noor.view.title == "Draft"
    assert slack.malformed() == []


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("text", "action", "titles"),
    [
        ("fine", "closed", []),
        ("bad", "errors", ["Draft"]),
        ("update", "update", ["Another"]),
        ("push", "push", ["Draft", "Another"]),
        ("clear", "clear", []),
        ("nonsense", "trouble", ["Draft"]),
    ],
)
def test_a_submission_does_to_the_screen_what_the_acknowledgement_says(
    slack: Playground, client: WebClient, text: str, action: str, titles: list[str]
) -> None:
    """Closed, errors, update, push, clear; an answer Slack cannot take is trouble, and written down."""
    noor = slack.person("noor")
    noor.click(card(slack, client), "claim")
    slack.wait_for("views.open")

    submission = noor.submit(answers={"text": text})

    assert submission.action == action
    assert [view.title for view in slack.world.stacks[noor.id]] == titles
    assert submission.errors == ({"reply": "Too rude"} if text == "bad" else {})
    assert [call.method for call in slack.malformed()] == (["view_submission"] if text == "nonsense" else [])


@pytest.mark.usefixtures("app")
def test_an_empty_required_input_never_reaches_the_app(slack: Playground, client: WebClient) -> None:
    """Slack's own complaint stands under the input."""
    noor = slack.person("noor")
    noor.click(card(slack, client), "claim")
    slack.wait_for("views.open")

    submission = noor.submit()

    assert submission.errors == {"reply": "Please complete this required field."}
    assert [delivery.payload["type"] for delivery in slack.deliveries("interactive")] == ["block_actions"]
    assert submission.view is not None
    assert "required" in submission.view.text_seen()


@pytest.mark.usefixtures("app")
def test_a_slash_command_is_escaped_and_answered_to_the_person_alone(slack: Playground) -> None:
    """People, channels and links arrive as Slack's references; the answer is a whisper."""
    noor = slack.person("noor")

    delivery = noor.command("/earshot", "ask @jonas in #reviews about <b> https://example.com", "#mentions")

    assert delivery.payload["text"] == (
        "ask <@U02JONASLI0|jonas> in <#C03REVIEWS0|reviews> about &lt;b&gt; <https://example.com>"
    )
    assert noor.ephemerals()[0].text_seen().startswith("You said ask @Jonas Lindqvist in #reviews about <b>")
    assert slack.messages("#mentions") == []
    with pytest.raises(NotVisible):
        noor.command("/unknown")


@pytest.mark.usefixtures("app")
def test_events_reach_the_app_when_it_may_see_them(slack: Playground) -> None:
    """A mention is answered in its thread; in a channel without the bot nothing is heard."""
    said = slack.person("noor").say("#mentions", f"<@{slack.world.bot.id}> hello")
    slack.person("noor").say("#general", f"<@{slack.world.bot.id}> hello")
    slack.wait_for("chat.postMessage")

    assert [reply.text for reply in slack.thread("#mentions", said.ts)[1:]] == ["Here"]
    assert [delivery.payload["event"]["channel"] for delivery in slack.deliveries("events_api")] == ["C02MENTIONS"]


@pytest.mark.usefixtures("app")
def test_opening_home_shows_what_the_app_publishes(slack: Playground) -> None:
    """Home comes from app_home_opened and views.publish."""
    slack.person("priya").open_home()
    slack.wait_for("views.publish")

    home = slack.home("priya")
    assert home is not None
    assert home.text_seen() == "Your posts"


@pytest.mark.usefixtures("app")
def test_a_message_shortcut_carries_the_message(slack: Playground) -> None:
    """The payload is Slack's message_action."""
    said = slack.person("jonas").say("#mentions", "look at this")

    slack.person("noor").message_shortcut(said, "track")
    slack.wait_for("response_url")

    assert slack.ephemerals("noor")[0].text == "tracking look at this"


@pytest.mark.usefixtures("app")
def test_a_third_modal_is_the_last_that_can_be_pushed(slack: Playground, client: WebClient) -> None:
    """The stack of views is three deep."""
    noor = slack.person("noor")
    delivery = noor.click(card(slack, client), "claim")
    slack.wait_for("views.open")
    first = noor.view
    assert first is not None
    client.views_update(view_id=first.id, view=modal(button("more"), callback_id="pushed"))

    slack.habits.patience = 0.5
    for _ in range(3):
        assert noor.view is not None
        noor.click(noor.view, "more")
    calls = slack.wait_for("views.push", 3, where=lambda _: True)

    assert delivery.acked
    assert [call.error for call in calls] == [None, None, "push_limit_reached"]


def test_closing_a_modal_is_told_only_to_an_app_that_asked(slack: Playground, app: App, client: WebClient) -> None:
    """notify_on_close."""
    noor = slack.person("noor")
    quiet, loud = modal(text_input(), callback_id="draft"), modal(button(), callback_id="draft", notify_on_close=True)
    tell: list[bool] = []
    for view in (quiet, loud):
        client.views_open(trigger_id=noor.shortcut("open").payload["trigger_id"], view=view)
        tell.append(noor.close() is not None)

    assert app.name
    assert tell == [False, True]
    assert noor.view is None


def test_an_unacknowledged_event_comes_again_with_its_attempt(slack: Playground, client: WebClient) -> None:
    """At least once: retry_attempt and retry_reason tell the app."""
    slack.habits.patience, slack.habits.retry_after = 0.3, (0.0, 0.05)
    app, seen = build(client), list[str]()

    @app.middleware
    def too_slow(request: BoltRequest) -> None:
        seen.extend(request.headers["x-slack-retry-num"])
        time.sleep(0.5)

    with connected(app, slack):
        slack.person("noor").say("#mentions", f"<@{slack.world.bot.id}> hello")
        slack.wait_until(lambda: len(seen) == 3)

    assert seen == ["0", "1", "2"]
    assert slack.deliveries()[0].trouble == "timeout"


@pytest.mark.usefixtures("app")
def test_deliveries_come_twice_on_demand(slack: Playground, client: WebClient) -> None:
    """The same envelope again, as Slack sometimes does."""
    slack.habits.copies = 2

    delivery = slack.person("noor").click(card(slack, client), "claim")

    assert delivery.attempts == 2
    assert len(slack.wait_for("views.open", 2, where=lambda _: True)) == 2
    assert [call.error for call in slack.calls("views.open")] == [None, "exchanged_trigger_id"]


@pytest.mark.usefixtures("app")
def test_the_app_comes_back_after_slack_sends_it_away(slack: Playground) -> None:
    """refresh_requested, then another connection."""
    slack.sockets.disconnect("refresh_requested")
    slack.wait_for("apps.connections.open", 2, timeout=15)
    slack.wait_connected(timeout=15)

    assert slack.person("noor").command("/earshot", "help").acked


def test_a_click_without_a_bot_is_a_failure_the_person_sees(slack: Playground, client: WebClient) -> None:
    """Not retried: the person is told."""
    slack.habits.patience = 0.05

    delivery = slack.person("noor").click(card(slack, client), "claim")

    assert not delivery.acked
    assert delivery.trouble == "no_connection"
    assert delivery.attempts == 1

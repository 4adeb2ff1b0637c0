"""A small Bolt app that does one of each thing, to try the playground with."""

import contextlib
from collections.abc import Iterator
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.playground import Playground
from tests.bot.playground.samples import button, modal, text_input


def build(client: WebClient, signing_secret: str | None = None) -> App:
    """Make the app; with a signing secret it is one that is reached by HTTP."""
    app = App(client=client, signing_secret=signing_secret)
    app.action("claim")(claim)
    app.action("more")(more)
    app.view("draft")(draft)
    app.view_closed("draft")(closed)
    app.command("/earshot")(earshot)
    app.event("app_mention")(mentioned)
    app.event("app_home_opened")(home)
    app.shortcut("track")(track)
    app.shortcut("open")(closed)
    return app


@contextlib.contextmanager
def connected(app: App, slack: Playground) -> Iterator[None]:
    """Hold a Socket Mode connection between the two."""
    handler: Any = SocketModeHandler(app, slack.app_token)
    handler.connect()
    slack.wait_connected()
    yield
    # The client waits up to 3 seconds for the end of its last read, unless the other side hangs up first.
    handler.client.auto_reconnect_enabled = False
    slack.sockets.drop()
    slack.wait_until(lambda: not handler.client.is_connected())
    handler.close()


def claim(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
    """Claim: open a modal, mark the card, tell the person."""
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=modal(text_input(), callback_id="draft"))
    where = body["container"]
    text = f"claimed by <@{body['user']['id']}>"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    client.chat_update(channel=where["channel_id"], ts=where["message_ts"], text=text, blocks=[section])
    respond("yours")


def more(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """Push another modal on top of the one the button is in."""
    ack()
    client.views_push(trigger_id=body["trigger_id"], view=modal(button("more"), callback_id="pushed"))


def draft(ack: Ack, view: dict[str, Any]) -> None:
    """Answer a submission in the way its text asks for."""
    text = view["state"]["values"]["reply"]["text"]["value"]
    another = modal(text_input(), callback_id="draft", title="Another")
    answers: dict[str, dict[str, Any]] = {
        "bad": {"response_action": "errors", "errors": {"reply": "Too rude"}},
        "nonsense": {"response_action": "errors", "errors": {"nowhere": "?"}},
        "update": {"response_action": "update", "view": another},
        "push": {"response_action": "push", "view": another},
        "clear": {"response_action": "clear"},
    }
    ack(**answers.get(text, {}))


def closed(ack: Ack) -> None:
    """Take note, and do nothing."""
    ack()


def earshot(ack: Ack, command: dict[str, Any]) -> None:
    """Echo the command in the acknowledgement."""
    ack(f"You said {command['text']}")


def mentioned(event: dict[str, Any], client: WebClient) -> None:
    """Answer a mention in its thread."""
    client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Here")


def home(event: dict[str, Any], client: WebClient) -> None:
    """Publish the Home tab."""
    view = {"type": "home", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Your posts"}}]}
    client.views_publish(user_id=event["user"], view=view)


def track(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
    """Confirm a message shortcut to the person who ran it."""
    ack()
    respond(f"tracking {body['message']['text']}")

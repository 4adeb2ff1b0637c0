"""What people can see and do: their own channels, what is on their screen, and what it says."""

import json
import urllib.request
from urllib.parse import urlencode

import pytest
from slack_sdk import WebClient

from bot.playground import Message, NotVisible, Playground
from bot.playground.inputs import Entry
from tests.bot.playground.samples import Json, button, modal, plain, section, text_input


def post(client: WebClient, slack: Playground, *blocks: Json, channel: str = "#mentions") -> Message:
    """Post blocks and return the message as it is seen."""
    client.chat_postMessage(channel=channel, text="fallback", blocks=list(blocks))
    return slack.messages(channel)[-1]


def test_a_private_channel_is_for_its_members(slack: Playground, client: WebClient) -> None:
    """Who is not in it sees nothing, clicks nothing, says nothing there."""
    card = post(client, slack, button(), channel="#support-night")
    slack.habits.patience = 0.01
    noor, jonas = slack.person("noor"), slack.person("Jonas Lindqvist")

    assert jonas.messages("#support-night") == [card]
    assert jonas.click(card, "claim").payload["user"]["id"] == jonas.id
    for attempt in (
        lambda: noor.messages("#support-night"),
        lambda: noor.click(card, "claim"),
        lambda: noor.say("#support-night", "hello"),
        lambda: noor.command("/earshot", "", "#support-night"),
    ):
        with pytest.raises(NotVisible):
            attempt()


def test_only_what_is_there_can_be_pressed_unless_the_screen_is_stale(slack: Playground, client: WebClient) -> None:
    """After an update the old button is gone; a slow screen still has it."""
    slack.habits.patience = 0.01
    card, noor = post(client, slack, button()), slack.person("noor")
    client.chat_update(channel=card.channel, ts=card.ts, text="done", blocks=[section("done")])

    with pytest.raises(NotVisible, match="nothing called 'claim'"):
        noor.click(card, "claim")
    assert noor.click(card, "claim", stale=True).payload["actions"][0]["action_id"] == "claim"
    client.chat_delete(channel=card.channel, ts=card.ts)
    with pytest.raises(NotVisible, match="no such message"):
        noor.click(card, "claim")


OPTIONS = [{"text": plain("Spam"), "value": "spam"}, {"text": plain("Not us"), "value": "not_us"}]


@pytest.mark.parametrize(
    ("element", "what", "value", "chosen"),
    [
        ({"type": "button", "text": plain("Go"), "value": "7"}, "Go", None, {"value": "7"}),
        ({"type": "overflow", "options": OPTIONS}, "Not us", None, {"selected_option": OPTIONS[1]}),
        ({"type": "overflow", "options": OPTIONS}, "it", "spam", {"selected_option": OPTIONS[0]}),
        ({"type": "static_select", "options": OPTIONS}, "it", "Spam", {"selected_option": OPTIONS[0]}),
        ({"type": "radio_buttons", "options": OPTIONS}, "it", "spam", {"selected_option": OPTIONS[0]}),
        ({"type": "checkboxes", "options": OPTIONS}, "it", ["spam", "not_us"], {"selected_options": OPTIONS}),
        ({"type": "users_select"}, "it", "U01NOORHAD0", {"selected_user": "U01NOORHAD0"}),
        ({"type": "channels_select"}, "it", "C02MENTIONS", {"selected_channel": "C02MENTIONS"}),
        ({"type": "datepicker"}, "it", "2026-11-22", {"selected_date": "2026-11-22"}),
    ],
    ids=["button", "overflow by text", "overflow", "menu", "radio", "checkboxes", "person", "channel", "date"],
)
def test_a_choice_arrives_as_slack_writes_it(
    slack: Playground, client: WebClient, element: Json, what: str, value: Entry, chosen: Json
) -> None:
    """Buttons and menus, by action_id or by what they say."""
    slack.habits.patience = 0.01
    card = post(client, slack, {"type": "actions", "elements": [{"action_id": "it", **element}]})

    action = slack.person("noor").click(card, what, value).payload["actions"][0]

    assert action["action_id"] == "it"
    assert action["type"] == element["type"]
    assert chosen.items() <= action.items()


@pytest.mark.parametrize(
    ("element", "entry", "complaint"),
    [
        ({"type": "plain_text_input", "min_length": 3}, "ab", "at least 3"),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "no more than 3"),
        ({"type": "url_text_input"}, "example", "valid URL"),
        ({"type": "email_text_input"}, "noor@", "valid email"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "valid number"),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "9"}, "10", "from -inf to 9"),
        ({"type": "static_select", "options": OPTIONS}, None, "required"),
    ],
)
def test_slack_itself_complains_of_what_is_entered(
    slack: Playground, client: WebClient, element: Json, entry: str | None, complaint: str
) -> None:
    """Under the input, before the app hears of it."""
    slack.habits.patience = 0.01
    noor = slack.person("noor")
    asks = text_input() | {"element": element}
    client.views_open(trigger_id=noor.shortcut("any").payload["trigger_id"], view=modal(asks))

    submission = noor.submit(answers={"Reply": entry})

    assert complaint in submission.errors["reply"]
    assert submission.delivery is None


def test_text_is_seen_as_a_person_reads_it(slack: Playground, client: WebClient) -> None:
    """Names for mentions, labels for links, entities decoded; tables and charts in words; pings counted."""
    points = [{"label": "Mon", "value": 3}]
    message = post(
        client,
        slack,
        {"type": "header", "text": plain("New <post>")},
        section("<@U01NOORHAD0> in <#C03REVIEWS0> for <!subteam^S01ONCALL00>: <https://e.x|a &amp; b> <!here>"),
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_quote",
                    "elements": [{"type": "text", "text": "no <!channel> here "}, {"type": "emoji", "name": "wave"}],
                }
            ],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": "Owed"}, {"type": "raw_number", "value": 4}]]},
        {
            "type": "data_visualization",
            "title": "Volume",
            "chart": {
                "type": "line",
                "series": [{"name": "Posts", "data": points}],
                "axis_config": {"categories": ["Mon"]},
            },
        },
    )

    assert message.text_seen().splitlines() == [
        "New <post>",
        "@Noor Haddad in #reviews for @on-call: a & b @here",
        "no <!channel> here :wave:",
        "Owed",
        "4",
        "Volume",
        "Posts: Mon 3",
    ]
    assert message.pings() == {"U01NOORHAD0", "S01ONCALL00", "here"}


def ask(url: str, body: Json | None = None, **headers: str) -> Json:
    """Use a control endpoint from outside."""
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310 - loopback
        found: Json = json.load(response)
    return found


def test_another_program_can_look_and_click(slack: Playground, client: WebClient) -> None:
    """The control endpoints, and only for this machine's own programs."""
    slack.habits.patience = 0.01
    post(client, slack, section("*Hello*"), button())
    control = f"{slack.url}/playground"
    where = {"person": "noor", "channel": "#mentions"}
    seen = ask(f"{control}/messages?{urlencode({'channel': '#mentions'})}")["messages"][0]
    click = ask(f"{control}/click", {**where, "ts": seen["ts"], "what": "claim"})
    command = ask(f"{control}/command", {**where, "command": "/earshot", "text": "help"})
    ask(f"{control}/fault", {"method": "auth.test", "fault": {"error": "fatal_error"}})

    assert seen["seen"] == "*Hello*\nClaim"
    assert click == {"ok": True, "acked": False, "acked_after": None, "trouble": "no_connection"}
    assert command["trouble"] == "no_connection"
    assert client.api_call("api.test")["ok"]
    with pytest.raises(Exception, match="fatal_error"):
        client.auth_test()
    assert [call["method"] for call in ask(f"{control}/calls?method=auth.test")["calls"]] == ["auth.test"]
    with pytest.raises(urllib.request.HTTPError, match="403"):
        ask(f"{control}/calls", Host="evil.example")
    with pytest.raises(urllib.request.HTTPError, match="400"):
        ask(f"{control}/click", {**where, "ts": "1.1", "what": "claim"})

"""One person's screen as JSON, what they do from it, and the news that tell it to look again."""

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground import JONAS, NOOR, Message, Offers, Playground
from bot.playground.browser import FOLDER
from bot.playground.offers import Command, from_manifest
from tests.bot.playground.samples import Json, button, modal, section, text_input


class Screen:
    """What a browser asks for one person."""

    def __init__(self, slack: Playground, user: str) -> None:
        """Look over somebody's shoulder."""
        self._address = urlsplit(slack.url).netloc
        self.user = user

    def ask(
        self, path: str, sent: Json | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of one question."""
        body = None if sent is None else json.dumps(sent)
        with closing(http.client.HTTPConnection(self._address, timeout=10)) as connection:
            connection.request("GET" if sent is None else "POST", path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def seen(self) -> Json:
        """Everything before this person."""
        found: Json = json.loads(self.ask(f"/playground/screen?as={self.user}")[2])
        return found

    def channel(self, name: str) -> Json:
        """One channel as this person sees it."""
        return next(channel for channel in self.seen()["channels"] if channel["name"] == name)

    def do(self, doing: str, **what: object) -> Json:
        """Do something, and return what came of it."""
        done: Json = json.loads(self.ask(f"/playground/{doing}", {"person": self.user, **what})[2])
        return done


@pytest.fixture
def noor(slack: Playground) -> Screen:
    """Noor's screen."""
    return Screen(slack, NOOR.id)


def post(client: WebClient, slack: Playground, *blocks: Json, text: str = "fallback") -> Message:
    """Post as the bot and return the message."""
    client.chat_postMessage(channel="#mentions", text=text, blocks=list(blocks))
    return slack.messages("#mentions")[-1]


def test_a_screen_shows_what_its_person_may_see_and_nothing_else(
    slack: Playground, noor: Screen, client: WebClient
) -> None:
    """Private channels, direct messages and whispers are their own people's."""
    slack.person("noor").open_home()
    client.chat_postEphemeral(channel="C02MENTIONS", user=NOOR.id, text="yours alone")
    client.chat_postMessage(channel="#support-night", text="a night case")
    jonas = Screen(slack, JONAS.id)

    hers = {channel["name"]: channel for channel in noor.seen()["channels"]}
    his = {channel["name"]: channel for channel in jonas.seen()["channels"]}

    assert set(his) - set(hers) == {"support-night"}
    assert set(hers) - set(his) == {NOOR.id}
    assert [(said["text"], said["ephemeral"]) for said in hers["mentions"]["messages"]] == [("yours alone", True)]
    assert his["mentions"]["messages"] == []


def test_unread_is_what_others_said_since_one_last_read(slack: Playground, noor: Screen, client: WebClient) -> None:
    """Top messages count, own ones and replies do not; a mark never goes back."""
    first = post(client, slack, text="one")
    slack.person("jonas").say("#mentions", "two")
    client.chat_postMessage(channel=first.channel, text="a reply", thread_ts=first.ts)

    before = noor.channel("mentions")
    noor.do("say", channel="C02MENTIONS", text="I have read it")
    after = noor.channel("mentions")
    noor.do("read", channel="C02MENTIONS", ts=first.ts)

    assert (before["unread"], before["last_read"]) == (2, "0")
    assert after["unread"] == 0
    assert noor.channel("mentions")["last_read"] == after["last_read"] > first.ts
    assert Screen(slack, JONAS.id).channel("mentions")["unread"] == 2


@pytest.mark.parametrize(
    ("text", "whose", "pings"),
    [
        (f"<@{NOOR.id}> look", "noor", 1),
        (f"<@{NOOR.id}> look", "jonas", 0),
        ("<!subteam^S01ONCALL00> look", "jonas", 1),
        ("<!here> look", "marta", 1),
        ("nobody in particular", "noor", 0),
    ],
)
def test_a_ping_is_counted_for_whom_it_calls(
    slack: Playground, client: WebClient, text: str, whose: str, pings: int
) -> None:
    """By name, by group, by everybody."""
    post(client, slack, text=text)

    assert Screen(slack, slack.person(whose).id).channel("mentions")["pings"] == pings


def test_each_change_of_a_message_has_a_number_of_its_own(slack: Playground, noor: Screen, client: WebClient) -> None:
    """A page draws again what changed, and only that."""
    card = post(client, slack, section("heard"))
    version = noor.seen()["version"]
    client.chat_update(channel=card.channel, ts=card.ts, text="t", blocks=[section("claimed")])
    noor.do("react", channel=card.channel, ts=card.ts, name="eyes")

    shown = noor.seen()

    assert shown["version"] > version
    assert noor.channel("mentions")["messages"][0]["revision"] == 2


def test_who_names_nobody_sees_what_the_first_person_sees(slack: Playground, noor: Screen) -> None:
    """A page that is opened for the first time has to begin somewhere."""
    assert Screen(slack, "").seen() == noor.seen()


def test_looking_changes_nothing(slack: Playground, noor: Screen, client: WebClient) -> None:
    """Else every screen would look again for ever."""
    post(client, slack, text="one")

    assert noor.seen()["version"] == noor.seen()["version"]


def test_a_click_reaches_exactly_the_element_it_names(slack: Playground, noor: Screen, client: WebClient) -> None:
    """Two rows with the same button are two things."""
    slack.habits.patience = 0.01
    rows = [{**button("other"), "block_id": "one"}, {**button("other"), "block_id": "two"}]
    card = post(client, slack, *rows)

    noor.do("click", channel=card.channel, ts=card.ts, block_id="two", action_id="other")
    gone = noor.do("click", channel=card.channel, ts=card.ts, block_id="three", action_id="other")

    assert [each.payload["actions"][0]["block_id"] for each in slack.deliveries("interactive")] == ["two"]
    assert not gone["ok"]


def test_a_bot_that_does_not_answer_is_reported(slack: Playground, noor: Screen, client: WebClient) -> None:
    """The page says so; nothing seems to have worked."""
    slack.habits.patience = 0.01
    card = post(client, slack, {**button(), "block_id": "row"})

    done = noor.do("click", channel=card.channel, ts=card.ts, block_id="row", action_id="claim")

    assert (done["ok"], done["acked"], done["trouble"]) == (True, False, "no_connection")


def test_a_modal_comes_with_what_was_typed_and_what_is_wrong(
    slack: Playground, noor: Screen, client: WebClient, app: App
) -> None:
    """A page that is loaded anew goes on where it was."""
    app.shortcut("form")(lambda ack, body: (ack(), client.views_open(trigger_id=body["trigger_id"], view=FORM)))
    noor.do("shortcut", callback_id="form")
    slack.wait_for("views.open")
    view = noor.seen()["stack"][0]
    noor.do("fill", view=view["id"], block_id="reply", action_id="text", value="Dear guest")

    done = noor.do("submit", view=view["id"], answers={"mail": {"text": ""}})
    shown = noor.seen()["stack"][0]

    assert shown["typed"]["reply"]["text"]["value"] == "Dear guest"
    assert done["action"] == "errors"
    assert shown["errors"] == done["errors"] == {"mail": "Please complete this required field."}
    noor.do("close", view=view["id"])
    assert noor.seen()["stack"] == []


FORM = modal(text_input("reply"), text_input("mail"))


def test_a_whisper_can_be_put_away_by_whom_it_is_for(slack: Playground, noor: Screen, client: WebClient) -> None:
    """And what everybody sees cannot."""
    card = post(client, slack, text="for all")
    client.chat_postEphemeral(channel="C02MENTIONS", user=NOOR.id, text="yours alone")
    whisper = noor.channel("mentions")["messages"][-1]

    done = noor.do("dismiss", channel="C02MENTIONS", ts=whisper["ts"])
    refused = noor.do("dismiss", channel="C02MENTIONS", ts=card.ts)

    assert done["ok"]
    assert not refused["ok"]
    assert [said["text"] for said in noor.channel("mentions")["messages"]] == ["for all"]


def test_what_is_typed_becomes_references(slack: Playground, noor: Screen) -> None:
    """Names and addresses, not signs that could be taken for markup."""
    noor.do("say", channel="C01GENERAL0", text="@jonas @on-call see #mentions <!here> https://a.example/?b&c @here")

    assert slack.messages("#general")[0].text == (
        "<@U02JONASLI0> <!subteam^S01ONCALL00> see <#C02MENTIONS> &lt;!here&gt; <https://a.example/?b&amp;c> <!here>"
    )


def test_pressing_ones_own_reaction_again_takes_it_away(slack: Playground, noor: Screen, client: WebClient) -> None:
    """And another's stays."""
    card = post(client, slack, text="one")
    slack.person("jonas").react(card, "eyes")
    for _ in range(2):
        noor.do("react", channel=card.channel, ts=card.ts, name="eyes")

    assert slack.messages("#mentions")[0].reactions == {"eyes": (JONAS.id,)}


def test_the_offers_of_a_manifest_are_shown(noor: Screen) -> None:
    """The page knows of commands and shortcuts what Slack would know."""
    features = {
        "slash_commands": [{"command": "/hear", "description": "Listens", "usage_hint": "help", "should_escape": True}],
        "shortcuts": [{"type": "message", "callback_id": "keep", "name": "Keep it", "description": "Keeps it"}],
        "app_home": {"messages_tab_read_only_enabled": True},
    }
    offers = from_manifest({"features": features}, {"/hear": [("help", "what there is")]})

    with Playground(offers=offers) as slack:
        shown = Screen(slack, NOOR.id).seen()

    assert shown["commands"] == [
        {
            "command": "/hear",
            "description": "Listens",
            "usage_hint": "help",
            "hints": [{"text": "help", "description": "what there is"}],
        }
    ]
    assert shown["shortcuts"] == features["shortcuts"]
    assert shown["can_be_written_to"] is False
    assert Offers(commands=[Command(name="/a", escapes=False)]).escaping == {"/a": False}
    assert noor.seen()["commands"][0]["command"] == "/earshot"


@pytest.fixture
def news(slack: Playground, noor: Screen) -> Iterator[http.client.HTTPResponse]:
    """Listen to the news from now on."""
    with closing(http.client.HTTPConnection(urlsplit(slack.url).netloc, timeout=10)) as connection:
        connection.request("GET", f"/playground/news?after={noor.seen()['version']}")
        with connection.getresponse() as answer:
            yield answer


def test_news_come_when_something_changes(
    slack: Playground, noor: Screen, client: WebClient, news: http.client.HTTPResponse
) -> None:
    """One event, with the version to look at."""
    post(client, slack, text="one")

    lines = [news.readline().decode().strip() for _ in range(5)]

    assert lines == ["retry: 500", "", f"id: {noor.seen()['version']}", f"data: {noor.seen()['version']}", ""]


@pytest.mark.parametrize(
    "path", ["/", "/archives/C02MENTIONS/p1", *(f"/page/{part.name}" for part in sorted(FOLDER.iterdir()))]
)
def test_every_part_of_the_page_is_served_under_a_strict_policy(noor: Screen, path: str) -> None:
    """Nothing can be loaded from elsewhere, and no text can become a program."""
    status, headers, body = noor.ask(path)

    assert (status, headers["cache-control"], headers["x-content-type-options"]) == (200, "no-store", "nosniff")
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert body


@pytest.mark.parametrize("part", ["../server.py", "%2e%2e%2fserver.py", "nothing.js", "..", "."])
def test_nothing_but_the_page_is_served(noor: Screen, part: str) -> None:
    """The folder is the whole of it."""
    assert noor.ask(f"/page/{part}")[0] == 404


@pytest.mark.parametrize("path", ["/", "/playground/screen?as=noor", "/playground/news", "/playground/file/F1?as=noor"])
@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_other_sites_are_told_nothing(noor: Screen, path: str, header: dict[str, str]) -> None:
    """A page somewhere else, open in the same browser, cannot read or act."""
    assert noor.ask(path, None, header)[0] == 403
    assert noor.ask("/playground/say", {"person": "noor"}, header)[0] == 403


@pytest.mark.parametrize(("name", "kind"), [("a.png", "image/png"), ("a.svg", "application/octet-stream")])
def test_a_file_is_for_who_sees_its_channel_and_runs_nothing(
    slack: Playground, client: WebClient, name: str, kind: str
) -> None:
    """Pictures are shown, everything else is only kept."""
    client.files_upload_v2(channel="C04NIGHT000", content="<svg/>", filename=name, title="Scan")
    jonas, noor = Screen(slack, JONAS.id), Screen(slack, NOOR.id)
    ((file_id, file),) = jonas.seen()["files"].items()

    status, headers, body = jonas.ask(file["url"])

    assert (status, headers["content-type"], body) == (200, kind, b"<svg/>")
    assert headers["content-security-policy"].startswith("sandbox")
    assert noor.seen()["files"] == {}
    assert noor.ask(f"/playground/file/{file_id}?as={NOOR.id}")[0] == 404

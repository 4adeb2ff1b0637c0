"""Slack says no: each refusal of the Web API, and what the methods do when they say yes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.playground import SCOPES, Fault, Playground, RateLimit
from bot.playground.methods import METHODS
from tests.bot.playground.samples import Json, button, modal, section, text_input

GENERAL, MENTIONS, NIGHT = "C01GENERAL0", "C02MENTIONS", "C04NIGHT000"
HOME = {"type": "home", "blocks": [section()]}
BOT_METHODS = [method for method, scopes in SCOPES.items() if scopes and method != "apps.connections.open"]


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        """Start on some day."""
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Hold the time still."""
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[Playground]:
    """Open a workspace whose time stands still, and where nobody waits for a bot that is not there."""
    with Playground(clock=clock) as playground:
        playground.habits.patience = 0.01
        yield playground


def answer(client: WebClient, method: str, **arguments: object) -> Json:
    """The answer to a call, refusal or not."""
    try:
        response: Any = client.api_call(method, json=arguments)
    except SlackApiError as error:
        response = error.response
    found: Json = response.data
    return found


def refusal(client: WebClient, method: str, **arguments: object) -> str | None:
    """The name of the refusal, or None."""
    return answer(client, method, **arguments).get("error")


def test_every_method_has_its_scopes() -> None:
    """The table of scopes and the methods are one list."""
    assert SCOPES.keys() == METHODS.keys()


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.shout", {}, "unknown_method"),
        ("chat.postMessage", {"text": "a"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "a"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "#nowhere", "text": "a"}, "channel_not_found"),
        ("chat.postMessage", {"channel": GENERAL, "text": "a"}, "not_in_channel"),
        ("chat.postMessage", {"channel": MENTIONS}, "no_text"),
        ("chat.postMessage", {"channel": MENTIONS, "blocks": []}, "no_text"),
        ("chat.postMessage", {"channel": MENTIONS, "text": "a", "blocks": "["}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": MENTIONS, "text": "a", "blocks": [{"type": "x"}]}, "invalid_blocks"),
        (
            "chat.postMessage",
            {"channel": MENTIONS, "text": "a", "blocks": [section("x" * 3000)] * 5},
            "msg_blocks_too_long",
        ),
        ("chat.postMessage", {"channel": MENTIONS, "attachments": [{"blocks": [{"type": "x"}]}]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": MENTIONS, "attachments": "x"}, "invalid_attachments"),
        ("chat.postMessage", {"channel": MENTIONS, "text": "a", "metadata": "{"}, "invalid_metadata_format"),
        ("chat.postMessage", {"channel": MENTIONS, "text": "a", "metadata": [1]}, "invalid_metadata_format"),
        (
            "chat.postMessage",
            {"channel": MENTIONS, "text": "a", "metadata": {"event_type": "card"}},
            "invalid_metadata_schema",
        ),
        ("chat.postEphemeral", {"channel": MENTIONS, "text": "a", "user": "U0NOBODY"}, "user_not_in_channel"),
        ("chat.update", {"channel": MENTIONS, "ts": "1.1", "text": "a"}, "message_not_found"),
        ("chat.delete", {"channel": MENTIONS, "ts": "1.1"}, "message_not_found"),
        ("chat.getPermalink", {"channel": MENTIONS, "message_ts": "1.1"}, "message_not_found"),
        ("chat.scheduleMessage", {"channel": MENTIONS, "text": "a", "post_at": 1}, "time_in_past"),
        ("chat.scheduleMessage", {"channel": MENTIONS, "text": "a", "post_at": 1_900_000_000}, "time_too_far"),
        ("chat.scheduleMessage", {"channel": MENTIONS, "text": "a", "post_at": "noon"}, "invalid_time"),
        (
            "chat.deleteScheduledMessage",
            {"channel": MENTIONS, "scheduled_message_id": "Q"},
            "invalid_scheduled_message_id",
        ),
        ("chat.unfurl", {"channel": MENTIONS, "ts": "1.1", "unfurls": {}}, "cannot_find_message"),
        ("conversations.info", {"channel": "C0NOWHERE"}, "channel_not_found"),
        ("conversations.history", {"channel": GENERAL}, "not_in_channel"),
        ("conversations.history", {"channel": MENTIONS, "limit": 0.5}, "invalid_limit"),
        ("conversations.history", {"channel": MENTIONS, "limit": 5000}, "invalid_limit"),
        ("conversations.history", {"channel": MENTIONS, "cursor": "x"}, "invalid_cursor"),
        ("conversations.history", {"channel": MENTIONS, "oldest": "x"}, "invalid_ts_oldest"),
        ("conversations.replies", {"channel": MENTIONS, "ts": "1.1"}, "thread_not_found"),
        ("conversations.list", {"types": "secret_channel"}, "invalid_types"),
        ("conversations.list", {"types": "mpim"}, "missing_scope"),
        ("conversations.join", {"channel": NIGHT}, "method_not_supported_for_channel_type"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.lookupByEmail", {"email": "nobody@example.com"}, "users_not_found"),
        ("usergroups.users.list", {"usergroup": "S0"}, "no_such_subteam"),
        ("bots.info", {"bot": "B0"}, "bot_not_found"),
        ("reactions.add", {"channel": MENTIONS, "timestamp": "1.1", "name": "eyes"}, "message_not_found"),
        ("files.getUploadURLExternal", {"filename": "a", "length": "0"}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": "F0"}]}, "file_not_found"),
        ("files.info", {"file": "F0"}, "file_not_found"),
        ("views.open", {"trigger_id": "1.2.x", "view": modal()}, "invalid_trigger_id"),
        ("views.open", {"trigger_id": "1.2.x", "view": HOME}, "invalid_arguments"),
        ("views.open", {"view": modal()}, "invalid_arguments"),
        ("views.update", {"view_id": "V0", "view": modal()}, "not_found"),
        ("views.publish", {"user_id": "U0NOBODY", "view": HOME}, "user_not_found"),
        ("views.publish", {"user_id": "U01NOORHAD0", "view": modal()}, "invalid_arguments"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
        ("api.test", {"error": "my_error"}, "my_error"),
    ],
)
def test_slack_refuses(client: WebClient, method: str, arguments: Json, error: str) -> None:
    """Each refusal by its name."""
    assert refusal(client, method, **arguments) == error


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-stranger", "auth.test", "invalid_auth"),
        ("xapp-playground", "chat.postMessage", "not_allowed_token_type"),
        ("xapp-playground", "apps.connections.open", None),
        ("xapp-playground", "auth.test", None),
        ("", "api.test", None),
    ],
)
def test_a_token_is_for_what_it_is_for(slack: Playground, token: str, method: str, error: str | None) -> None:
    """Bot tokens and app tokens are not interchangeable."""
    assert refusal(WebClient(token=token, base_url=slack.api_url), method) == error


def test_a_void_token_says_why_until_it_is_good_again(slack: Playground, client: WebClient) -> None:
    """token_revoked, account_inactive."""
    errors = []
    for error in ("token_revoked", "account_inactive"):
        slack.revoke(error)
        errors.append(refusal(client, "auth.test"))
    slack.restore()

    assert errors == ["token_revoked", "account_inactive"]
    assert refusal(client, "auth.test") is None


@pytest.mark.parametrize("method", BOT_METHODS)
def test_without_its_scope_a_method_says_which_is_missing(slack: Playground, client: WebClient, method: str) -> None:
    """What is needed and what is provided, for every method with a scope."""
    slack.withdraw(*slack.world.tokens[slack.bot_token].scopes)
    wanted = SCOPES[method][0].replace("*", "channels")

    found = answer(client, method, channel=MENTIONS, ts="1.1")

    assert found == {"ok": False, "error": "missing_scope", "needed": wanted, "provided": ""}


def test_a_private_channel_needs_its_own_scope(slack: Playground, client: WebClient) -> None:
    """groups:history is not channels:history; a private channel without the bot is not found at all."""
    slack.withdraw("groups:history")
    with_scope = refusal(client, "conversations.history", channel=MENTIONS)
    without = answer(client, "conversations.history", channel=NIGHT)["needed"]
    slack.kick(NIGHT)

    assert with_scope is None
    assert without == "groups:history"
    assert refusal(client, "chat.postMessage", channel=NIGHT, text="a") == "channel_not_found"
    assert refusal(client, "conversations.info", channel=NIGHT) == "channel_not_found"


def test_public_channels_open_with_the_public_scope_or_by_joining(slack: Playground, client: WebClient) -> None:
    """chat:write.public posts without being a member; so does a member."""
    slack.grant("chat:write.public")
    public = refusal(client, "chat.postMessage", channel="#general", text="a")
    slack.withdraw("chat:write.public")
    joined = refusal(client, "conversations.join", channel=GENERAL)

    assert (public, joined) == (None, None)
    assert refusal(client, "chat.postMessage", channel="general", text="a") is None


def test_an_archived_channel_takes_nothing_more(slack: Playground, client: WebClient) -> None:
    """No post, no whisper, no change, no reaction."""
    ts = answer(client, "chat.postMessage", channel=MENTIONS, text="a")["ts"]
    slack.archive("#mentions")

    assert refusal(client, "chat.postMessage", channel=MENTIONS, text="a") == "is_archived"
    assert refusal(client, "chat.postEphemeral", channel=MENTIONS, text="a", user="U01NOORHAD0") == "is_archived"
    assert refusal(client, "chat.update", channel=MENTIONS, ts=ts, text="b") == "is_inactive"
    assert refusal(client, "reactions.add", channel=MENTIONS, timestamp=ts, name="eyes") == "is_archived"


def test_only_the_apps_own_messages_change(slack: Playground, client: WebClient) -> None:
    """Others' messages stand."""
    said = slack.person("noor").say("#mentions", "mine")

    assert refusal(client, "chat.update", channel=MENTIONS, ts=said.ts, text="b") == "cant_update_message"
    assert refusal(client, "chat.delete", channel=MENTIONS, ts=said.ts) == "cant_delete_message"


def test_an_update_with_text_alone_removes_the_blocks(slack: Playground, client: WebClient) -> None:
    """And is marked as edited; with blocks it is not; metadata stays until it is given."""
    metadata = {"event_type": "card", "event_payload": {"key": "k"}}
    ts = client.chat_postMessage(channel=MENTIONS, text="a", blocks=[section()], metadata=metadata)["ts"]
    client.chat_update(channel=MENTIONS, ts=ts, text="b", blocks=[section("Bye")])
    with_blocks = slack.messages("#mentions")[0]
    client.chat_update(channel=MENTIONS, ts=ts, text="c")
    bare = slack.messages("#mentions")[0]

    assert (with_blocks.edited, with_blocks.text_seen()) == (None, "Bye")
    assert (bare.blocks, bare.text_seen()) == ((), "c")
    assert bare.edited is not None
    assert bare.metadata == metadata
    assert [version.text for version in bare.versions] == ["a", "b"]
    assert refusal(client, "chat.update", channel=MENTIONS, ts=ts) == "no_text"
    assert refusal(client, "chat.update", channel=MENTIONS, ts=ts, text="x" * 4001) == "msg_too_long"


def test_a_post_of_too_many_characters_is_cut(slack: Playground, client: WebClient) -> None:
    """40,000, with a warning."""
    found = answer(client, "chat.postMessage", channel=MENTIONS, text="x" * 40_001)

    assert found["warning"] == "message_truncated"
    assert len(slack.messages("#mentions")[0].text) == 40_000


def test_a_whisper_is_in_no_history_and_cannot_change(slack: Playground, client: WebClient) -> None:
    """Only its reader sees it."""
    ts = client.chat_postEphemeral(channel=MENTIONS, user="U01NOORHAD0", text="psst")["message_ts"]

    assert refusal(client, "chat.update", channel=MENTIONS, ts=ts, text="b") == "message_not_found"
    assert client.conversations_history(channel=MENTIONS)["messages"] == []
    assert [said.text for said in slack.ephemerals("noor")] == ["psst"]
    assert slack.ephemerals("jonas") == []


def test_history_pages_from_the_newest_and_shows_metadata_on_request(client: WebClient) -> None:
    """Limit and cursor, oldest and inclusive, replies apart."""
    metadata = {"event_type": "card", "event_payload": {"key": "k"}}
    stamps = [client.chat_postMessage(channel=MENTIONS, text=f"m{n}", metadata=metadata)["ts"] for n in range(5)]
    client.chat_postMessage(channel=MENTIONS, text="below", thread_ts=stamps[0])

    first = client.conversations_history(channel=MENTIONS, limit=3)
    second = client.conversations_history(
        channel=MENTIONS, limit=3, cursor=first["response_metadata"]["next_cursor"], include_all_metadata=True
    )
    since = client.conversations_history(channel=MENTIONS, oldest=stamps[3])
    inclusive = client.conversations_history(channel=MENTIONS, oldest=stamps[3], inclusive=True)
    thread = client.conversations_replies(channel=MENTIONS, ts=stamps[0])

    assert [said["text"] for said in first["messages"]] == ["m4", "m3", "m2"]
    assert first["has_more"]
    assert "metadata" not in first["messages"][0]
    assert [said["metadata"] for said in second["messages"]] == [metadata, metadata]
    assert second["messages"][1]["reply_count"] == 1
    assert not second["has_more"]
    assert [said["text"] for said in since["messages"]] == ["m4"]
    assert [said["text"] for said in inclusive["messages"]] == ["m4", "m3"]
    assert [said["text"] for said in thread["messages"]] == ["m0", "below"]


def test_lists_tell_who_and_what_there_is(client: WebClient) -> None:
    """Channels by type, people by page, groups with and without members."""
    channels = client.conversations_list(types="public_channel,private_channel")["channels"]
    page = client.users_list(limit=3)
    mine = client.users_conversations(types="public_channel")["channels"]

    assert {channel["name"]: channel["is_member"] for channel in channels} == {
        "general": False,
        "mentions": True,
        "reviews": True,
        "larkmoor": True,
        "competitors": True,
        "support-night": True,
    }
    assert len(page["members"]) == 3
    assert len(client.users_list(cursor=page["response_metadata"]["next_cursor"])["members"]) == 2
    assert [channel["name"] for channel in mine] == ["mentions", "reviews", "larkmoor", "competitors"]
    assert len(client.conversations_members(channel=MENTIONS)["members"]) == 5
    assert client.usergroups_list(include_users=True)["usergroups"][0]["users"] == ["U02JONASLI0"]
    assert client.usergroups_users_list(usergroup="S01ONCALL00")["users"] == ["U02JONASLI0"]
    assert client.users_lookupByEmail(email="noor@example.com")["user"]["id"] == "U01NOORHAD0"
    assert client.users_info(user="U01NOORHAD0")["user"]["tz"] == "Europe/Amsterdam"
    assert client.conversations_info(channel=MENTIONS)["channel"]["name"] == "mentions"
    assert client.team_info()["team"]["id"] == client.auth_test()["team_id"]
    assert client.bots_info()["bot"]["user_id"] == client.auth_test()["user_id"]
    assert "chat:write" in client.auth_test().headers["x-oauth-scopes"]


def test_a_person_is_written_to_directly(slack: Playground, client: WebClient) -> None:
    """By user id, or in the channel that conversations.open gives."""
    channel = client.conversations_open(users=["U01NOORHAD0"])["channel"]["id"]
    by_user = client.chat_postMessage(channel="U01NOORHAD0", text="hello")["channel"]

    assert by_user == channel
    assert slack.messages(channel)[0].text_seen() == "hello"


def test_reactions_are_given_once_and_taken_back_once(slack: Playground, client: WebClient) -> None:
    """already_reacted, no_reaction, invalid_name."""
    ts = client.chat_postMessage(channel=MENTIONS, text="a")["ts"]
    eyes = {"channel": MENTIONS, "timestamp": ts, "name": "eyes"}
    slack.person("noor").react(slack.messages("#mentions")[0], "eyes")
    answers = [refusal(client, f"reactions.{verb}", **eyes) for verb in ("add", "add", "remove", "remove")]

    assert answers == [None, "already_reacted", None, "no_reaction"]
    assert refusal(client, "reactions.add", **{**eyes, "name": ":eyes:"}) == "invalid_name"
    assert client.reactions_get(channel=MENTIONS, timestamp=ts)["message"]["reactions"][0]["users"] == ["U01NOORHAD0"]


def test_a_file_goes_up_in_three_steps(slack: Playground, client: WebClient) -> None:
    """And is shared where it was said to be, by a member."""
    client.files_upload_v2(channel=MENTIONS, content="a,b", filename="posts.csv", title="Posts", initial_comment="Here")

    shared = slack.messages("#mentions")[0]
    file = client.files_info(file=shared.files[0])["file"]
    assert (shared.text, file["title"], file["size"]) == ("Here", "Posts", 3)
    with pytest.raises(SlackApiError, match="not_in_channel"):
        client.files_upload_v2(channel=GENERAL, content="a,b", filename="posts.csv")


def test_scheduled_messages_unfurls_and_permalinks(slack: Playground, client: WebClient, clock: Clock) -> None:
    """The rest of chat.* says yes as Slack does."""
    said = slack.person("noor").say("#mentions", "see <https://example.com/a>")
    due = client.chat_scheduleMessage(channel=MENTIONS, text="later", post_at=int(clock.now) + 60)
    deleted = client.chat_deleteScheduledMessage(channel=MENTIONS, scheduled_message_id=due["scheduled_message_id"])
    client.chat_unfurl(channel=MENTIONS, ts=said.ts, unfurls={"https://example.com/a": {"blocks": [section("Seen")]}})

    assert deleted["ok"]
    assert slack.messages("#mentions")[0].text_seen() == "see https://example.com/a\nSeen"
    assert said.ts.replace(".", "") in client.chat_getPermalink(channel=MENTIONS, message_ts=said.ts)["permalink"]


def trigger(slack: Playground) -> str:
    """A fresh trigger id of Noor's."""
    found: str = slack.person("noor").shortcut("any").payload["trigger_id"]
    return found


def test_a_trigger_opens_one_view_within_three_seconds(slack: Playground, client: WebClient, clock: Clock) -> None:
    """exchanged_trigger_id, expired_trigger_id."""
    used, old, bad = trigger(slack), trigger(slack), trigger(slack)
    malformed = refusal(client, "views.open", trigger_id=bad, view=modal(colour="red"))
    first = refusal(client, "views.open", trigger_id=used, view=modal())
    clock.now += 3.1

    assert malformed == "invalid_arguments"
    assert first is None
    assert refusal(client, "views.open", trigger_id=used, view=modal()) == "exchanged_trigger_id"
    assert refusal(client, "views.open", trigger_id=old, view=modal()) == "expired_trigger_id"


def test_views_know_their_hash_and_their_external_id(slack: Playground, client: WebClient) -> None:
    """hash_conflict, duplicate_external_id; a view that was closed is not found."""
    view = client.views_open(trigger_id=trigger(slack), view=modal(text_input(), external_id="draft-7"))["view"]
    again = refusal(client, "views.push", trigger_id=trigger(slack), view=modal(external_id="draft-7"))
    changed = client.views_update(external_id="draft-7", hash=view["hash"], view=modal(title="New"))["view"]
    conflict = refusal(client, "views.update", view_id=view["id"], hash=view["hash"], view=modal())
    slack.person("noor").close()

    assert again == "duplicate_external_id"
    assert changed["id"] == view["id"]
    assert conflict == "hash_conflict"
    assert refusal(client, "views.update", view_id=view["id"], view=modal()) == "not_found"
    assert refusal(client, "views.push", trigger_id=trigger(slack), view=modal()) == "not_found"


def test_what_was_typed_survives_an_update_of_the_view(slack: Playground, client: WebClient) -> None:
    """Inputs that keep their block_id and action_id keep their text."""
    noor = slack.person("noor")
    view = client.views_open(trigger_id=trigger(slack), view=modal(text_input(), text_input("other")))["view"]
    shown = noor.view
    assert shown is not None
    noor.fill(shown, {"reply": "Hello", "other": "gone"})
    changed = client.views_update(view_id=view["id"], view=modal(section(), text_input()))["view"]
    values = noor.submit().delivery.payload["view"]["state"]["values"]  # type: ignore[union-attr]

    assert changed["hash"] != view["hash"]
    assert values == {"reply": {"text": {"type": "plain_text_input", "value": "Hello"}}}


def post(url: str, body: Json) -> tuple[int, Json]:
    """Answer to a response URL, as an app does."""
    response = WebhookClient(url).send_dict(body)
    return response.status_code, json.loads(response.body)


def clicked(slack: Playground, client: WebClient) -> str:
    """The response URL of a click on a card."""
    client.chat_postMessage(channel=MENTIONS, text="card", blocks=[section("card"), button()])
    found: str = slack.person("noor").click(slack.messages("#mentions")[-1], "claim").payload["response_url"]
    return found


def test_a_response_url_answers_five_times(slack: Playground, client: WebClient) -> None:
    """used_url; a whisper by default, in the channel on request."""
    url = clicked(slack, client)
    answers = [post(url, {"text": "psst"})[1].get("error") for _ in range(4)]
    answers += [
        post(url, {"text": "all", "response_type": "in_channel"})[1].get("error"),
        post(url, {"text": "x"})[1]["error"],
    ]

    assert answers == [None] * 5 + ["used_url"]
    assert len(slack.ephemerals("noor")) == 4
    assert slack.messages("#mentions")[-1].text == "all"


def test_a_response_url_lasts_half_an_hour(slack: Playground, client: WebClient, clock: Clock) -> None:
    """expired_url."""
    url = clicked(slack, client)
    clock.now += 30 * 60 + 1

    assert post(url, {"text": "late"}) == (404, {"ok": False, "error": "expired_url"})
    assert post(f"{slack.url}/actions/0", {"text": "x"})[1]["error"] == "no_such_url"


def test_a_response_url_replaces_or_deletes_its_message(slack: Playground, client: WebClient) -> None:
    """replace_original, delete_original; what is malformed is refused here as well."""
    url = clicked(slack, client)
    malformed = post(url, {"text": "x", "blocks": [{"type": "x"}]})
    post(url, {"text": "new", "replace_original": True})
    replaced = [said.text_seen() for said in slack.messages("#mentions")]
    post(url, {"delete_original": True})

    assert (malformed[0], malformed[1]["error"]) == (400, "invalid_blocks")
    assert replaced == ["new"]
    assert slack.messages("#mentions") == []


def test_a_channel_takes_about_one_message_a_second(clock: Clock) -> None:
    """A burst, then 429 with Retry-After; other channels are not held up."""
    with Playground(clock=clock, rate_limit=RateLimit(per_second=0.5, burst=2)) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        first = [refusal(client, "chat.postMessage", channel=MENTIONS, text="a") for _ in range(2)]
        with pytest.raises(SlackApiError) as limited:
            client.chat_postMessage(channel=MENTIONS, text="a")
        elsewhere = refusal(client, "chat.postMessage", channel="#reviews", text="a")
        clock.now += 2
        later = refusal(client, "chat.postMessage", channel=MENTIONS, text="a")

        assert first == [None, None]
        assert limited.value.response.status_code == 429
        assert limited.value.response.headers["Retry-After"] == "2"
        assert limited.value.response["error"] == "ratelimited"
        assert (elsewhere, later) == (None, None)
        assert len(slack.messages("#mentions")) == 3


def test_the_ledger_names_what_was_malformed_and_not_what_was_made_to_fail(
    slack: Playground, client: WebClient
) -> None:
    """A suite can assert that nothing was; faults on demand do not count."""
    slack.fail("chat.postMessage", Fault(error="invalid_blocks"))
    answers = [
        refusal(client, "chat.postMessage", channel=MENTIONS, text="a"),
        refusal(client, "chat.postMessage", channel=MENTIONS, blocks=[section()]),
        refusal(client, "chat.postMessage", channel=MENTIONS, text="a", blocks=[{"type": "x"}]),
        refusal(client, "chat.postMessage", channel=GENERAL, text="a"),
    ]

    assert answers == ["invalid_blocks", None, "invalid_blocks", "not_in_channel"]
    assert [(call.error, call.problems) for call in slack.malformed()] == [
        (None, ("blocks were sent without fallback text",)),
        ("invalid_blocks", ()),
    ]

"""The manifest asks for what the code uses and for nothing else: read out of the code, not from a list kept by hand."""

import ast
import inspect
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

import bot
from bot import channels, commands, manifest
from bot.desk import client
from bot.playground import APP_TOKEN, BOT_TOKEN, SCOPES, Playground
from bot.playground.methods.conversations import FAMILIES
from storage.settings import Settings

ROOM = Path(bot.__file__).parent
# What each event of Slack asks for: docs.slack.dev/reference/events, by event.
EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "channel_archive": ("channels:read",),
    "link_shared": ("links:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "tokens_revoked": (),
}
KINDS = sorted(FAMILIES[kind] for kind in channels.KINDS[0].split(","))
PUBLIC, PRIVATE = "C02MENTIONS", "C04NIGHT000"


def methods_of_the_client() -> Mapping[str, str]:
    """Name the Web API method behind each function of Slack's client, as its source says."""
    found: dict[str, str] = {}
    for name, function in inspect.getmembers(WebClient, inspect.isfunction):
        if name.startswith("_") or name == "api_call":
            continue
        calls = re.findall(r"self\.api_call\(\s*\"([\w.]+)\"", dedent(inspect.getsource(function)))
        found |= {name: calls[0]} if calls else {}
    return found


CLIENT = methods_of_the_client()


def trees(room: Path) -> Iterator[ast.Module]:
    """Parse the code that speaks with Slack; the stand-in is on the other side."""
    for path in sorted(room.rglob("*.py")):
        if "playground" not in path.relative_to(room).parts:
            yield ast.parse(path.read_text())


def called(room: Path) -> set[str]:
    """Return the Web API methods that the code names: as a function of the client, called or handed on, or as text."""
    named = {*CLIENT.values()}
    found = set()
    for node in (node for tree in trees(room) for node in ast.walk(tree)):
        match node:
            case ast.Attribute(attr=name) if name in CLIENT:
                found.add(CLIENT[name])
            case ast.Constant(value=str(word)) if word in named or word in CLIENT:
                found.add(CLIENT.get(word, word))
            case ast.Attribute(attr="files_upload_v2"):
                found |= {"files.getUploadURLExternal", "files.completeUploadExternal"}
    return found


def registered(room: Path, word: str) -> set[str]:
    """Return what is registered by `door.<word>("name", …)`, also in a loop over names."""
    return {name for tree in trees(room) for name in _registered(tree, word)}


def _registered(tree: ast.Module, word: str) -> Iterator[str]:
    texts = {
        node.targets[0].id: [node.value.value]
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    for node in ast.walk(tree):
        match node:
            case ast.For(target=ast.Name(id=name), iter=ast.Tuple(elts=elements)):
                texts[name] = [
                    one.value for one in elements if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=place, attr=attr), args=[first, *_]) if attr == word and is_door(
                place
            ):
                match first:
                    case ast.Constant(value=str(name)):
                        yield name
                    case ast.Name(id=name):
                        yield from texts.get(name, ())


def is_door(place: ast.expr) -> bool:
    """Say whether handlers are registered there: `door`, `self._door`, or Bolt's `app`."""
    name = place.id if isinstance(place, ast.Name) else place.attr if isinstance(place, ast.Attribute) else ""
    return name.strip("_") in {"door", "app"}


def needed(methods: Iterable[str], events: Iterable[str], words: Iterable[str]) -> set[str]:
    """Return the scopes that calls, events and slash commands ask for; a method we know nothing of is an error."""
    scopes = {scope for method in methods for scope in SCOPES[method]} - set(manifest.APP_SCOPES)
    scopes |= {scope for event in events for scope in EVENT_SCOPES[event]}
    scopes |= {"commands"} if set(words) else set()
    whole = {scope for scope in scopes if not scope.startswith("*")}
    return whole | {f"{kind}{scope[1:]}" for scope in scopes - whole for kind in KINDS}


def slash_commands() -> set[str]:
    """Return the commands of the manifest."""
    return {str(each["command"]) for each in manifest.manifest()["features"]["slash_commands"]}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the room, to plant something in."""
    return Path(shutil.copytree(ROOM, tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__", "playground")))


def test_the_scopes_are_those_the_code_needs_and_no_others() -> None:
    """Every method called, event subscribed and command has its scope, and no scope is there for nothing."""
    assert set(manifest.SCOPES) == needed(called(ROOM), manifest.EVENTS, slash_commands())
    assert set(manifest.manifest()["oauth_config"]["scopes"]) == {"bot"}
    assert manifest.manifest()["oauth_config"]["scopes"]["bot"] == sorted(manifest.SCOPES)


def test_the_app_token_asks_for_the_socket_and_nothing_else() -> None:
    """`apps.connections.open` is all it is for."""
    asked = {scope for method in called(ROOM) for scope in SCOPES[method]} & {"connections:write"}

    assert set(manifest.APP_SCOPES) == asked


def test_every_event_that_is_subscribed_has_a_handler_and_every_handler_its_subscription() -> None:
    """Nothing comes that nobody wants, nothing is waited for that never comes."""
    assert registered(ROOM, "event") == set(manifest.EVENTS)


def test_every_command_and_shortcut_of_the_manifest_has_a_handler_and_the_other_way_round() -> None:
    """What Slack offers to people is answered, and what we answer Slack offers."""
    offered = {str(each["callback_id"]) for each in manifest.manifest()["features"].get("shortcuts", ())}
    answered = set().union(*(registered(ROOM, word) for word in ("shortcut", "global_shortcut", "message_shortcut")))

    assert registered(ROOM, "command") == slash_commands() == {commands.COMMAND}
    assert answered == offered


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("desk.slack.reactions_add(channel='C', timestamp='1', name='eyes')", "reactions:write"),
        ("say = desk.slack.users_lookupByEmail", "users:read.email"),
        ("slack.api_call('team.info')", "team:read"),
        ("getattr(slack, 'files_info')()", "files:read"),
        ("slack.files_upload_v2(file='x')", "files:write"),
    ],
    ids=["a call", "handed on", "by name", "getattr", "a function of several methods"],
)
def test_a_call_without_its_scope_is_found(copy: Path, line: str, scope: str) -> None:
    """One planted line is enough."""
    with (copy / "telling.py").open("a") as file:
        file.write(f"\n{line}\n")

    assert needed(called(copy), manifest.EVENTS, slash_commands()) - set(manifest.SCOPES) == {scope}


def test_a_scope_that_nothing_uses_any_more_is_found(copy: Path) -> None:
    """When the last call goes, its scope has to go."""
    for path in copy.rglob("*.py"):
        path.write_text(path.read_text().replace("conversations_join", "conversations_info"))

    assert set(manifest.SCOPES) - needed(called(copy), manifest.EVENTS, slash_commands()) == {"channels:join"}


@pytest.mark.parametrize(
    ("line", "word", "name"),
    [
        ("door.event('channel_archive', happen)", "event", "channel_archive"),
        ("self._door.command('/earshots', run)", "command", "/earshots"),
        ("app.message_shortcut('track')(on)", "message_shortcut", "track"),
    ],
    ids=["event", "command", "shortcut"],
)
def test_a_handler_of_what_slack_does_not_send_is_found(copy: Path, line: str, word: str, name: str) -> None:
    """One planted line is enough."""
    with (copy / "telling.py").open("a") as file:
        file.write(f"\n{line}\n")

    assert registered(copy, word) - registered(ROOM, word) == {name}


def test_a_handler_that_goes_is_found(copy: Path) -> None:
    """The subscription would bring what nobody hears."""
    (copy / "events" / "__init__.py").write_text("")

    assert set(manifest.EVENTS) - registered(copy, "event") == {"app_home_opened", "reaction_added", "reaction_removed"}


def asked_for() -> Iterator[tuple[str, str, str]]:
    """Pair every method that is called with every scope it needs, and a channel of that kind."""
    for method in sorted(called(ROOM)):
        for scope in SCOPES[method]:
            for kind in KINDS if scope.startswith("*") else [""]:
                yield method, kind + scope.lstrip("*"), PRIVATE if kind == "groups" else PUBLIC


@pytest.mark.parametrize(("method", "scope", "channel"), list(asked_for()))
def test_without_the_scope_the_call_is_refused(method: str, scope: str, channel: str) -> None:
    """The table is not only written: the stand-in holds to it, so a scope that is asked for is one that is missed."""
    granted = {*manifest.SCOPES, *manifest.APP_SCOPES} - {scope}
    with Playground(scopes=granted) as slack:
        slack.world.tokens[APP_TOKEN] = replace(slack.world.tokens[APP_TOKEN], scopes=frozenset(granted))
        settings = Settings.model_validate({"slack_bot_token": BOT_TOKEN, "slack_api_url": slack.api_url})
        with pytest.raises(SlackApiError) as refused:
            client(settings).api_call(
                method,
                params={
                    "channel": channel,
                    "types": channels.KINDS[0],
                    "user": "U01NOORHAD0",
                    "text": "x",
                    "ts": "1.1",
                },
                headers={"Authorization": f"Bearer {APP_TOKEN}"} if scope in manifest.APP_SCOPES else {},
            )

    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == scope

"""What people do in Slack, as typed values: read from Slack's payloads here and nowhere else."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

Payload = Mapping[str, Any]

_CHOICES = ("time", "date", "date_time", "user", "channel", "conversation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A press of a button or a choice in a menu. `value` is the button's, or the chosen option's.

    `answers` is what stood in the inputs of the window, by block_id.
    `view_id` is the window that was opened for this press; `window_id` the one it was pressed in, with its `metadata`.
    `text` is what the message says whose shortcut it was, with Slack's escapes.
    """

    key: str
    user: str
    action: str
    value: str
    channel: str = ""
    message_ts: str = ""
    thread_ts: str = ""
    trigger_id: str = ""
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    response_url: str = ""
    view_id: str = ""
    window_id: str = ""
    metadata: str = ""
    text: str = ""
    at: datetime

    @property
    def in_window(self) -> bool:
        """Whether it was pressed in a modal and not on a message."""
        return bool(self.window_id)

    @property
    def mention_id(self) -> int:
        """The id before the colon of the value; 0, which no mention has, where there is none."""
        number = self.value.partition(":")[0]
        return int(number) if number.isdecimal() else 0

    @property
    def choice(self) -> str:
        """What stands behind the colon of the value."""
        return self.value.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A form that was sent off; `answers` holds what stands in each input, by its block_id.

    What a secret form said is never shown again.
    """

    key: str
    user: str
    callback: str
    metadata: str
    answers: Mapping[str, str] = field(repr=False)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    is_secret: bool = False
    view_id: str
    view_hash: str
    channel: str = ""
    thread_ts: str = ""
    response_url: str = ""
    at: datetime

    @property
    def copies(self) -> Mapping[str, str]:
        """The words to give back to whoever wrote them, where the form came to nothing."""
        return {} if self.is_secret else self.answers

    def answer(self, block: str) -> str:
        """What was entered or chosen in an input, without outer spaces."""
        return self.answers.get(block, "").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A slash command; `text` still has Slack's escapes (`&lt;`, `<#C123|name>`)."""

    key: str
    user: str
    command: str
    text: str
    channel: str
    trigger_id: str
    response_url: str
    thread_ts: str = ""
    view_id: str = ""
    in_window: bool = False
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event of the workspace, such as somebody opening the Home tab."""

    key: str
    kind: str
    user: str
    event: Payload
    at: datetime


def press_of(body: Payload, now: datetime) -> Press:
    """Read a block action."""
    action: Payload = next(iter(body.get("actions") or ()), {})
    container, message, view = _map(body, "container"), _map(body, "message"), _map(body, "view")
    value = _chosen(action)
    return Press(
        key=_key("press", body, action.get("action_id"), action.get("action_ts"), value, view.get("id")),
        user=_user(body),
        action=str(action.get("action_id") or ""),
        value=value[0] if value else "",
        channel=str(_map(body, "channel").get("id") or container.get("channel_id") or ""),
        message_ts=str(message.get("ts") or container.get("message_ts") or ""),
        thread_ts=str(container.get("thread_ts") or message.get("thread_ts") or ""),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
        window_id=str(view.get("id") or "") if view.get("type") == "modal" else "",
        metadata=str(view.get("private_metadata") or ""),
        answers={block: words[0] for block, words in _inputs(view).items() if words},
        at=now,
    )


def shortcut_of(body: Payload, now: datetime) -> Press:
    """Read a shortcut in the menu of a message: what the message says comes with it."""
    message = _map(body, "message")
    return Press(
        key=_key("shortcut", body, body.get("callback_id"), body.get("action_ts"), message.get("ts")),
        user=_user(body),
        action=str(body.get("callback_id") or ""),
        value="",
        channel=str(_map(body, "channel").get("id") or ""),
        message_ts=str(message.get("ts") or ""),
        thread_ts=str(message.get("thread_ts") or ""),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
        text=str(message.get("text") or ""),
        at=now,
    )


def submission_of(body: Payload, now: datetime) -> Submission:
    """Read a view submission."""
    view = _map(body, "view")
    chosen = _inputs(view)
    return Submission(
        key=_key("form", body, view.get("id"), view.get("hash"), sorted(chosen.items())),
        user=_user(body),
        callback=str(view.get("callback_id") or ""),
        metadata=str(view.get("private_metadata") or ""),
        answers={block: words[0] for block, words in chosen.items() if words},
        chosen=chosen,
        view_id=str(view.get("id") or ""),
        view_hash=str(view.get("hash") or ""),
        at=now,
    )


def word_of(body: Payload, now: datetime) -> Word:
    """Read a slash command."""
    said = {name: str(body.get(name) or "") for name in ("command", "text", "channel_id", "trigger_id", "response_url")}
    return Word(
        key=_key("word", body, said["command"], said["text"], said["channel_id"]),
        user=_user(body),
        command=said["command"],
        text=said["text"],
        channel=said["channel_id"],
        trigger_id=said["trigger_id"],
        response_url=said["response_url"],
        at=now,
    )


def happening_of(body: Payload, now: datetime) -> Happening:
    """Read an event."""
    event = _map(body, "event")
    who = event.get("user")
    return Happening(
        key=f"event:{body['event_id']}"
        if body.get("event_id")
        else _key("event", body, sorted(map(str, event.items()))),
        kind=str(event.get("type") or ""),
        user=str(who.get("id") if isinstance(who, Mapping) else who or ""),
        event=event,
        at=now,
    )


def team_of(body: Payload) -> str:
    """Return the workspace a payload speaks for, or nothing where it does not say."""
    team = body.get("team")
    return str((team.get("id") if isinstance(team, Mapping) else team) or body.get("team_id") or "")


def is_guest_team(body: Payload, workspace: str) -> bool:
    """Say whether the person belongs to another company's workspace (Slack Connect)."""
    home = _map(body, "user").get("team_id")
    return bool(home) and home != workspace and not body.get("enterprise") and not body.get("is_enterprise_install")


def _user(body: Payload) -> str:
    user = body.get("user")
    return str((user.get("id") if isinstance(user, Mapping) else user) or body.get("user_id") or "")


def _map(body: Payload, name: str) -> Payload:
    found = body.get(name)
    return found if isinstance(found, Mapping) else {}


def _inputs(view: Payload) -> dict[str, tuple[str, ...]]:
    """Return what stands in each input of a window."""
    values: Mapping[str, Mapping[str, Payload]] = _map(_map(view, "state"), "values")
    return {
        block: tuple(word for element in elements.values() for word in _chosen(element))
        for block, elements in values.items()
    }


def _chosen(element: Payload) -> tuple[str, ...]:
    """Return what was entered or chosen in any kind of element."""
    many: Iterable[Any] = element.get("selected_options") or ()
    several = [option.get("value") for option in many]
    for name in ("users", "channels", "conversations"):
        several += element.get(f"selected_{name}") or ()
    one = [(element.get("selected_option") or {}).get("value"), element.get("value")]
    one += [element.get(f"selected_{name}") for name in _CHOICES]
    return tuple(str(word) for word in (*one, *several) if word is not None)


def _key(kind: str, body: Payload, *parts: object) -> str:
    """Return what tells this act from every other, and is the same when Slack brings it twice."""
    unique = [_user(body), body.get("trigger_id"), body.get("response_url"), *parts]
    whole = json.dumps(unique, default=str, ensure_ascii=True).encode()
    return f"{kind}:{blake2b(whole, digest_size=16).hexdigest()}"

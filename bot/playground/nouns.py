"""The things in a Slack workspace, as the stand-in keeps them: snapshots that are replaced, never changed.

Only `Channel` changes in place, under the world's lock: people come and go, messages are added.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.playground import seen
from bot.playground.shapes import Json

TEAM: Final = {"id": "T01EARSHOT0", "name": "Playground", "domain": "playground"}
APP_ID: Final = "A01EARSHOT0"
BOT_ID: Final = "B01EARSHOT0"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person of the workspace or of another one that shares a channel with it, or the bot's own user."""

    id: str
    name: str
    real_name: str
    email: str = ""
    title: str = ""
    tz: str = "Europe/Berlin"
    is_bot: bool = False
    deleted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    is_guest: bool = False
    team: str = TEAM["id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserGroup:
    """Some people who can be mentioned together, such as the on-call ones."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it stands now; `versions` are its earlier forms, oldest first."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    files: tuple[str, ...] = ()
    thread_ts: str | None = None
    bot_id: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ephemeral_to: str | None = None
    options: Json = field(default_factory=dict)
    versions: tuple["Message", ...] = field(default=(), repr=False, compare=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread and not at the top of the channel."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def text_seen(self) -> str:
        """All the text a person reads: the blocks, or `text` where there are none."""
        attached = [block for attachment in self.attachments for block in attachment.get("blocks", [])]
        shown = seen.text_of([*self.blocks, *attached], self.names)
        return shown if self.blocks else "\n".join(filter(None, [seen.mrkdwn(self.text, self.names), shown]))

    def pings(self) -> frozenset[str]:
        """Who this message notifies: ids, and `here`, `channel`, `everyone`."""
        return seen.pings(self.text, self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A modal or Home tab on somebody's screen."""

    id: str
    user: str
    content: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    typed: Mapping[tuple[str, str], Json] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def blocks(self) -> list[Json]:
        """The blocks, every one with its block_id."""
        blocks: list[Json] = self.content["blocks"]
        return blocks

    @property
    def title(self) -> str:
        """The title of a modal; a Home tab has none."""
        return str(self.content.get("title", {}).get("text", ""))

    def text_seen(self) -> str:
        """All the text a person reads, with the errors Slack shows under the inputs."""
        parts = [self.title, seen.text_of(self.blocks, self.names), *self.errors.values()]
        return "\n".join(part for part in parts if part)


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel or direct message and what was said in it, by ts."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    is_archived: bool = False
    is_im: bool = False
    created: int = 1_750_000_000
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def scope_family(self) -> str:
        """The word Slack puts before `:read` and `:history` for this kind of channel."""
        if self.is_im:
            return "im"
        return "groups" if self.is_private else "channels"

    @property
    def type(self) -> str:
        """The kind, as `conversations.list` names it."""
        return {"im": "im", "groups": "private_channel", "channels": "public_channel"}[self.scope_family]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file somebody uploaded."""

    id: str
    name: str
    title: str
    body: bytes = b""
    complete: bool = False
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a token may do: `bot` (xoxb) or `app` (xapp), its scopes, and the error it earns when it is void."""

    value: str
    kind: str
    scopes: frozenset[str]
    void: str | None = None

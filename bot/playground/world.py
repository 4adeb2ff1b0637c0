"""The workspace behind the stand-in: who is there, what was said, what is on each person's screen.

All reading and writing happens under `lock`. `version` grows with every change that somebody could see, so that a
screen knows when to look again.
"""

import copy
import itertools
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from bot.playground.checks import walk
from bot.playground.handles import Handles
from bot.playground.nouns import BOT_ID, Channel, Message, StoredFile, Token, User, UserGroup, View
from bot.playground.shapes import Json

BOT_USER: Final = User(id="U01EARSHOT0", name="earshot", real_name="Earshot", is_bot=True)
DEEPEST: Final = 3


class World:
    """One workspace and its state."""

    def __init__(
        self,
        *,
        people: Iterable[User],
        channels: Iterable[Channel],
        groups: Iterable[UserGroup],
        tokens: Iterable[Token],
        clock: Callable[[], float],
    ) -> None:
        """Furnish the workspace; the channels are copied."""
        self.lock = threading.RLock()
        self.clock = clock
        self.bot = BOT_USER
        self.users = {user.id: user for user in (*people, BOT_USER)}
        self.groups = {group.id: group for group in groups}
        self.channels = {channel.id: copy.deepcopy(channel) for channel in channels}
        self.tokens = {token.value: token for token in tokens}
        self.ephemerals: list[Message] = []
        self.scheduled: dict[str, Json] = {}
        self.files: dict[str, StoredFile] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.handles = Handles()
        self.names: dict[str, str] = {}
        self.last_read: dict[tuple[str, str], str] = {}
        self.version = 0
        self._numbers = itertools.count(1)
        self._last_stamp = 0
        self._learn_names()

    def _learn_names(self) -> None:
        self.names.update({user.id: user.real_name for user in self.users.values()})
        self.names.update({channel.id: channel.name for channel in self.channels.values()})
        self.names.update({group.id: group.handle for group in self.groups.values()})

    def changed(self) -> None:
        """Something is different on somebody's screen."""
        with self.lock:
            self.version += 1

    def new_id(self, prefix: str) -> str:
        """A fresh identifier of Slack's form."""
        return f"{prefix}{next(self._numbers):010X}"

    def stamp(self) -> str:
        """A message timestamp: now, and later than every one before."""
        self._last_stamp = max(self._last_stamp + 1, int(self.clock() * 1_000_000))
        return f"{self._last_stamp // 1_000_000}.{self._last_stamp % 1_000_000:06d}"

    def channel(self, name: str) -> Channel | None:
        """The channel with this id, or with this name (`#` or not)."""
        by_name = (channel for channel in self.channels.values() if channel.name == name.removeprefix("#"))
        return self.channels.get(name) or next(by_name, None)

    def direct_message(self, user: str) -> Channel:
        """The direct message channel of a person with the bot; opened when it is not there."""
        for channel in self.channels.values():
            if channel.is_im and user in channel.members:
                return channel
        channel = Channel(id=self.new_id("D"), name=user, members={user, self.bot.id}, is_private=True, is_im=True)
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def put(self, message: Message) -> Message:
        """Add a message, or replace the one with its ts, keeping the earlier form."""
        message = replace(message, blocks=self.with_ids(message.blocks), names=self.names)
        said = self.channels[message.channel].messages
        said[message.ts] = message = _later(message, said.get(message.ts))
        self.changed()
        return message

    def whisper(self, message: Message) -> Message:
        """Show a message to one person only."""
        message = replace(message, blocks=self.with_ids(message.blocks), names=self.names)
        before = next((each for each in self.ephemerals if each.ts == message.ts), None)
        message = _later(message, before)
        self.ephemerals = [each for each in self.ephemerals if each is not before] + [message]
        self.changed()
        return message

    def remove(self, message: Message) -> None:
        """Take a message away, whether it was for everybody or for one."""
        self.ephemerals = [each for each in self.ephemerals if each.ts != message.ts]
        self.channels[message.channel].messages.pop(message.ts, None)
        self.changed()

    def mark_read(self, user: str, channel: Channel, ts: str) -> None:
        """Remember how far a person has read; never less than before."""
        place = (user, channel.id)
        if ts > self.last_read.get(place, ""):
            self.last_read[place] = ts
            self.changed()

    def from_bot(self, channel: str) -> Message:
        """A new, empty message by the bot, not yet put anywhere."""
        return Message(channel=channel, ts=self.stamp(), user=self.bot.id, bot_id=BOT_ID)

    def with_ids(self, blocks: Iterable[Json]) -> tuple[Json, ...]:
        """Copies of the blocks in which every block and element has an id, as Slack gives them."""
        copies: tuple[Json, ...] = tuple(copy.deepcopy(list(blocks)))
        for block in walk(list(copies)):
            block.setdefault("block_id", self.new_id("b"))
            for element in elements_of(block):
                element.setdefault("action_id", self.new_id("a"))
        return copies

    def thread(self, channel: Channel, ts: str) -> list[Message]:
        """A message and the replies below it, in order."""
        return [message for message in channel.messages.values() if ts in {message.ts, message.thread_ts}]

    def view(self, view_id: str) -> View | None:
        """The view with this id or external id, if it is still on a screen."""
        on_screen = itertools.chain(self.homes.values(), *self.stacks.values())
        return next((v for v in on_screen if view_id in {v.id, v.content.get("external_id")}), None)

    def make_view(self, user: str, content: Json, over: View | None = None) -> View:
        """A new view, on top of another or alone."""
        view_id = self.new_id("V")
        root = over.root_id if over else view_id
        filled = {**content, "blocks": list(self.with_ids(content["blocks"]))}
        return View(
            id=view_id,
            user=user,
            content=filled,
            hash=self._hash(),
            root_id=root,
            previous_id=over.id if over else None,
            names=self.names,
        )

    def change_view(self, view: View, content: Json) -> View:
        """The same view with other content; what was typed into inputs that remain is kept."""
        filled = {**content, "blocks": list(self.with_ids(content["blocks"]))}
        remaining = {(b["block_id"], e["action_id"]) for b in filled["blocks"] for e in elements_of(b)}
        typed = {place: value for place, value in view.typed.items() if place in remaining}
        return self.show(replace(view, content=filled, hash=self._hash(), typed=typed, errors={}))

    def show(self, view: View) -> View:
        """Put a view in the place of the one with its id."""
        if view.content["type"] == "home":
            self.homes[view.user] = view
        else:
            stack = self.stacks.get(view.user, [])
            self.stacks[view.user] = [view if each.id == view.id else each for each in stack]
        self.changed()
        return view

    def stack(self, user: str, views: Iterable[View]) -> None:
        """Let these modals, and no others, be on a person's screen; the last is on top."""
        self.stacks[user] = list(views)
        self.changed()

    def _hash(self) -> str:
        return f"{self.clock():.0f}.{self.new_id('h')}"


def _later(message: Message, before: Message | None) -> Message:
    return replace(message, versions=(*before.versions, replace(before, versions=()))) if before else message


def elements_of(block: Json) -> list[Json]:
    """The interactive elements of one block."""
    found = [block.get("accessory"), block.get("element"), *block.get("elements", []), *block.get("actions", [])]
    return [element for element in found if isinstance(element, dict) and element.get("type") in INTERACTIVE]


INTERACTIVE: Final = frozenset(
    {
        "button",
        "checkboxes",
        "datepicker",
        "datetimepicker",
        "email_text_input",
        "feedback_buttons",
        "file_input",
        "icon_button",
        "number_input",
        "overflow",
        "plain_text_input",
        "radio_buttons",
        "rich_text_input",
        "timepicker",
        "url_text_input",
    }
    | {
        f"{prefix}{kind}_select"
        for prefix in ("", "multi_")
        for kind in ("static", "external", "users", "conversations", "channels")
    }
)

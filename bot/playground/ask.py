"""One call to the Web API as its method sees it: the arguments, the caller's rights, the workspace."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.playground.faults import Pace
from bot.playground.nouns import Channel, Token
from bot.playground.refusals import Refused
from bot.playground.shapes import Json
from bot.playground.world import World

MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the bot asks for."""

    world: World
    token: Token
    arguments: Json
    pace: Pace
    base_url: str
    emit: Callable[[Json], None]
    open_socket: Callable[[], str]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """An argument as text."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """An argument that must be there."""
        if value := self.text(name):
            return value
        message = f"[ERROR] missing required field: {name}"
        raise Refused("invalid_arguments", response_metadata={"messages": [message]})

    def flag(self, name: str) -> bool:
        """An argument as yes or no, in any of the forms that clients send."""
        return self.text(name).lower() in {"true", "1"}

    def structure(self, name: str, error: str) -> object:
        """An argument that is JSON, or JSON in a string; None when it is absent."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as trouble:
            raise Refused(error) from trouble

    def require(self, *scopes: str) -> None:
        """Refuse the call unless the token has each of these scopes."""
        if missing := [scope for scope in scopes if scope not in self.token.scopes]:
            raise Refused("missing_scope", needed=",".join(missing), provided=",".join(sorted(self.token.scopes)))

    def channel(self, right: str | None = None, *, joined: bool = False) -> Channel:
        """The channel the call names, if the bot may know of it and has the right (`read`, `history`) to it."""
        channel = self.world.channels.get(self.needed("channel"))
        if channel is None:
            raise Refused("channel_not_found")
        if right:
            self.require(f"{channel.scope_family}:{right}")
        if self.world.bot.id not in channel.members:
            if channel.is_private:
                raise Refused("channel_not_found")
            if joined:
                raise Refused("not_in_channel")
        return channel

    def page(self, found: Iterable[Json], key: str, default: int = 100) -> Json:
        """One page of a list, with the cursor of the next."""
        everything = list(found)
        start = self._cursor()
        limit = self._limit(default)
        following = start + limit
        cursor = f"next:{following}" if following < len(everything) else ""
        return {key: everything[start:following], "response_metadata": {"next_cursor": cursor}}

    def _limit(self, default: int) -> int:
        try:
            limit = int(self.text("limit") or default)
        except ValueError as trouble:
            raise Refused("invalid_limit") from trouble
        if not 0 < limit <= MOST_AT_ONCE:
            raise Refused("invalid_limit")
        return limit

    def _cursor(self) -> int:
        cursor = self.text("cursor")
        if not cursor:
            return 0
        word, _, number = cursor.partition(":")
        if word != "next" or not number.isdigit():
            raise Refused("invalid_cursor")
        return int(number)

"""What a person's doings reach: the workspace, the way to the bot, and what the app is set up for."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.playground import payloads
from bot.playground.delivery import EVENTS_API, Courier
from bot.playground.ledger import Call, Delivery, Ledger
from bot.playground.shapes import Json
from bot.playground.world import World


class NotVisible(LookupError):
    """The person cannot see it: another's private channel, a message that is gone, a button that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Shared by all the people of one workspace."""

    world: World
    courier: Courier
    ledger: Ledger
    commands: Mapping[str, bool]
    subscribed: frozenset[str]
    respond: Callable[[str, Json], Json]
    url: Callable[[], str]

    def emit(self, event: Json) -> None:
        """Send an event to the bot, if the app subscribed to it and may see where it happened."""
        if self._subscribed_name(event) not in self.subscribed:
            return
        with self.world.lock:
            channel = self.world.channels.get(str(event.get("channel", "")))
            if channel is not None and self.world.bot.id not in channel.members:
                return
            payload = payloads.event(self.world, event)
        self.courier.post(Delivery(id=str(uuid.uuid4()), kind=EVENTS_API, payload=payload))

    def deliver(self, kind: str, payload: Json) -> Delivery:
        """Bring an interaction or a command to the bot and wait for its acknowledgement."""
        return self.courier.send(Delivery(id=str(uuid.uuid4()), kind=kind, payload=payload))

    def complain(self, method: str, sent: Json, problems: list[str]) -> None:
        """Write down that an acknowledgement carried something Slack cannot take."""
        answer = {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": problems}}
        self.ledger.add(Call(at=self.world.clock(), method=method, arguments=sent, response=answer))

    def _subscribed_name(self, event: Json) -> str:
        if event["type"] != "message":
            return str(event["type"])
        families = {"im": "im", "private_channel": "groups", "public_channel": "channels"}
        return f"message.{families[event['channel_type']]}"

"""Short-lived handles: trigger ids open one view within 3 seconds, response URLs answer 5 times within 30 minutes."""

from dataclasses import dataclass, replace
from typing import Final

from bot.playground.nouns import Message
from bot.playground.refusals import Refused

TRIGGER_SECONDS: Final = 3.0
URL_SECONDS: Final = 30 * 60.0
URL_USES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Leave to open one view for one person, given by something the person did."""

    id: str
    user: str
    at: float
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseUrl:
    """Leave to answer where a person did something, given with what they did."""

    path: str
    user: str
    channel: str
    at: float
    source: Message | None = None
    thread_ts: str | None = None
    uses: int = 0


class Handles:
    """Gives out handles and takes them back once, or says why not."""

    def __init__(self) -> None:
        """Start with none given out."""
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def give_trigger(self, trigger: Trigger) -> str:
        """Remember a trigger and return its id."""
        self._triggers[trigger.id] = trigger
        return trigger.id

    def take_trigger(self, trigger_id: str, now: float) -> Trigger:
        """Use up a trigger; refused when unknown, used before or older than 3 seconds."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if now - trigger.at > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        self._triggers[trigger_id] = replace(trigger, used=True)
        return trigger

    def give_url(self, url: ResponseUrl) -> str:
        """Remember a response URL and return its path."""
        self._urls[url.path] = url
        return url.path

    def take_url(self, path: str, now: float) -> ResponseUrl:
        """Use a response URL once more; refused when unknown, too old or used up."""
        url = self._urls.get(path)
        if url is None:
            raise Refused("no_such_url")
        if now - url.at > URL_SECONDS:
            raise Refused("expired_url")
        if url.uses >= URL_USES:
            raise Refused("used_url")
        self._urls[path] = replace(url, uses=url.uses + 1)
        return url

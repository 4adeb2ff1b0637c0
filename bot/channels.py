"""Which channel is meant: watches name channels as people do (`#mentions`), Slack wants ids."""

import re
from collections.abc import Iterator, Mapping
from threading import Lock
from time import monotonic
from typing import Any

import structlog
from slack_sdk import WebClient

from bot.slack_errors import SLACK_TROUBLE, judge

log = structlog.get_logger()

IS_ID = re.compile(r"[CGDUW][A-Z0-9]{5,}")
LOOK_AGAIN = 60.0  # seconds before a name that was not found is looked for again: the list is a slow call
PAGES = 50
# A token without groups:read may still list the public channels.
KINDS = ("public_channel,private_channel", "public_channel")


class Channels:
    """The ids of channels by name, asked of Slack once."""

    def __init__(self, slack: WebClient) -> None:
        """Know nothing yet."""
        self._slack = slack
        self._ids: dict[str, str] = {}
        self._looked = -LOOK_AGAIN
        self._lock = Lock()

    def id_of(self, lane: str) -> str:
        """Return a channel's id, or the name itself where Slack does not list it: Slack may still know the name."""
        if IS_ID.fullmatch(lane):
            return lane
        with self._lock:
            name = lane.lstrip("#")
            if name not in self._ids and monotonic() - self._looked >= LOOK_AGAIN:
                self._looked = monotonic()
                self._ids |= dict(self._listed())
            return self._ids.get(name, lane)

    def learn(self, lane: str, channel: str) -> None:
        """Remember the id Slack answered with."""
        if IS_ID.fullmatch(channel) and not IS_ID.fullmatch(lane):
            with self._lock:
                self._ids[lane.lstrip("#")] = channel

    def forget(self, lane: str) -> None:
        """Look the name up anew next time: the channel may have been made again."""
        with self._lock:
            self._ids.pop(lane.lstrip("#"), None)

    def _listed(self) -> Iterator[tuple[str, str]]:
        for kinds in KINDS:
            try:
                found = [
                    (bool(each.get("is_archived")), str(each.get("name") or ""), str(each.get("id") or ""))
                    for each in pages(self._slack, kinds)
                ]
            except SLACK_TROUBLE as error:
                log.info("channels cannot be listed", kinds=kinds, error=judge(error).word)
                continue
            # Archived ones first, so that a living channel of the same name wins.
            yield from ((name, channel) for _, name, channel in sorted(found, reverse=True))
            return


def pages(slack: WebClient, kinds: str) -> Iterator[Mapping[str, Any]]:
    """Yield every channel the token can see, as Slack lists it; raises what Slack refuses."""
    cursor = ""
    for _ in range(PAGES):
        page = slack.conversations_list(types=kinds, limit=1000, cursor=cursor)
        yield from page.get("channels") or ()
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return

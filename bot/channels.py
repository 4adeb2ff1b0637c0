"""Which channel is meant: watches name channels as people do (`#mentions`), Slack wants ids."""

import re
from collections.abc import Iterator
from threading import Lock
from time import monotonic

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
                found = list(listing(self._slack, kinds))
            except SLACK_TROUBLE as error:
                log.info("channels cannot be listed", kinds=kinds, error=judge(error).word)
                continue
            # Archived ones first, so that a living channel of the same name wins.
            yield from ((name, channel) for _, name, channel in sorted(found, reverse=True))
            return


def listing(slack: WebClient, kinds: str) -> Iterator[tuple[bool, str, str]]:
    """Yield (is archived, name, id) of every channel the token can see; raises what Slack refuses."""
    cursor = ""
    for _ in range(PAGES):
        page = slack.conversations_list(types=kinds, limit=1000, cursor=cursor)
        for channel in page.get("channels") or ():
            yield bool(channel.get("is_archived")), str(channel.get("name") or ""), str(channel.get("id") or "")
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return

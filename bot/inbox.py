"""Deliveries of other tools: proved, read once for their shape, and kept before they are acknowledged.

The address is /inbox/NAME: the `name` of a watch's inbox listener, or that listener's number. Its secrets are the
listener's own, else INBOX_SECRET_NAME, else INBOX_SECRET, else what was entered in Slack; several stand side by side,
with spaces between them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.signatures import Unsigned, key_of
from storage import cursors, deliveries, jsonposts
from storage.database import Store
from storage.records import Listener

log = structlog.get_logger()

SOURCE = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What is answered to a delivery: the status, and a sentence for whoever set the sender up."""

    status: int
    words: str = ""


ACCEPTED = Taken(status=204)
NOBODY = Taken(status=410, words="no watch listens here (any more)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Takes deliveries for a workspace; `operator` are the INBOX_… settings by what follows in small letters."""

    store: Store
    workspace: str
    operator: Mapping[str, str]
    clock: Callable[[], datetime]

    def take(self, name: str, headers: Mapping[str, str], body: bytes) -> Taken:
        """Keep a delivery and say so; one that came before is acknowledged again, and kept once."""
        now, listener = self.clock(), self._listener(name)
        if listener is None:
            return NOBODY
        try:
            key = key_of(headers, body, self._secrets(listener), now)
            text = body.decode()
            jsonposts.every_from_json(text, now=now)
        except Unsigned as unsigned:
            log.warning("delivery refused", listener=listener.id, why=str(unsigned))
            return Taken(status=401, words=str(unsigned))
        except ValueError as fault:  # also where it is no UTF-8
            return Taken(status=400, words=f"these are no posts: {fault}")
        named = listener.settings.get("name", "")
        is_new = deliveries.keep(self.store, self.workspace, named, key, text, now=now)
        log.info("delivered", listener=listener.id, new=is_new)
        return ACCEPTED

    def _listener(self, name: str) -> Listener | None:
        listening = [one for one in cursors.every(self.store, self.workspace) if one.source == SOURCE]
        return next((one for one in listening if name in (one.settings.get("name"), str(one.id))), None)

    def _secrets(self, listener: Listener) -> Sequence[str]:
        named = f"secret_{listener.settings.get('name', '')}".lower().replace("-", "_")
        told = listener.settings.get("secret") or self.operator.get(named) or self.operator.get("secret", "")
        return told.split()

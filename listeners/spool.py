"""What was delivered to our own web door, answered like a page of the web: from the memory, nothing goes out."""

import json
from collections.abc import Mapping
from datetime import datetime

from listeners.http import Unchanged
from listeners.source import Answer, Ask
from listeners.walk import Get
from storage import deliveries
from storage.database import Store

HERE = "inbox:"


def answering(store: Store, workspace: str, get: Get, *, now: datetime) -> Get:
    """Return a `get` that answers asks for inbox:/NAME itself, and lets `get` answer all others."""

    def answer(ask: Ask, validators: Mapping[str, str], led: bool) -> Answer | Unchanged:  # noqa: FBT001  `walk.Get`
        if not ask.url.startswith(HERE):
            return get(ask, validators, led)
        return _delivered(store, workspace, ask, now)

    return answer


def _delivered(store: Store, workspace: str, ask: Ask, now: datetime) -> Answer:
    """Answer with the posts of all that came since, newest first: of a post told twice the later word counts."""
    last = int(ask.params.get("after", "0"))
    found = deliveries.after(store, workspace, ask.url.rpartition("/")[2], last)
    told = [json.loads(delivery.body) for delivery in reversed(found)]
    posts = [post for one in told for post in (reversed(one) if isinstance(one, list) else [one])]
    headers = {"inbox-last": str(found[-1].id if found else last)}
    body = json.dumps(posts).encode()
    return Answer(url=ask.url, status=200, headers=headers, body=body, fetched_at=now, note=ask.note)

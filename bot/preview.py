"""What would a query have heard among the posts that are stored? Shown before it is saved."""

from datetime import datetime

from bot import replay
from bot.desk import Desk
from bot.replay import QueryRefused
from bot.watchform import Preview
from storage import posts

__all__ = ["QueryRefused", "of"]

TRIED = 500
EXAMPLES = 3


def of(desk: Desk, query: str, *, now: datetime) -> Preview:
    """Return what a query would have heard among the newest posts; raise QueryRefused where it cannot be read."""
    if not query.strip():
        return Preview(trouble="Without a query, everything its places bring is heard.")
    stored = posts.recent(desk.store, desk.workspace, limit=TRIED)
    try:
        matched = replay.matching(query.strip(), stored, now=now)
    except replay.Untried:
        return Preview(trouble="The query could not be tried just now.")
    return Preview(matched=len(matched), tried=len(stored), examples=matched[:EXAMPLES])

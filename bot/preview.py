"""What would a query have heard? Asked of the listeners through their public face: the two never import each other.

`python -m listeners match QUERY` reads posts as JSON Lines and prints those that match; a query it cannot read is
refused with one line that names the position.
"""

import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.desk import Desk
from bot.watchform import Preview
from storage import jsonposts, posts
from storage.records import Post

log = structlog.get_logger()

TRIED = 500
EXAMPLES = 3
PATIENCE = 20  # seconds; matching 500 posts takes a fraction of one, starting Python on a busy machine may take several
WRONG = (1, 2)


class QueryRefused(Exception):
    """The query cannot be read; str() is the listeners' own sentence, with the position of the fault."""


def of(desk: Desk, query: str, *, now: datetime) -> Preview:
    """Return what a query would have heard among the newest posts; raise QueryRefused where it cannot be read."""
    if not query.strip():
        return Preview(trouble="Without a query, everything its places bring is heard.")
    stored = posts.recent(desk.store, desk.workspace, limit=TRIED)
    return _matched(query.strip(), stored, now)


def _matched(query: str, stored: Sequence[Post], now: datetime) -> Preview:
    try:
        done = subprocess.run(  # noqa: S603  our own program; the query is one argument, no shell reads it
            [sys.executable, "-m", "listeners", "match", "--", query],
            input="".join(f"{jsonposts.to_json(post)}\n" for post in stored),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        log.warning("a query could not be tried", error=type(error).__name__)
        return Preview(trouble="The query could not be tried just now.")
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    if done.returncode in WRONG and len(said) == 1:  # more than the promised line is a fault of ours, not of the query
        raise QueryRefused(said[0].removeprefix("error: "))
    if done.returncode:
        log.warning("a query could not be tried", exit=done.returncode)
        return Preview(trouble="The query could not be tried just now.")
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    examples = tuple(jsonposts.from_json(line, now=now) for line in lines[:EXAMPLES])
    return Preview(matched=len(lines), tried=len(stored), examples=examples)

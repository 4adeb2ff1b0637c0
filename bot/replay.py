"""What would a query have heard? Asked of the listeners through their public face: the two never import each other.

`python -m listeners match QUERY` reads posts as JSON Lines and prints those that match; a query it cannot read is
refused with one line that names the position.
"""

import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime

import structlog

from storage import jsonposts
from storage.records import Post

log = structlog.get_logger()

PATIENCE = 20  # seconds; matching 500 posts takes a fraction of one, starting Python on a busy machine may take several
WRONG = (1, 2)


class QueryRefused(Exception):
    """The query cannot be read; str() is the listeners' own sentence, with the position of the fault."""


class Untried(Exception):
    """The query could not be tried just now; the log says why."""


def matching(query: str, posts: Sequence[Post], *, now: datetime) -> tuple[Post, ...]:
    """Return the posts a query hears, in order; raise QueryRefused where it cannot be read, else Untried."""
    try:
        done = subprocess.run(  # noqa: S603  our own program; the query is one argument, no shell reads it
            [sys.executable, "-m", "listeners", "match", "--", query],
            input="".join(f"{jsonposts.to_json(post)}\n" for post in posts),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        log.warning("a query could not be tried", error=type(error).__name__)
        raise Untried from error
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    if done.returncode in WRONG and len(said) == 1:  # more than the promised line is a fault of ours, not of the query
        raise QueryRefused(said[0].removeprefix("error: "))
    if done.returncode:
        log.warning("a query could not be tried", exit=done.returncode)
        raise Untried
    return tuple(jsonposts.from_json(line, now=now) for line in done.stdout.splitlines() if line.strip())


def key(post: Post) -> tuple[str, str]:
    """Return what tells a post from every other, also one that came back from a trial."""
    return post.source, post.external_id

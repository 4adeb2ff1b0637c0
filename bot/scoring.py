"""How urgent is what a teammate brings: asked of the listeners through their public face, as `bot.replay` asks them."""

import json
import subprocess
import sys

import structlog

from storage import jsonposts
from storage.records import Post, Reason, Score

log = structlog.get_logger()

PATIENCE = 20  # seconds; it takes one, on a busy machine several
SHARED = "Shared by your team"


def of_shared(post: Post, least: int) -> Score:
    """Return the score of a post somebody brought: never below `least`, because a person found it worth an alert.

    Without words there is nothing to read; then, and where the listeners cannot be asked, that is its only reason.
    """
    found = _read(post) if post.text or post.title else None
    urgency, reasons = (found.urgency, tuple(found.reasons)) if found else (0, ())
    if urgency < least:
        reasons = (*reasons, Reason(factor=SHARED, points=least - urgency))
    return Score(
        urgency=max(urgency, least),
        sentiment=found.sentiment if found else 0.0,
        needs_reply=found.needs_reply if found else 0.0,
        spam=found.spam if found else 0.0,
        language=found.language if found else "",
        reasons=reasons,
        model=found.model if found else "",
    )


def _read(post: Post) -> Score | None:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "listeners", "score"],
            input=f"{jsonposts.to_json(post)}\n",
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=True,
        )
        said = json.loads(done.stdout)
        reasons = tuple(Reason(**reason) for reason in said["reasons"])
        names = ("urgency", "sentiment", "needs_reply", "spam", "language", "model")
        return Score(**{name: said[name] for name in names}, reasons=reasons)
    except (OSError, ValueError, TypeError, KeyError, subprocess.SubprocessError) as error:
        log.warning("a shared post could not be scored", error=type(error).__name__)
        return None

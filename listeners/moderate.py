"""Takes spam away where it stands, because the team wished it and the place is ours. Done again, it changes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from listeners.crew import Crew
from listeners.ears import Ears
from listeners.errors import Later, Never, Trouble
from listeners.source import Moderates
from storage import removals
from storage.records import Removal

log = structlog.get_logger()

TRIES = 8
SHORTEST_WAIT = timedelta(seconds=20)
ITSELF = "Earshot itself failed here; the log has the details"


def remover(ears: Ears, *, clock: Callable[[], datetime]) -> Crew[Removal]:
    """Return the thread that takes spam away."""
    return Crew(
        "moderate",
        1,
        take=lambda: removals.take(ears.store, now=clock()),
        do=lambda removal: remove(ears, removal, now=clock()),
    )


def remove(ears: Ears, removal: Removal, *, now: datetime) -> None:
    """Take one post away; whatever goes wrong is noted in words, never raised."""
    try:
        _ask(ears, removal, now)
    except Later as later:
        _put_off(ears, removal, later, now)
    except Trouble as refusal:
        removals.settle(ears.store, removal, str(refusal), now=now)
        log.warning("spam_not_removed", source=removal.post.source)
    except Exception:  # the edge of a job
        log.exception("moderating_broke", source=removal.post.source)
        removals.settle(ears.store, removal, ITSELF, now=now)
    else:
        removals.settle(ears.store, removal, "", now=now)
        log.info("spam_removed", source=removal.post.source)


def _ask(ears: Ears, removal: Removal, now: datetime) -> None:
    source = ears.sources.find(removal.post.source)
    if not isinstance(source, Moderates):
        raise Never(f"{source.about.title} lets nobody mark spam from here")
    caller = ears.caller(source, removal.workspace, now=now)
    caller.let_in(lambda need: caller.send(source.mark_spam(removal.post, need)))


def _put_off(ears: Ears, removal: Removal, later: Later, now: datetime) -> None:
    if removal.attempts >= TRIES:
        removals.settle(ears.store, removal, f"It was tried {TRIES} times: {later}", now=now)
        return
    wait = later.after or SHORTEST_WAIT * 2 ** (removal.attempts - 1)
    removals.later(ears.store, removal, until=now + wait, error=str(later))

"""Stays with the person after an answer: looks at the conversation ever less often, for fourteen days after it rested.

A source with `Follows` is asked on purpose; of every source what its listeners hear anyhow counts as well
(`listeners.overhear`).
"""

from collections.abc import Callable
from datetime import datetime

import structlog

from listeners.calling import Caller
from listeners.crew import Crew
from listeners.ears import Ears
from listeners.errors import Never, Trouble
from listeners.source import Ask, Follows, Need, Page
from listeners.turns import turns
from storage import answers
from storage.records import Answered

log = structlog.get_logger()

THREADS = 2
PAGES = 3  # of one ask: what is far down in a long conversation is heard next time, or not at all


def follower(ears: Ears, *, clock: Callable[[], datetime]) -> Crew[Answered]:
    """Return the threads that look at what came after our answers."""
    return Crew(
        "follow",
        THREADS,
        take=lambda: answers.take(ears.store, now=clock()),
        do=lambda answered: look(ears, answered, now=clock()),
    )


def look(ears: Ears, answered: Answered, *, now: datetime) -> None:
    """Look once at what came after an answer; where that does not work it is looked at again later."""
    try:
        pages = _pages(ears, answered, now)
    except Trouble as trouble:
        log.info("cannot_follow", source=answered.post.source, error=str(trouble))
        return
    except Exception:  # the edge of a job: one source's bug must not stop the others
        log.exception("following_broke", source=answered.post.source)
        return
    posts = [post for page in pages for post in page.posts]
    gone = {one for page in pages for one in page.gone}
    receipts = [receipt for page in pages for receipt in page.receipts]
    found = turns(answered, posts, gone=gone, receipts=receipts, now=now)
    count = answers.heard(ears.store, answered, found, now=now)
    log.info("followed", source=answered.post.source, new=count)


def _pages(ears: Ears, answered: Answered, now: datetime) -> list[Page]:
    """Return what stands in the conversation now; nothing of a source that cannot be asked for it."""
    source = ears.sources.find(answered.post.source)
    if not isinstance(source, Follows):
        return []
    caller = ears.caller(source, answered.workspace, now=now)

    def read(need: Need) -> list[Page]:
        asks = source.follow(answered.post, answered.receipt, need)
        return [page for ask in asks for page in _far(caller, ask, need)]

    return caller.let_in(read)


def _far(caller: Caller, first: Ask, need: Need) -> list[Page]:
    """Return the pages of one ask; a part of a conversation that was deleted is told of by the others."""
    pages: list[Page] = []
    ask: Ask | None = first
    try:
        while ask is not None and len(pages) < PAGES:
            pages.append(caller.read(caller.send(ask), need))
            ask = pages[-1].more
    except Never as gone:
        log.info("cannot_follow_all", error=str(gone))
    return pages

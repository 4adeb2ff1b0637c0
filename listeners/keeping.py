"""Takes out of the memory what may not, or shall not, be kept any longer: each source's terms, and the operator's."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog

from listeners.source import Source
from storage import credentials, retention
from storage.database import Store

log = structlog.get_logger()

EVERY = timedelta(minutes=10)


def tick(store: Store, sources: Iterable[Source], keep_days: int | None, now: datetime) -> None:
    """Bury what is over its time, and forget the passes nobody uses any more."""
    gone = 0
    for source in sources:
        about = source.about
        if about.author_kept is not None:
            retention.forget_authors(store, about.name, about.author_kept, now=now)
        if about.text_kept is not None:
            gone += retention.expire(store, about.name, about.text_kept, now=now)
    if keep_days is not None:
        gone += retention.outdate(store, timedelta(days=keep_days), now=now)
    credentials.forget_old_passes(store, now=now)
    if gone:
        log.info("buried", posts=gone)

"""Takes out of the memory what may not, or shall not, be kept any longer: each source's terms, and the operator's."""

from datetime import datetime, timedelta

import structlog

from listeners.pipeline import Ears
from storage import credentials, retention

log = structlog.get_logger()

EVERY = timedelta(minutes=10)


def tick(ears: Ears, now: datetime) -> None:
    """Bury what is over its time, and forget the passes nobody uses any more."""
    gone = 0
    for source in ears.sources.values():
        about = source.about
        if about.author_kept is not None:
            retention.forget_authors(ears.store, about.name, about.author_kept, now=now)
        if about.text_kept is not None:
            gone += retention.expire(ears.store, about.name, about.text_kept, now=now)
    if ears.settings.earshot_keep_days is not None:
        gone += retention.outdate(ears.store, timedelta(days=ears.settings.earshot_keep_days), now=now)
    credentials.forget_old_passes(ears.store, now=now)
    if gone:
        log.info("buried", posts=gone)

"""Looks every minute whether a watch hears a crowd, and remembers the spike with its cause.

Full hours are counted once, when the next one begins; the hour at hand only where it holds enough to be one. An hour
that is not over is held against whole ones: it can only be found too quiet, never too loud.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from listeners import velocity
from listeners.match import QueryError, compile as compile_query
from listeners.velocity import HOUR
from storage import spikes, stories, watches, workspaces
from storage.database import Store
from storage.records import Watch
from storage.spikes import Rise

log = structlog.get_logger()

EVERY = timedelta(minutes=1)
LOOKED_AT = timedelta(days=velocity.BACK * 2)
BEFORE = timedelta(weeks=4)
TEXTS, TEXTS_BEFORE = 300, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """The full hours of a watch before one, and how finely it is to alarm."""

    hour: datetime
    counts: tuple[int, ...]
    sensitivity: float


class Crowds:
    """Looks after the watches of one memory; what it holds between looks is only a copy of what is stored."""

    def __init__(self) -> None:
        """Know nothing before the first look."""
        self._due: datetime | None = None
        self._past: dict[int, _Past] = {}
        self._seen: dict[int, tuple[datetime, int]] = {}

    def tick(self, store: Store, now: datetime) -> int:
        """Look once a minute, however often called; returns how many spikes began."""
        if self._due is not None and now < self._due <= now + EVERY:
            return 0
        self._due = now + EVERY
        listening = [watch for workspace in workspaces.every(store) for watch in watches.every(store, workspace)]
        return sum(self._look(store, watch, now) for watch in listening if not watch.paused)

    def _look(self, store: Store, watch: Watch, now: datetime) -> bool:
        hour = now.replace(minute=0, second=0, microsecond=0)
        before, is_news = self._past.get(watch.id), False
        if before is None or before.hour != hour:
            before = self._past[watch.id] = _past(store, watch, hour, now)
            stories.forget_old(store, now=now)
            is_news = _judge(store, watch, before.counts, before.sensitivity, hour - HOUR, now)
        (count,) = spikes.counts(store, watch.id, since=hour, until=hour + HOUR)
        if count < velocity.LEAST or self._seen.get(watch.id) == (hour, count):
            return is_news
        self._seen[watch.id] = (hour, count)
        return _judge(store, watch, (*before.counts, count), before.sensitivity, hour, now) or is_news


def _past(store: Store, watch: Watch, hour: datetime, now: datetime) -> _Past:
    began = watches.began(store, watch.id) or spikes.first_heard(store, watch.id) or now
    since = max(began.replace(minute=0, second=0, microsecond=0), hour - LOOKED_AT)
    counts = spikes.counts(store, watch.id, since=since, until=hour)
    return _Past(hour=hour, counts=tuple(counts), sensitivity=velocity.chosen(counts))


def _judge(
    store: Store, watch: Watch, counts: tuple[int, ...], sensitivity: float, hour: datetime, now: datetime
) -> bool:
    """Remember the last of these hours where it is a surprise; returns whether a spike began."""
    if len(counts) <= velocity.YOUNG or counts[-1] < velocity.LEAST:
        return False
    surprise = velocity.surprises(counts)[-1]
    if surprise < sensitivity:
        return False
    running = spikes.running(store, watch.id, hour=hour)
    began = running.began if running else hour
    said = spikes.said(store, watch.id, since=began, until=hour + HOUR, most=TEXTS)
    before = spikes.said(store, watch.id, since=began - BEFORE, until=began, most=TEXTS_BEFORE)
    risen = Rise(
        hour=hour,
        count=counts[-1],
        usual=velocity.usual(counts, len(counts) - 1),
        surprise=surprise,
        terms=velocity.top_terms(said.texts, before.texts, without=_own_words(watch)),
        said=said,
        negative_before=before.negative,
    )
    is_new = spikes.rise(store, watch, risen, now=now)
    if is_new:
        log.info("a spike began", watch=watch.id, count=risen.count, usual=risen.usual, surprise=round(surprise, 1))
    return is_new


def _own_words(watch: Watch) -> tuple[str, ...]:
    try:
        return (watch.name, *compile_query(watch.query).phrases)
    except QueryError:
        return (watch.name,)

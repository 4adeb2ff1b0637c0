"""Spikes of a watch: counted by the hour, remembered once each, told by one card that follows them.

Everything a watch heard counts, copies too (a story in thirty outlets is a crowd), except what is our own. The hour is
that of the post, not of its hearing, so that a listener that was blind makes no spike when it catches up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, Integer, RowMapping, cast, extract, func, insert, select, update

from storage import outbox, tables, watches
from storage.database import Store
from storage.records import Spike, Watch

HOUR = timedelta(hours=1)
CALM = timedelta(hours=12)  # without surprise, after which the next one is another spike
YOUNG = timedelta(weeks=1)  # a watch must have listened before it may tell what is unusual
FRESH = timedelta(hours=2)
SAD = -0.2  # a sentiment below it is an unhappy post's
NEWS = 0.1  # of its posts must be new before the card follows: nobody needs it every minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a watch heard in a stretch: the texts of its newest posts, how many in all, the share of unhappy ones.

    `top` is the mention that leads the most urgent one.
    """

    texts: Sequence[str]
    count: int
    negative: float
    top: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """One hour that surprised, and why: what `rise` remembers."""

    hour: datetime
    count: int
    usual: float
    surprise: float
    terms: Sequence[str]
    said: Said
    negative_before: float


def counts(store: Store, watch_id: int, *, since: datetime, until: datetime) -> list[int]:
    """Return how much a watch heard in each of the full hours between two moments."""
    rows, post = tables.mentions, tables.posts
    place = (_seconds(store, post.c.posted_at) - int(since.timestamp())) // int(HOUR.total_seconds())
    found = [0] * max(0, int((until - since) / HOUR))
    with store.reading() as connection:
        for at, count in connection.execute(
            select(place.label("place"), func.count())
            .select_from(rows.join(post, post.c.id == rows.c.post_id))
            .where(*_heard(watch_id, since, until))
            .group_by("place")
        ):
            found[int(at)] += count
    return found


def _seconds(store: Store, moment: ColumnElement[datetime]) -> ColumnElement[int]:
    if store.is_sqlite:
        return cast(func.strftime("%s", moment), Integer)
    return cast(func.floor(extract("epoch", moment)), BigInteger)


def first_heard(store: Store, watch_id: int) -> datetime | None:
    """Return when a watch heard its first post, None where it has heard none."""
    rows = tables.mentions
    with store.reading() as connection:
        moment: datetime | None = connection.execute(
            select(func.min(rows.c.heard_at)).where(rows.c.watch_id == watch_id)
        ).scalar_one_or_none()
    return moment


def said(store: Store, watch_id: int, *, since: datetime, until: datetime, most: int) -> Said:
    """Return what a watch heard in a stretch of time; texts and mood are those of at most so many newest posts."""
    rows, post = tables.mentions, tables.posts
    heard = rows.join(post, post.c.id == rows.c.post_id)
    within = _heard(watch_id, since, until)
    lead = func.coalesce(rows.c.bundle_id, rows.c.id)
    with store.reading() as connection:
        count = connection.execute(select(func.count()).select_from(heard).where(*within)).scalar_one()
        newest = connection.execute(
            select(post.c.title, post.c.text, rows.c.signals)
            .select_from(heard)
            .where(*within)
            .order_by(post.c.posted_at.desc())
            .limit(most)
        ).all()
        top = connection.execute(
            select(lead).select_from(heard).where(*within).order_by(rows.c.urgency.desc(), rows.c.id).limit(1)
        ).scalar_one_or_none()
    sad = sum(float(str(row.signals.get("sentiment") or 0)) < SAD for row in newest)
    return Said(
        texts=[f"{row.title} {row.text}" for row in newest],
        count=int(count),
        negative=sad / len(newest) if newest else 0.0,
        top=top,
    )


def running(store: Store, watch_id: int, *, hour: datetime) -> Spike | None:
    """Return the spike an hour would belong to, None where it would begin one."""
    rows = tables.spikes
    with store.reading() as connection:
        row = (
            connection.execute(
                select(rows)
                .where(rows.c.watch_id == watch_id, rows.c.last >= hour - CALM, rows.c.began <= hour)
                .order_by(rows.c.began.desc())
                .limit(1)
            )
            .mappings()
            .one_or_none()
        )
    return _spike_of(row) if row else None


def rise(store: Store, watch: Watch, risen: Rise, *, now: datetime) -> bool:
    """Remember a surprising hour: a new spike asks for its card, a running one for a fresh look. True for a new one.

    A silent watch asks for no card; its digest tells of the spike all the same.
    """
    rows = tables.spikes
    with store.transaction() as connection:
        before = running(store, watch.id, hour=risen.hour)
        if before is None:
            values = _cause(risen) | _peak(risen)
            place = {"workspace": watch.workspace, "watch_id": watch.id, "began": risen.hour, "last": risen.hour}
            spike_id = int(connection.execute(insert(rows).values(**place, **values).returning(rows.c.id)).scalar_one())
            wish = outbox.Wish(
                key=_key(spike_id), kind="spike", lane=watch.channel, payload={"spike": spike_id}, rank=outbox.AT_ONCE
            )
            if watch.silent_since is None:
                outbox.put(store, watch.workspace, wish, now=now)
            return True
        higher = _peak(risen) if risen.count > before.peak else {}
        connection.execute(
            update(rows)
            .where(rows.c.id == before.id)
            .values(**_cause(risen), **higher, last=max(before.last, risen.hour))
        )
        if risen.said.count >= before.count * (1 + NEWS) or risen.hour > before.last:
            outbox.again(store, watch.workspace, _key(before.id), now=now)
    return False


def get(store: Store, workspace: str, spike_id: int) -> Spike | None:
    """Return one spike, or None where it is gone."""
    rows = tables.spikes
    with store.reading() as connection:
        row = (
            connection.execute(select(rows).where(rows.c.id == spike_id, rows.c.workspace == workspace))
            .mappings()
            .one_or_none()
        )
    return _spike_of(row) if row else None


def between(
    store: Store, workspace: str, *, since: datetime, until: datetime, watch_id: int | None = None
) -> tuple[Spike, ...]:
    """Return the spikes that began in a stretch of time, the most surprising first."""
    rows = tables.spikes
    of_watch = [rows.c.watch_id == watch_id] if watch_id else []
    with store.reading() as connection:
        found = connection.execute(
            select(rows)
            .where(rows.c.workspace == workspace, rows.c.began >= since, rows.c.began < until, *of_watch)
            .order_by(rows.c.surprise.desc(), rows.c.id)
        ).mappings()
        return tuple(_spike_of(row) for row in found)


def knows_usual_from(store: Store, watch_id: int) -> datetime | None:
    """Return from when on a watch may tell a spike from a busy hour; None where it has not begun."""
    began = watches.began(store, watch_id) or first_heard(store, watch_id)
    return began + YOUNG if began else None


def lasting(store: Store, workspace: str, *, now: datetime) -> frozenset[int]:
    """Return the watches that hear far more than is usual right now."""
    rows = tables.spikes
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.watch_id).where(rows.c.workspace == workspace, rows.c.last > now - FRESH)
        )
        return frozenset(found.scalars())


def _heard(watch_id: int, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    rows, post = tables.mentions, tables.posts
    return (
        rows.c.watch_id == watch_id,
        rows.c.is_ours.is_(False),
        post.c.posted_at >= since,
        post.c.posted_at < until,
    )


def _key(spike_id: int) -> str:
    return f"spike:{spike_id}"


def _peak(risen: Rise) -> dict[str, object]:
    return {"peak": risen.count, "usual": risen.usual, "surprise": risen.surprise}


def _cause(risen: Rise) -> dict[str, object]:
    return {
        "count": risen.said.count,
        "terms": list(risen.terms),
        "negative": risen.said.negative,
        "negative_before": risen.negative_before,
        "mention_id": risen.said.top,
    }


def _spike_of(row: RowMapping) -> Spike:
    return Spike(
        id=row["id"],
        workspace=row["workspace"],
        watch_id=row["watch_id"],
        began=row["began"],
        last=row["last"],
        peak=row["peak"],
        usual=row["usual"],
        surprise=row["surprise"],
        count=row["count"],
        terms=tuple(row["terms"]),
        negative=row["negative"],
        negative_before=row["negative_before"],
        mention_id=row["mention_id"],
    )

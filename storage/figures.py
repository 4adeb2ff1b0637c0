"""A period in numbers, counted by the database: what a digest tells.

A mention counts where it leads its bundle and is not our own, at the moment its post was published; answers, alerts and
dismissals count at the moment they were made. With a watch, what another watch heard first counts too.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, case, func, or_, select

from storage import cursors, mentions, sources, spikes, tables
from storage.database import Store
from storage.records import LEVELS, Dismissal, Level, Listener, Outage, State
from storage.tallies import Answers, Blindness, Ear, Figures, Volume

OVERDUE = timedelta(minutes=15)  # a listener this late was not asked at all: the listening side is not at work


def tally(
    store: Store,
    workspace: str,
    *,
    edges: Sequence[datetime],
    before: Sequence[datetime],
    now: datetime,
    watch_id: int | None = None,
) -> Figures:
    """Return the period between the first and the last edge in numbers, and its volume beside an earlier one's."""
    since, until = edges[0], edges[-1]
    with store.reading():
        return Figures(
            volume=volume(store, workspace, edges, watch_id=watch_id),
            before=volume(store, workspace, before, watch_id=watch_id),
            answers=answers(store, workspace, since=since, until=until, watch_id=watch_id),
            dismissed=_dismissed(store, workspace, since=since, until=until, watch_id=watch_id),
            alerts=_alerts(store, workspace, since=since, until=until, watch_id=watch_id),
            ears=coverage(store, workspace, since=since, until=until, now=now, watch_id=watch_id),
            titles={facts.name: facts.title for facts in sources.every(store)},
            spikes=spikes.between(store, workspace, since=since, until=until, watch_id=watch_id),
            knows_usual_from=spikes.knows_usual_from(store, watch_id) if watch_id else None,
        )


def volume(store: Store, workspace: str, edges: Sequence[datetime], *, watch_id: int | None = None) -> Volume:
    """Return how much was said between each two edges, by source and by level."""
    rows, post = tables.mentions, tables.posts
    bucket = case(*((post.c.posted_at < edge, place) for place, edge in enumerate(edges[1:])), else_=len(edges))
    level = case(*((rows.c.urgency >= least, name.value) for least, name in LEVELS), else_=Level.LOW.value)
    addressed = or_(post.c.tags_us.is_(True), post.c.kind == "review")
    answered = rows.c.state.in_((State.ANSWERED, State.CLOSED))
    parts = (bucket.label("bucket"), post.c.source, level.label("level"))
    counted = (
        select(*parts, func.count(), func.count().filter(addressed), func.count().filter(addressed & answered))
        .select_from(post.join(rows, rows.c.post_id == post.c.id))
        .where(post.c.workspace == workspace, post.c.posted_at >= edges[0], post.c.posted_at < edges[-1])
        .where(*_counting(watch_id))
        .group_by("bucket", post.c.source, "level")
    )
    with store.reading() as connection:
        found = connection.execute(counted).all()
    buckets, by_source, by_level = Counter[int](), Counter[str](), Counter[Level]()
    spoken_to = spoken_back = 0
    for place, source, urgency, count, to_us, back in found:
        buckets[place] += count
        by_source[source] += count
        by_level[Level(urgency)] += count
        spoken_to, spoken_back = spoken_to + to_us, spoken_back + back
    return Volume(
        edges=tuple(edges),
        counts=tuple(buckets[place] for place in range(len(edges) - 1)),
        by_source=dict(by_source.most_common()),
        by_level={name: by_level[name] for _, name in LEVELS if by_level[name]},
        spoken_to=spoken_to,
        spoken_back=spoken_back,
    )


def answers(store: Store, workspace: str, *, since: datetime, until: datetime, watch_id: int | None = None) -> Answers:
    """Return what was answered in a period and how long people waited for it."""
    rows, watch = tables.mentions, tables.watches
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.heard_at, rows.c.answered_at, watch.c.answer_within)
            .join(watch, watch.c.id == rows.c.watch_id)
            .where(rows.c.workspace == workspace, *_within(rows.c.answered_at, since, until), *_counting(watch_id))
        ).all()
    if not found:
        return Answers()
    waits = sorted((answered_at - heard_at).total_seconds() for heard_at, answered_at, _ in found)
    return Answers(
        count=len(found),
        in_time=sum(answered_at - heard_at <= timedelta(seconds=allowed) for heard_at, answered_at, allowed in found),
        median=timedelta(seconds=round(median(waits))),
        average=timedelta(seconds=round(sum(waits) / len(waits))),
        quickest=timedelta(seconds=round(waits[0])),
        slowest=timedelta(seconds=round(waits[-1])),
    )


def coverage(
    store: Store, workspace: str, *, since: datetime, until: datetime, now: datetime, watch_id: int | None = None
) -> tuple[Ear, ...]:
    """Return every listener with the stretches of a period in which it heard nothing."""
    watch = tables.watches
    with store.reading() as connection:
        paused = {
            row.id: row
            for row in connection.execute(
                select(watch.c.id, watch.c.name, watch.c.paused).where(watch.c.workspace == workspace)
            )
        }
        listening = [one for one in cursors.every(store, workspace) if watch_id in {None, one.watch_id}]
        began = _began(store, workspace)
        outages = cursors.outages(store, workspace, since=since, until=until)
        titles = {facts.name: facts.title for facts in sources.every(store)}
    return tuple(
        Ear(
            listener_id=one.id,
            watch=paused[one.watch_id].name,
            source=one.source,
            title=titles.get(one.source, one.source),
            settings=one.settings,
            paused=bool(paused[one.watch_id].paused),
            began=began[one.id],
            last_success=one.last_success,
            behind=any(gap.until < until for gap in one.cursor.gaps),
            blind=_blind(one, outages, since=began[one.id] or since, end=min(now, until), now=now),
        )
        for one in listening
    )


def heard_in_all(store: Store, watch_id: int) -> int:
    """Return how many mentions a watch holds: what would go with it."""
    rows = tables.mentions
    with store.reading() as connection:
        counted = select(func.count()).select_from(rows).where(rows.c.watch_id == watch_id)
        return int(connection.execute(counted).scalar_one())


def _blind(
    listener: Listener, outages: Sequence[Outage], *, since: datetime, end: datetime, now: datetime
) -> tuple[Blindness, ...]:
    own = [
        Blindness(since=outage.since, until=outage.until, why=outage.error)
        for outage in outages
        if outage.listener_id == listener.id
    ]
    if any(stretch.until is None for stretch in own):
        return tuple(own)
    heard = listener.last_success
    if heard is None:
        why = listener.last_error or ("not heard yet" if listener.last_tried else "not asked yet")
        return (*own, Blindness(since=since, until=None, why=why))
    if heard < end and now - listener.next_due > OVERDUE:
        return (*own, Blindness(since=heard, until=None, why="nobody asked: the listening side is not at work"))
    return tuple(own)


def _began(store: Store, workspace: str) -> dict[int, datetime | None]:
    rows = tables.listeners
    with store.reading() as connection:
        found = connection.execute(select(rows.c.id, rows.c.created_at).where(rows.c.workspace == workspace))
        return {row.id: row.created_at for row in found}


def _dismissed(
    store: Store, workspace: str, *, since: datetime, until: datetime, watch_id: int | None
) -> dict[Dismissal, int]:
    rows = tables.mentions
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.dismissed_as, func.count())
            .where(rows.c.workspace == workspace, rows.c.state == State.DISMISSED, rows.c.dismissed_as.is_not(None))
            .where(*_within(rows.c.closed_at, since, until), *_counting(watch_id))
            .group_by(rows.c.dismissed_as)
        ).all()
    counts = {Dismissal(why): int(count) for why, count in found}
    return {why: counts[why] for why in Dismissal if why in counts}


def _alerts(store: Store, workspace: str, *, since: datetime, until: datetime, watch_id: int | None) -> int:
    rows = tables.mentions
    with store.reading() as connection:
        return int(
            connection.execute(
                select(func.count())
                .select_from(rows)
                .where(rows.c.workspace == workspace, *_within(rows.c.alerted_at, since, until), *_counting(watch_id))
            ).scalar_one()
        )


def _within(moment: ColumnElement[datetime], since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (moment >= since, moment < until)


def _counting(watch_id: int | None) -> tuple[ColumnElement[bool], ...]:
    rows = tables.mentions
    return (rows.c.bundle_id.is_(None), rows.c.is_ours.is_(False), *mentions.heard_by(watch_id))

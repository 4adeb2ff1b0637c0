"""What a watch heard before, for the question "what would it have alerted?": stories counted and shown, never told.

A bundle is one story, as urgent as the most urgent post of it the watch heard; what we published ourselves is none. A
story stands at the moment it was heard, because that is when it would have alerted; what was already out there when a
watch began stands where it was published, because such posts come as they are published from then on.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, case, func, literal, select, union_all

from storage import feedback, mentions, posts, tables
from storage.database import Store
from storage.records import Dismissal, Mention, State, Story, Verdict

Days = tuple[Mapping[int, int], ...]  # for each stretch of time: how many stories, by urgency
MATTERED = (State.CLAIMED, State.ANSWERED, State.CLOSED)
NOISE = (Dismissal.NOT_US, Dismissal.SPAM)
MOST_SAID = 5000  # words of people that are looked at; SQLite takes 32,766 parameters
SPARE = 10  # posts looked at for each story shown, so that copies of one do not use up the places


def count(store: Store, workspace: str, watch_id: int, edges: Sequence[datetime]) -> Days:
    """Return how many stories a watch heard between each two edges, by urgency."""
    days = [Counter[int]() for _ in edges[1:]]
    with store.reading() as connection:
        for place, urgency, many in connection.execute(_fresh(workspace, watch_id, edges)):
            days[place][urgency] += many
        for at, urgency in connection.execute(_backlog(workspace, watch_id)):
            if edges[0] <= at < edges[-1]:
                days[bisect_right(edges, at) - 1][urgency] += 1
        copies = connection.execute(_copies(workspace, watch_id, edges[0], edges[-1]))
        for led_by, at, urgency in copies:
            if edges[0] <= at < edges[-1]:
                day = days[bisect_right(edges, at) - 1]
                if led_by is not None:
                    day[led_by] -= 1
                day[max(urgency, led_by or 0)] += 1
    return tuple(+day for day in days)


def known_since(store: Store, workspace: str, watch_id: int) -> datetime | None:
    """Return since when a watch knows all that was said: since it began, or as far back as all its places told.

    None where it has heard nothing and nobody remembers when it began.
    """
    rows, post, watch = tables.mentions, tables.posts, tables.watches
    own = (rows.c.workspace == workspace, rows.c.watch_id == watch_id)
    places = (
        select(func.min(post.c.posted_at).label("first"))
        .join(rows, rows.c.post_id == post.c.id)
        .where(*own, rows.c.is_backlog.is_(True))
        .group_by(post.c.source)
        .subquery()
    )
    heard = select(func.min(rows.c.heard_at)).where(*own).scalar_subquery()
    reaches = select(func.max(places.c.first)).scalar_subquery()
    with store.reading() as connection:
        found = connection.execute(
            select(func.coalesce(watch.c.created_at, heard), reaches).where(
                watch.c.id == watch_id, watch.c.workspace == workspace
            )
        ).one_or_none()
    return min((moment for moment in found or () if moment is not None), default=None)


def nearest(
    store: Store, workspace: str, watch_id: int, *, at: int, since: datetime, limit: int
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return what would have alerted by the least, and what would have missed it by the least; newest first."""
    rows = tables.mentions
    lead = func.coalesce(rows.c.bundle_id, rows.c.id)
    heard = select(lead).where(*_of(workspace, watch_id), rows.c.heard_at >= since)
    newest = rows.c.heard_at.desc()
    over = heard.where(rows.c.urgency >= at).order_by(rows.c.urgency, newest).limit(limit * SPARE)
    under = heard.where(rows.c.urgency < at).order_by(rows.c.urgency.desc(), newest).limit(limit * SPARE)
    with store.reading() as connection:
        above, below = (tuple(dict.fromkeys(connection.execute(part).scalars())) for part in (over, under))
        of_these = rows.c.bundle_id.in_(below) | rows.c.id.in_(below)
        alerted = set(connection.execute(heard.where(rows.c.urgency >= at, of_these)).scalars())
        below = tuple(story for story in below if story not in alerted)
        return mentions.some(store, workspace, above[:limit]), mentions.some(store, workspace, below[:limit])


def recent(
    store: Store, workspace: str, *, since: datetime, limit: int, watch_id: int | None = None, judged: bool = False
) -> tuple[Story, ...]:
    """Return the stories published last, newest first; `judged` leaves out those nobody decided about."""
    rows, post = tables.mentions, tables.posts
    said = _said(store, workspace)
    decided = rows.c.state.in_((*MATTERED, State.DISMISSED)) | rows.c.id.in_(list(said)[-MOST_SAID:])
    found = (
        select(post, rows.c.id.label("mention"), rows.c.urgency, rows.c.state, rows.c.dismissed_as)
        .join(rows, rows.c.post_id == post.c.id)
        .where(rows.c.workspace == workspace, post.c.workspace == workspace, post.c.posted_at >= since)
        .where(rows.c.is_ours.is_(False), _leads() if store.is_sqlite else rows.c.bundle_id.is_(None))
        .where(*((rows.c.watch_id == watch_id,) if watch_id else ()))
        .where(*((decided,) if judged else ()))
        .order_by(post.c.posted_at.desc(), post.c.id.desc())
        .limit(limit)
    )
    with store.reading() as connection:
        told = connection.execute(found).mappings().all()
    stories = (
        Story(
            post=posts.post_of(dict(row)),
            urgency=row["urgency"],
            mattered=_mattered(row["state"], row["dismissed_as"], said.get(row["mention"])),
        )
        for row in told
    )
    return tuple(story for story in stories if story.mattered is not None or not judged)


def _said(store: Store, workspace: str) -> dict[int, bool]:
    """Return for each mention people spoke of whether it mattered, by the last word."""
    spoken = {Verdict.URGENT: True, Verdict.SPAM: False, Verdict.NOT_ABOUT_US: False}
    return {
        one.mention_id: spoken[one.verdict]
        for one in feedback.current(store, workspace)
        if one.mention_id and not one.factor and one.verdict in spoken
    }


def _mattered(state: str, dismissed_as: str | None, said: bool | None) -> bool | None:  # noqa: FBT001  a word
    """Return what people made of a story: "no answer needed" is about us all the same, so it says neither."""
    if state in MATTERED:
        return True
    return False if dismissed_as in NOISE else said


def _fresh(workspace: str, watch_id: int, edges: Sequence[datetime]) -> Select[int, int, int]:
    """Count by urgency, a select for each stretch: the index hands it out in order (a third of one CASE)."""
    rows = tables.mentions
    stretches = [
        select(literal(place).label("place"), rows.c.urgency, func.count().label("many"))
        .where(*_of(workspace, watch_id), _leads(), rows.c.is_backlog.is_(False))
        .where(rows.c.heard_at >= since, rows.c.heard_at < until)
        .group_by(rows.c.urgency)
        for place, (since, until) in enumerate(pairwise(edges))
    ]
    every = union_all(*stretches).subquery()
    return select(every.c.place, every.c.urgency, every.c.many)


def _backlog(workspace: str, watch_id: int) -> Select[datetime, int]:
    rows, post = tables.mentions, tables.posts
    posted_at = select(post.c.posted_at).where(post.c.id == rows.c.post_id).scalar_subquery()
    return select(posted_at, rows.c.urgency).where(*_of(workspace, watch_id), _leads(), rows.c.is_backlog.is_(True))


def _copies(workspace: str, watch_id: int, since: datetime, until: datetime) -> Select[int | None, datetime, int]:
    """Select each story with copies: how urgent its lead (None: another watch's), when it was heard, how urgent they.

    A story that is ours or was there before does not alert, however often it is told again.
    """
    copy, lead = tables.mentions, tables.mentions.alias("lead")
    copies = (
        select(copy.c.bundle_id, func.min(copy.c.heard_at).label("at"), func.max(copy.c.urgency).label("urgency"))
        .where(*_of(workspace, watch_id), copy.c.bundle_id.is_not(None))
        .where(copy.c.heard_at >= since, copy.c.heard_at < until)
        .group_by(copy.c.bundle_id)
        .subquery()
    )
    ours = lead.c.watch_id == watch_id
    led_by = case((ours, lead.c.urgency))
    return (
        select(led_by, case((ours, lead.c.heard_at), else_=copies.c.at), copies.c.urgency)
        .join(lead, lead.c.id == copies.c.bundle_id)
        .where(lead.c.is_ours.is_(False), lead.c.is_backlog.is_(False))
    )


def _of(workspace: str, watch_id: int) -> tuple[ColumnElement[bool], ...]:
    rows = tables.mentions
    return (rows.c.workspace == workspace, rows.c.watch_id == watch_id, rows.c.is_ours.is_(False))


def _leads() -> ColumnElement[bool]:
    """Return the condition that a mention leads its bundle, said so that SQLite takes no index of bundles for it.

    PostgreSQL would think that hardly any mention leads one, and choose a slow way: it hears it plainly.
    """
    return func.coalesce(tables.mentions.c.bundle_id, 0) == 0

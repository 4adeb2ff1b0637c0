"""A second look at what stayed quiet: a small random sample a day, and what people said of it.

Whatever else people judge, they judge because we alerted. Only this sample tells what the threshold misses. It is drawn
by a hash of the post, so the same day shows the same posts however often it is drawn, and nobody can choose them.
"""

from collections import defaultdict
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import ColumnElement, func, select

from storage import feedback, mentions, tables
from storage.database import Store
from storage.records import Mention, State, Verdict, Watch
from storage.tallies import Checked

VIA = "review"
SHARE, MOST = 0.02, 5
TAKEN_UP = (State.CLAIMED, State.ANSWERED, State.CLOSED)


def sample(store: Store, workspace: str, watch: Watch, *, since: datetime, until: datetime) -> tuple[Mention, ...]:
    """Return a few of the mentions of a period that stayed below the watch's threshold: one in fifty, one to five."""
    rows, post = tables.mentions, tables.posts
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.id, post.c.source, post.c.external_id)
            .join(post, post.c.id == rows.c.post_id)
            .where(*_heard(workspace, watch.id, since, until), rows.c.urgency < watch.alerts_from)
        ).all()
    wanted = min(MOST, max(1, round(SHARE * len(found))))
    drawn = sorted(found, key=lambda row: _lot(watch.id, row.source, row.external_id))[:wanted]
    return mentions.some(store, workspace, [row.id for row in drawn])


def tally(store: Store, workspace: str, watch: Watch, *, since: datetime, until: datetime) -> Checked:
    """Return what the checked posts of a period say about what was missed."""
    rows = tables.mentions
    heard = _heard(workspace, watch.id, since, until)
    urgent = _called_urgent(store, workspace, watch.id)
    with store.reading() as connection:
        below = connection.execute(
            select(func.count()).select_from(rows).where(*heard, rows.c.urgency < watch.alerts_from)
        ).scalar_one()
        alerted = connection.execute(
            select(func.count())
            .select_from(rows)
            .where(
                *heard,
                rows.c.urgency >= watch.alerts_from,
                rows.c.state.in_(TAKEN_UP) | rows.c.id.in_([one for one, verdict in urgent.items() if verdict]),
            )
        ).scalar_one()
    answers = [one for one in feedback.current(store, workspace) if one.via == VIA and one.watch_id == watch.id]
    checked = {one.mention_id for one in answers if since <= one.said_at < until and one.mention_id}
    found = sum(urgent.get(mention_id, False) for mention_id in checked)
    return Checked(alerted=int(alerted), below=int(below), checked=len(checked), found=found)


def _heard(workspace: str, watch_id: int, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    rows = tables.mentions
    return (
        rows.c.workspace == workspace,
        rows.c.watch_id == watch_id,
        rows.c.heard_at >= since,
        rows.c.heard_at < until,
        rows.c.bundle_id.is_(None),
        rows.c.is_ours.is_(False),
        rows.c.is_backlog.is_(False),
    )


def _called_urgent(store: Store, workspace: str, watch_id: int) -> dict[int, bool]:
    """Return for each mention people spoke of whether at least half of them call it urgent."""
    said: defaultdict[int, list[bool]] = defaultdict(list)
    for one in feedback.current(store, workspace):
        if one.watch_id == watch_id and one.mention_id and not one.factor:
            said[one.mention_id].append(one.verdict is Verdict.URGENT)
    return {mention_id: 2 * sum(words) >= len(words) for mention_id, words in said.items()}


def _lot(watch_id: int, source: str, external_id: str) -> bytes:
    return blake2b(f"{watch_id}\n{source}\n{external_id}".encode(), digest_size=8).digest()

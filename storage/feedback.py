"""What people say of mentions: appended, never changed, so that whatever is learned from it can be learned again.

Per person, mention and factor the latest row counts; taking a word back is a row too. A row keeps the strengths of the
factors at that moment and a key of its own, so it is worth as much when its watch was removed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import ColumnElement, RowMapping, Select, func, insert, select

from storage import mentions, tables
from storage.database import Store
from storage.records import Feedback, Mention, Verdict

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The mention somebody spoke of, and whether what they said is news."""

    mention: Mention
    is_news: bool


def say(
    store: Store,
    workspace: str,
    mention_id: int,
    verdict: Verdict,
    *,
    by: str,
    via: str,
    now: datetime,
    factor: str = "",
) -> Said | None:
    """Append what a person says of a mention; the same word twice is one row. None where the mention is gone."""
    with store.transaction() as connection:
        mention = mentions.get(store, workspace, mention_id)
        if mention is None:
            return None
        before = {one.factor: one.verdict for one in on(store, workspace, mention.id) if one.person == by}
        if before.get(factor, Verdict.WITHDRAWN) == verdict:
            return Said(mention=mention, is_news=False)
        signals = connection.execute(
            select(tables.mentions.c.signals).where(tables.mentions.c.id == mention.id)
        ).scalar_one()
        connection.execute(
            insert(tables.feedback).values(
                workspace=workspace,
                key=key_of(mention),
                mention_id=mention.id,
                post_id=mention.post_id,
                watch_id=mention.watch.id,
                person=by,
                verdict=verdict.value,
                factor=factor,
                strengths=signals.get("strengths") or {},
                urgency=mention.urgency,
                alert_at=mention.watch.alerts_from,
                via=via,
                said_at=now,
            )
        )
    return Said(mention=mention, is_news=True)


def withdraw(store: Store, workspace: str, mention_id: int, *, via: str, now: datetime) -> None:
    """Take back what was said of a mention by one way, whoever said it: its dismissal was undone."""
    with store.transaction():
        for one in on(store, workspace, mention_id):
            if one.via == via:
                say(store, workspace, mention_id, Verdict.WITHDRAWN, by=one.person, via=via, now=now, factor=one.factor)


def key_of(mention: Mention) -> str:
    """Return what names a mention even when it is gone, without naming its author or its place."""
    return key_for(mention.watch.id, mention.post.source, mention.post.external_id)


def key_for(watch_id: int, source: str, external_id: str) -> str:
    """Return the key of what a watch heard of a post."""
    return blake2b(f"{watch_id}\n{source}\n{external_id}".encode(), digest_size=8).hexdigest()


def on(store: Store, workspace: str, mention_id: int) -> tuple[Feedback, ...]:
    """Return what counts of what was said of a mention: each person's latest word, oldest first."""
    return _counting(store, workspace, tables.feedback.c.mention_id == mention_id)


def current(store: Store, workspace: str, *, after: int = 0) -> tuple[Feedback, ...]:
    """Return everything that counts, oldest first; `after` leaves out the rows up to one."""
    return _counting(store, workspace, tables.feedback.c.id > after)


def newest(store: Store, workspace: str) -> int:
    """Return the id of the last row, 0 where nobody said anything."""
    rows = tables.feedback
    with store.reading() as connection:
        found = connection.execute(select(func.max(rows.c.id)).where(rows.c.workspace == workspace)).scalar_one()
    return int(found or 0)


def count(store: Store, workspace: str, *, after: int = 0) -> int:
    """Return how many words on urgency count: "not about us" speaks of the watch, a reason of a part."""
    rows = tables.feedback
    last = _last(workspace, rows.c.id > after, rows.c.factor == "")
    teaching = (Verdict.URGENT, Verdict.NOT_URGENT, Verdict.SPAM)
    with store.reading() as connection:
        found = connection.execute(
            select(func.count()).select_from(rows).where(rows.c.id.in_(last), rows.c.verdict.in_(teaching))
        ).scalar_one()
    return int(found)


def latest(store: Store, workspace: str, *, limit: int) -> tuple[Feedback, ...]:
    """Return the last rows, newest first, with those that were taken back."""
    rows = tables.feedback
    with store.reading() as connection:
        found = connection.execute(
            select(rows).where(rows.c.workspace == workspace).order_by(rows.c.id.desc()).limit(limit)
        ).mappings()
        return tuple(_feedback_of(row) for row in found)


def walk(store: Store, workspace: str, *, since: datetime | None = None) -> Iterator[Feedback]:
    """Yield every row in the order it was said, for replaying it elsewhere."""
    rows, after = tables.feedback, 0
    later = [rows.c.said_at >= since] if since else []
    while True:
        with store.reading() as connection:
            part = connection.execute(
                select(rows)
                .where(rows.c.workspace == workspace, rows.c.id > after, *later)
                .order_by(rows.c.id)
                .limit(AT_ONCE)
            ).mappings()
            found = [_feedback_of(row) for row in part]
        yield from found
        if len(found) < AT_ONCE:
            return
        after = found[-1].id


def _counting(store: Store, workspace: str, *where: ColumnElement[bool]) -> tuple[Feedback, ...]:
    rows = tables.feedback
    last = _last(workspace, *where)
    with store.reading() as connection:
        found = connection.execute(
            select(rows).where(rows.c.id.in_(last), rows.c.verdict != Verdict.WITHDRAWN).order_by(rows.c.id)
        ).mappings()
        return tuple(_feedback_of(row) for row in found)


def _last(workspace: str, *where: ColumnElement[bool]) -> Select[tuple[int]]:
    """Select the id of the last row of each person on each mention and factor."""
    rows = tables.feedback
    return (
        select(func.max(rows.c.id))
        .where(rows.c.workspace == workspace, *where)
        .group_by(rows.c.person, rows.c.key, rows.c.factor)
    )


def _feedback_of(row: RowMapping) -> Feedback:
    return Feedback(
        id=row["id"],
        key=row["key"],
        mention_id=row["mention_id"],
        post_id=row["post_id"],
        watch_id=row["watch_id"],
        person=row["person"],
        verdict=Verdict(row["verdict"]),
        factor=row["factor"],
        strengths=row["strengths"],
        urgency=row["urgency"],
        alert_at=row["alert_at"],
        via=row["via"],
        said_at=row["said_at"],
    )

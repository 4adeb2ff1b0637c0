"""What was learned from a team, lesson after lesson: each is a row, the last one counts, none is ever changed.

So a reset can be undone and every score of the past explained: going back is one more row.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import RowMapping, insert, select

from storage import feedback, tables
from storage.database import Store
from storage.records import Lesson, LessonKind, Taste


def current(store: Store, workspace: str) -> Lesson | None:
    """Return what counts now; None where nothing was ever learned."""
    found = history(store, workspace, limit=1)
    return found[0] if found else None


def history(store: Store, workspace: str, *, limit: int) -> tuple[Lesson, ...]:
    """Return the last lessons, newest first."""
    rows = tables.tastes
    with store.reading() as connection:
        found = connection.execute(
            select(rows).where(rows.c.workspace == workspace).order_by(rows.c.id.desc()).limit(limit)
        ).mappings()
        return tuple(_lesson_of(row) for row in found)


def get(store: Store, workspace: str, lesson_id: int) -> Lesson | None:
    """Return one lesson."""
    rows = tables.tastes
    with store.reading() as connection:
        row = connection.execute(select(rows).where(rows.c.workspace == workspace, rows.c.id == lesson_id)).mappings()
        return next(map(_lesson_of, row), None)


def keep(store: Store, workspace: str, lesson: Lesson) -> None:
    """Append a lesson, which counts from now on."""
    taste = lesson.taste
    with store.transaction() as connection:
        connection.execute(
            insert(tables.tastes).values(
                workspace=workspace,
                kind=lesson.kind.value,
                at=lesson.at,
                by=lesson.by,
                weights=dict(taste.weights) if taste else {},
                base=taste.base if taste else None,
                shipped=dict(lesson.shipped),
                shipped_base=lesson.shipped_base,
                likenesses={str(watch): dict(words) for watch, words in lesson.likenesses.items()},
                labels=lesson.labels,
                people=lesson.people,
                since=lesson.since,
                until=lesson.until,
                tried=lesson.tried,
                more=lesson.more,
                fewer=lesson.fewer,
            )
        )


def reset(store: Store, workspace: str, *, by: str, now: datetime) -> Lesson | None:
    """Go back to the shipped weights and learn from new words only; returns what counted until now, to undo it."""
    with store.transaction():
        before = current(store, workspace)
        if before is None or before.kind is LessonKind.RESET:
            return None
        newest = feedback.newest(store, workspace)
        keep(store, workspace, Lesson(kind=LessonKind.RESET, at=now, by=by, since=newest, until=newest))
    return before


def restore(store: Store, workspace: str, lesson_id: int, *, by: str, now: datetime) -> Lesson | None:
    """Let an earlier lesson count again, with the words it rests on; None where there is no such lesson."""
    with store.transaction():
        earlier = get(store, workspace, lesson_id)
        if earlier is None:
            return None
        keep(store, workspace, replace(earlier, kind=LessonKind.RESTORED, at=now, by=by))
    return earlier


def ground(store: Store, workspace: str, *, since: datetime, limit: int) -> tuple[tuple[Mapping[str, float], int], ...]:
    """Return the strengths of the newest mentions and the threshold of their watch, to try a taste on."""
    rows, watch = tables.mentions, tables.watches
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.signals, watch.c.alert_at, watch.c.raised_to)
            .join(watch, watch.c.id == rows.c.watch_id)
            .where(rows.c.workspace == workspace, rows.c.heard_at >= since)
            .where(rows.c.bundle_id.is_(None), rows.c.is_ours.is_(False))
            .order_by(rows.c.id.desc())
            .limit(limit)
        )
        return tuple(
            (row.signals["strengths"], max(row.alert_at, row.raised_to or 0))
            for row in found
            if row.signals.get("strengths")
        )


def _lesson_of(row: RowMapping) -> Lesson:
    learned = Taste(weights=row["weights"], base=row["base"] or 0.0, labels=row["labels"], fitted_at=row["at"])
    return Lesson(
        id=row["id"],
        kind=LessonKind(row["kind"]),
        at=row["at"],
        by=row["by"],
        taste=learned if row["base"] is not None else None,
        shipped=row["shipped"],
        shipped_base=row["shipped_base"],
        likenesses={int(watch): words for watch, words in row["likenesses"].items()},
        labels=row["labels"],
        people=row["people"],
        since=row["since"],
        until=row["until"],
        tried=row["tried"],
        more=row["more"],
        fewer=row["fewer"],
    )

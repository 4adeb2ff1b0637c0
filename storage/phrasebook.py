"""What a team answers with again and again, with gaps such as {name}; a text whose gaps are open is never sent."""

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Row, delete, func, select

from storage import tables
from storage.database import Store
from storage.records import SavedReply
from storage.upserts import insert_into

MOST = 40  # one message lists them all
_GAP = re.compile(r"\{([^\W\d_][\w ]{0,29})\}")


def every(store: Store, workspace: str) -> tuple[SavedReply, ...]:
    """Return a team's saved replies by name."""
    rows = tables.saved_replies
    with store.reading() as connection:
        found = connection.execute(select(rows).where(rows.c.workspace == workspace).order_by(rows.c.name))
        return tuple(_saved_reply_of(row) for row in found)


def get(store: Store, workspace: str, reply_id: int) -> SavedReply | None:
    """Return one, None where it is gone."""
    rows = tables.saved_replies
    with store.reading() as connection:
        one = select(rows).where(rows.c.workspace == workspace, rows.c.id == reply_id)
        row = connection.execute(one).one_or_none()
    return _saved_reply_of(row) if row else None


def fitting(store: Store, workspace: str, *, language: str, source: str) -> tuple[SavedReply, ...]:
    """Return those for a post of a language ("" where nobody knows) on a source, by name."""
    return tuple(
        one
        for one in every(store, workspace)
        if one.source in ("", source) and (not one.language or not language or one.language == language)
    )


def save(store: Store, workspace: str, saved: SavedReply, *, by: str, now: datetime) -> bool:
    """Keep one, in place of the one with its id or its name; False where the book is full."""
    rows = tables.saved_replies
    values = {"name": saved.name, "text": saved.text, "language": saved.language, "source": saved.source}
    written = {**values, "by": by, "at": now}
    with store.transaction() as connection:
        renamed = delete(rows).where(rows.c.workspace == workspace, rows.c.id == saved.id, rows.c.name != saved.name)
        connection.execute(renamed)
        others = select(func.count()).where(rows.c.workspace == workspace, rows.c.name != saved.name)
        if connection.execute(others).scalar_one() >= MOST:
            return False
        connection.execute(
            insert_into(store, rows)
            .values(workspace=workspace, **written)
            .on_conflict_do_update(index_elements=["workspace", "name"], set_=written)
        )
    return True


def remove(store: Store, workspace: str, reply_id: int) -> bool:
    """Take one out; False where it was not in."""
    rows = tables.saved_replies
    with store.transaction() as connection:
        gone = connection.execute(delete(rows).where(rows.c.workspace == workspace, rows.c.id == reply_id))
    return gone.rowcount == 1


def fill(text: str, known: Mapping[str, str]) -> str:
    """Return a text with its gaps filled from what is known; the others stay open."""
    by_name = {name.lower(): value for name, value in known.items()}
    return _GAP.sub(lambda gap: by_name.get(_named(gap)) or gap[0], text)


def gaps(store: Store, workspace: str, text: str) -> tuple[str, ...]:
    """Return the gaps of a team's saved replies that are open in a text, each once: braces of others are words."""
    there = dict.fromkeys(_named(gap) for gap in _GAP.finditer(text))
    if not there:
        return ()
    ours = {_named(gap) for saved in every(store, workspace) for gap in _GAP.finditer(saved.text)}
    return tuple(name for name in there if name in ours)


def _named(gap: re.Match[str]) -> str:
    return " ".join(gap[1].lower().split())


def _saved_reply_of(row: Row[tuple[object, ...]]) -> SavedReply:
    return SavedReply(id=row.id, name=row.name, text=row.text, language=row.language, source=row.source, by=row.by)

"""What a team says of words in its answers: which to avoid, which are fine, which are names of its own people."""

from datetime import datetime

from sqlalchemy import delete, func, select

from storage import tables
from storage.database import Store
from storage.records import Dictionary, Use
from storage.upserts import insert_into

MOST = 500  # words of a team; every draft is compared with all of them


def get(store: Store, workspace: str) -> Dictionary:
    """Return a team's dictionary, each list in the order of the alphabet."""
    rows = tables.tone_words
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.use, rows.c.word).where(rows.c.workspace == workspace).order_by(rows.c.word)
        ).all()
    said = {use: tuple(row.word for row in found if row.use == use) for use in Use}
    return Dictionary(avoid=said[Use.AVOID], fine=said[Use.FINE], names=said[Use.NAME])


def say(store: Store, workspace: str, word: str, use: Use, *, by: str, now: datetime) -> bool:
    """Keep what a team says of a word, in place of what it said before; False where the dictionary is full."""
    rows = tables.tone_words
    written = {"use": use.value, "by": by, "at": now}
    with store.transaction() as connection:
        others = select(func.count()).where(rows.c.workspace == workspace, rows.c.word != word)
        if connection.execute(others).scalar_one() >= MOST:
            return False
        connection.execute(
            insert_into(store, rows)
            .values(workspace=workspace, word=word, **written)
            .on_conflict_do_update(index_elements=["workspace", "word"], set_=written)
        )
    return True


def forget(store: Store, workspace: str, word: str) -> bool:
    """Take a word out; False where it was not in."""
    rows = tables.tone_words
    with store.transaction() as connection:
        gone = connection.execute(delete(rows).where(rows.c.workspace == workspace, rows.c.word == word))
    return gone.rowcount == 1

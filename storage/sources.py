"""What the listeners tell the bot about each source, so that the two need not import each other."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from storage import tables
from storage.database import Store
from storage.records import SourceFacts


def tell(store: Store, facts: Iterable[SourceFacts]) -> None:
    """Replace what is known of all sources."""
    rows = [{"name": fact.name, "title": fact.title, "answer_limit": fact.answer_limit} for fact in facts]
    with store.transaction() as connection:
        connection.execute(delete(tables.sources))
        if rows:
            connection.execute(insert(tables.sources), rows)


def facts(store: Store, name: str) -> SourceFacts:
    """Return what is known of a source; an unknown one is called by its name."""
    rows = tables.sources
    with store.reading() as connection:
        row = connection.execute(select(rows).where(rows.c.name == name)).one_or_none()
    if row is None:
        return SourceFacts(name=name, title=name)
    return SourceFacts(name=row.name, title=row.title, answer_limit=row.answer_limit)


def every(store: Store) -> tuple[SourceFacts, ...]:
    """Return what is known of all sources, by title."""
    rows = tables.sources
    with store.reading() as connection:
        found = connection.execute(select(rows).order_by(rows.c.title)).all()
    return tuple(SourceFacts(name=row.name, title=row.title, answer_limit=row.answer_limit) for row in found)

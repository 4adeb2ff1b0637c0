"""What the listeners tell the bot about each source, so that the two need not import each other."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Row, delete, insert, select

from storage import tables
from storage.database import Store
from storage.records import Counted, Once, SourceFacts, Writing


def tell(store: Store, facts: Iterable[SourceFacts]) -> None:
    """Replace what is known of all sources."""
    rows = [
        {
            **asdict(fact),
            "writing": fact.writing and asdict(fact.writing),
            "secrets": dict(fact.secrets),
            "settings": dict(fact.settings),
        }
        for fact in facts
    ]
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
    return _facts(row)


def every(store: Store) -> tuple[SourceFacts, ...]:
    """Return what is known of all sources, by title."""
    rows = tables.sources
    with store.reading() as connection:
        found = connection.execute(select(rows).order_by(rows.c.title)).all()
    return tuple(_facts(row) for row in found)


def _facts(row: Row[tuple[object, ...]]) -> SourceFacts:
    kept = row.writing
    writing = kept and Writing(**{**kept, "counted": Counted(kept["counted"]), "once": Once(kept["once"])})
    return SourceFacts(
        name=row.name,
        title=row.title,
        writing=writing,
        secrets=dict(row.secrets),
        settings=dict(row.settings),
        base_url=row.base_url,
        moderates=row.moderates,
    )

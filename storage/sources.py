"""What the listeners tell the bot about each source, so that the two need not import each other."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, insert, select

from storage import tables
from storage.database import Store
from storage.records import Counted, Kind, Once, SourceFacts, Writing


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
    return SourceFacts(
        name=row.name,
        title=row.title,
        writing=_writing(row.writing) if row.writing else None,
        secrets=dict(row.secrets),
        settings=dict(row.settings),
        base_url=row.base_url,
        moderates=row.moderates,
    )


def _writing(kept: Mapping[str, Any]) -> Writing:
    """Return how answers may be; what listeners of an earlier version did not tell stands at its default."""
    told = {
        "counted": Counted(kept["counted"]),
        "once": Once(kept["once"]),
        "only_kinds": tuple(Kind(kind) for kind in kept.get("only_kinds", ())),
        "needs": tuple(tuple(names) for names in kept.get("needs", ())),
        "given": tuple(kept.get("given", ())),
    }
    return Writing(**{**kept, **told})

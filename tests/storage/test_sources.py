"""What the listeners tell of the sources: read back as it was told, also by an older version."""

from sqlalchemy import select, update

from storage import sources, tables
from storage.database import Store
from storage.records import Counted, Kind, Once, SourceFacts, Writing

WRITING = Writing(
    limit=280,
    counted=Counted.WEIGHTED,
    link=23,
    once=Once.KEY,
    note="Shown at once.",
    only_tagged=True,
    only_kinds=(Kind.COMMENT, Kind.REVIEW),
    only_home=True,
    needs=(("user", "password"), ("token",)),
    given=("base_url", "token"),
)
VILLAGE = SourceFacts(name="village", title="Village board", writing=WRITING, secrets={"token": "our key"})


def test_what_is_told_of_a_source_is_read_back_whole(store: Store) -> None:
    """How answers may be, whom they may reach, and what they take."""
    sources.tell(store, [VILLAGE, SourceFacts(name="feed", title="Feed")])

    assert sources.facts(store, "village") == VILLAGE
    assert sources.facts(store, "feed").writing is None


def test_what_an_earlier_version_told_forbids_nothing(store: Store) -> None:
    """Its listeners knew no such rules: they stand at their defaults until ours start."""
    sources.tell(store, [VILLAGE])
    rows = tables.sources
    with store.transaction() as connection:
        kept = connection.execute(select(rows.c.writing)).scalar_one()
        old = {name: kept[name] for name in kept if not name.startswith("only_") and name not in ("needs", "given")}
        connection.execute(update(rows).values(writing=old))
    found = sources.facts(store, "village").writing

    assert found == Writing(limit=280, counted=Counted.WEIGHTED, link=23, once=Once.KEY, note="Shown at once.")

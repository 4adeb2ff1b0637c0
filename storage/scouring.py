"""Walks everything a workspace holds and takes out what tells who somebody is, column by column.

Each column of text has its rule here, and a test names the one that has none: a table added tomorrow cannot keep what
was to be forgotten. What nobody ruled about is cleaned like words, which is the safe side.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import JSON, Column, Row, String, Table, Text, and_, select, update

from storage import tables
from storage.database import Store
from storage.forgotten import Marker
from storage.traces import Traces

AT_ONCE = 200  # rows a transaction: others want to write, too


class Rule(StrEnum):
    """What becomes of somebody's traces in a column."""

    WORDS = "words"  # they are taken out of the text
    ADDRESS = "address"  # it goes: half an address leads nowhere
    KEY = "key"  # a salted hash stands in for them, so that what belonged together still does
    ENTRIES = "entries"  # whatever holds them goes: half an entry would be read wrongly
    CODE = "code"  # never anybody's words: our own ids, states, hashes and settings
    OTHERS = "others"  # names of accounts: whoever else is called so keeps their name
    OURS = "ours"  # what the team wrote for itself: told, and left to the team


_BY_NAME: Mapping[Rule, str] = {
    Rule.WORDS: (
        "text title note detail error last_error why body reasons matched payload terms term before after seen "
        "likenesses tag"
    ),
    Rule.ADDRESS: "url answer_url",
    Rule.KEY: "external_id parent_id thread_id key",
    Rule.ENTRIES: "cursor",
    Rule.CODE: (
        "workspace team_id source kind does emoji who role joined_by followed_by muted_by snoozed_by asked_by "
        "settled_by added_by archived_by opened_by validators four_eyes language state status by owner "
        "answered_by approved_by person what via verdict standing use objective backlog timezone digest_at "
        "channel lane ts told_in lease_token buried_as dismissed_as content_hash salt mark credential factor "
        "figures strengths signals weights shipped settings settings_key"
    ),
    Rule.OTHERS: "author_id author_handle author_name author_url",
}
_BY_COLUMN: Mapping[str, Rule] = {
    "workspaces.name": Rule.CODE,  # Slack's
    "deliveries.name": Rule.CODE,  # of the watch's own listener
    "answers.words": Rule.CODE,  # a hash
    "shareable_terms.term": Rule.CODE,  # of our own pages
    "shareable_feeds.url": Rule.CODE,
    "debts.words": Rule.WORDS,
    "watches.name": Rule.OURS,
    "watches.query": Rule.OURS,
    "watches.ours": Rule.OURS,
    "tone_words.word": Rule.OURS,
    "saved_replies.name": Rule.OURS,
    "saved_replies.text": Rule.OURS,
    "shareables.title": Rule.OURS,
    "shareables.summary": Rule.OURS,
    "shareables.text": Rule.OURS,
    "shareables.url": Rule.OURS,
    "shareable_feeds.title": Rule.OURS,
    "shareable_feeds.key": Rule.CODE,
    "shareable_addresses.key": Rule.CODE,
    "people.handle": Rule.OTHERS,
    "people.name": Rule.OTHERS,
    "people.url": Rule.OTHERS,
}
_RULES = {name: rule for rule, names in _BY_NAME.items() for name in names.split()}
# Facts of platforms, counts and locked credentials: nothing in them was ever said by anybody.
UNTOLD = frozenset({"sources", "spending", "passes", "credentials"})
_KEPT = (Rule.CODE, Rule.OTHERS, Rule.OURS)
_LOOSE = frozenset({"mentions.bundle_id"})  # another's post that says the same is not theirs
_POINTS = {"replies.post_id": "posts", "story_keys.post_id": "posts"}  # foreign keys in all but name


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What is somebody's own in a workspace: ids of rows by table. Those are not scoured but buried or deleted."""

    workspace: str
    traces: Traces
    marker: Marker
    rows: Mapping[str, frozenset[int]]


@dataclass(slots=True, kw_only=True)
class Swept:
    """What was found: how many rows by table, ids of outbox rows among them, how often others use a plain name.

    `ours` are the table and the first words of what the team wrote for itself and that names them.
    """

    rows: Counter[str] = field(default_factory=Counter)
    outbox: set[int] = field(default_factory=set)
    used: Counter[str] = field(default_factory=Counter)
    ours: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many rows in all."""
        return self.rows.total()


def rule_of(column: Column[object]) -> Rule | None:
    """Return the rule of a column of text; None for one nobody ruled about."""
    return _BY_COLUMN.get(f"{column.table.name}.{column.name}") or _RULES.get(column.name)


def told(table: Table) -> tuple[Column[object], ...]:
    """Return the columns of a table that hold text."""
    return tuple(column for column in table.columns if isinstance(column.type, String | Text | JSON))


def scour(store: Store, theirs: Theirs, *, change: bool) -> Swept:
    """Take somebody out of every table but their own rows; without `change`, only count what would be."""
    swept = Swept()
    tied: defaultdict[str, set[int]] = defaultdict(set, {name: set(ids) for name, ids in theirs.rows.items()})
    for table in tables.metadata.sorted_tables:
        if table.name in UNTOLD or "workspace" not in table.columns:
            continue
        found = list(_found(store, table, theirs, tied, swept))
        swept.rows[table.name] += len(found)
        if table.name == "outbox":
            swept.outbox.update(row.id for row, _ in found)
        for start in range(0, len(found) if change else 0, AT_ONCE):
            _change(store, table, theirs, found[start : start + AT_ONCE])
    return swept


def _found(
    store: Store, table: Table, theirs: Theirs, tied: defaultdict[str, set[int]], swept: Swept
) -> Iterator[tuple[Row[tuple[object, ...]], bool]]:
    """Yield the rows of a table that hold something, and whether they are about them."""
    own = theirs.rows.get(table.name, frozenset())
    points = [(column, target) for column in table.columns if (target := _target(column))]
    with store.reading() as connection:
        every = select(table).where(table.c.workspace == theirs.workspace)
        for row in connection.execution_options(yield_per=1000).execute(every):
            if "id" in table.columns and row.id in own:
                continue
            near = any(getattr(row, column.name) in tied[target] for column, target in points)
            if near and "id" in table.columns:
                tied[table.name].add(row.id)
            if table.name == "posts":
                swept.used.update(theirs.traces.uses(f"{row.title}\n{row.text}"))
            if told_of := _ours(table, row, theirs):
                swept.ours.append((table.name, told_of))
            if cleaned(table, row, theirs, near=near):
                yield row, near


def _ours(table: Table, row: Row[tuple[object, ...]], theirs: Theirs) -> str:
    """Return how something the team wrote for itself begins, "" where it does not name them."""
    written = [getattr(row, one.name) for one in told(table) if rule_of(one) is Rule.OURS]
    named = any(_within(words, theirs, near=False) != words for words in written)
    return str(written[0])[:60] if named else ""


def _target(column: Column[object]) -> str:
    """Return the table a column points to, "" where it points nowhere or ties nothing."""
    name = f"{column.table.name}.{column.name}"
    if name in _LOOSE:
        return ""
    return _POINTS.get(name) or next(
        (key.column.table.name for key in column.foreign_keys if key.column.name == "id"), ""
    )


def _change(store: Store, table: Table, theirs: Theirs, part: Sequence[tuple[Row[tuple[object, ...]], bool]]) -> None:
    """Clean rows as they stand by now: somebody may have written to them since they were found."""
    with store.transaction() as connection:
        for row, near in part:
            this = and_(*(column == getattr(row, column.name) for column in table.primary_key))
            stands = connection.execute(select(table).where(this).with_for_update()).one_or_none()
            values = cleaned(table, stands, theirs, near=near) if stands is not None else {}
            if values:
                connection.execute(update(table).where(this).values(**values))


def cleaned(table: Table, row: Row[tuple[object, ...]], theirs: Theirs, *, near: bool) -> dict[str, object]:
    """Return the columns of a row that have to change, and to what."""
    values: dict[str, object] = {}
    for column in told(table):
        held, rule = getattr(row, column.name), rule_of(column) or Rule.WORDS
        if not held or rule in _KEPT:
            continue
        clean = _cleaned(held, rule, theirs, near=near)
        if clean != held:
            values[column.name] = clean
    return values


def _cleaned(held: object, rule: Rule, theirs: Theirs, *, near: bool) -> object:
    if not isinstance(held, str):
        return _shaken(held, theirs, near=near) if rule is Rule.ENTRIES else _within(held, theirs, near=near)
    clean = theirs.traces.clean(held, theirs=near and rule is Rule.WORDS)
    if clean == held or rule is Rule.WORDS:
        return clean
    return "" if rule is Rule.ADDRESS else theirs.traces.clean(held, stand_in=theirs.marker.stand_in(held))


def _within(held: object, theirs: Theirs, *, near: bool) -> object:
    """Return a JSON value with its texts cleaned; a name that is a key goes with what it names."""
    if isinstance(held, str):
        return theirs.traces.clean(held, theirs=near)
    if isinstance(held, list):
        return [_within(one, theirs, near=near) for one in held]
    if isinstance(held, dict):
        kept = {key: one for key, one in held.items() if theirs.traces.clean(key, theirs=near) == key}
        return {key: _within(one, theirs, near=near) for key, one in kept.items()}
    return held


def _shaken(held: object, theirs: Theirs, *, near: bool) -> object:
    """Return a JSON value without the entries that hold something."""
    if isinstance(held, list):
        return [one for one in held if _within(one, theirs, near=near) == one]
    if isinstance(held, dict):
        return {
            key: _shaken(one, theirs, near=near)
            for key, one in held.items()
            if theirs.traces.clean(key) == key and not (isinstance(one, str) and theirs.traces.clean(one) != one)
        }
    return held

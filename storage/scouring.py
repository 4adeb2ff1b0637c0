"""Walks everything a workspace holds and takes out what tells who somebody is, column by column.

Each column of text has its rule here, and a test names the one that has none: a table added tomorrow cannot keep what
was to be forgotten. What nobody ruled about is cleaned like words, which is the safe side.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Row, String, Table, Text, and_, select, update

from storage import tables
from storage.database import Store
from storage.forgotten import Marker
from storage.traces import Traces

AT_ONCE = 200  # rows a transaction: others want to write, too


Held = Row[*tuple[Any, ...]]


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
    "shareable_feeds.key": Rule.CODE,
    "shareable_addresses.key": Rule.CODE,
    "people.handle": Rule.OTHERS,
    "people.name": Rule.OTHERS,
    "people.url": Rule.OTHERS,
}
_RULES = {name: rule for rule, names in _BY_NAME.items() for name in names.split()}
# Facts of platforms, counts and locked credentials: nothing in them was ever said by anybody.
UNTOLD = frozenset({"sources", "spending", "passes", "credentials"})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is read of a table, and the rules of its columns by their place in a row."""

    table: Table
    read: tuple[Column[object], ...]
    words: tuple[tuple[int, Rule], ...]
    ours: tuple[int, ...]
    points: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, table: Table) -> "_Plan":
        """Plan a table: its keys, what its rows point to, and its columns of text that may hold somebody."""
        rules = {column: rule_of(column) or Rule.WORDS for column in told(table)}
        targets = {column: target for column in table.columns if (target := _target(column))}
        open_ = {column for column, rule in rules.items() if rule not in (Rule.CODE, Rule.OTHERS)}
        read = tuple(one for one in table.columns if one.primary_key or one in open_ or one in targets)
        return cls(
            table=table,
            read=read,
            words=tuple(
                (at, rules[one]) for at, one in enumerate(read) if one in open_ and rules[one] is not Rule.OURS
            ),
            ours=tuple(at for at, one in enumerate(read) if one in open_ and rules[one] is Rule.OURS),
            points=tuple((at, targets[one]) for at, one in enumerate(read) if one in targets),
        )

    def this(self, row: Held) -> ColumnElement[bool]:
        """Return the condition that a row is this one."""
        return and_(*(column == row[at] for at, column in enumerate(self.read) if column.primary_key))


def scour(store: Store, theirs: Theirs, *, change: bool) -> Swept:
    """Take somebody out of every table but their own rows; without `change`, only count what would be."""
    swept = Swept()
    tied: defaultdict[str, set[object]] = defaultdict(set, {name: set(ids) for name, ids in theirs.rows.items()})
    for table in tables.metadata.sorted_tables:
        if table.name in UNTOLD or "workspace" not in table.columns:
            continue
        plan = _Plan.of(table)
        found = list(_found(store, plan, theirs, tied, swept))
        swept.rows[table.name] += len(found)
        if table.name == "outbox":
            swept.outbox.update(row.id for row, _ in found)
        for start in range(0, len(found) if change else 0, AT_ONCE):
            _change(store, plan, theirs, found[start : start + AT_ONCE])
    return swept


def _found(
    store: Store, plan: _Plan, theirs: Theirs, tied: defaultdict[str, set[object]], swept: Swept
) -> Iterator[tuple[Held, bool]]:
    """Yield the rows of a table that hold something, and whether they are about them."""
    name, numbered = plan.table.name, "id" in plan.table.columns
    own, known = theirs.rows.get(name, frozenset()), tied[name]
    with store.reading() as connection:
        every = select(*plan.read).where(plan.table.c.workspace == theirs.workspace)
        for row in connection.execution_options(yield_per=1000).execute(every):
            if numbered and row.id in own:
                continue
            near = any(row[at] in tied[target] for at, target in plan.points)
            if near and numbered:
                known.add(row.id)
            if name == "posts":
                swept.used.update(theirs.traces.uses(f"{row.title}\n{row.text}"))
            if plan.ours and any(_within(row[at], theirs, near=False) != row[at] for at in plan.ours):
                swept.ours.append((name, str(row[plan.ours[0]])[:60]))
            if cleaned(plan, row, theirs, near=near):
                yield row, near


def _target(column: Column[object]) -> str:
    """Return the table a column points to, "" where it points nowhere or ties nothing."""
    name = f"{column.table.name}.{column.name}"
    if name in _LOOSE:
        return ""
    return _POINTS.get(name) or next(
        (key.column.table.name for key in column.foreign_keys if key.column.name == "id"), ""
    )


def _change(store: Store, plan: _Plan, theirs: Theirs, part: Sequence[tuple[Held, bool]]) -> None:
    """Clean rows as they stand by now: somebody may have written to them since they were found."""
    with store.transaction() as connection:
        for row, near in part:
            this = plan.this(row)
            stands = connection.execute(select(*plan.read).where(this).with_for_update()).one_or_none()
            values = cleaned(plan, stands, theirs, near=near) if stands is not None else {}
            if values:
                connection.execute(update(plan.table).where(this).values(**values))


def cleaned(plan: _Plan, row: Held, theirs: Theirs, *, near: bool) -> dict[str, object]:
    """Return the columns of a row that have to change, and to what."""
    values: dict[str, object] = {}
    for at, rule in plan.words:
        held = row[at]
        if held and (clean := _cleaned(held, rule, theirs, near=near)) != held:
            values[plan.read[at].name] = clean
    return values


def _cleaned(held: object, rule: Rule, theirs: Theirs, *, near: bool) -> object:
    if not isinstance(held, str):
        return _shaken(held, theirs, near=near) if rule is Rule.ENTRIES else _within(held, theirs, near=near)
    if rule is Rule.WORDS:
        return theirs.traces.clean(held, theirs=near)
    if theirs.traces.unnamed(held) == held:
        return held
    return "" if rule is Rule.ADDRESS else theirs.traces.unnamed(held, theirs.marker.stand_in(held))


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

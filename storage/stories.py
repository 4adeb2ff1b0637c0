"""Which earlier posts may tell the same story: looked up by key, and what people took apart for good.

A page of posts costs a few indexed look-ups however much is stored: of a key only the newest holders count, and a key
that more than a score of posts hold is no rare one anyhow.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from storage import history, outbox, tables
from storage.database import Store
from storage.posts import post_of
from storage.records import Post
from storage.upserts import AT_ONCE, insert_new, insert_pages

KEPT = timedelta(days=14)  # long enough to know a rare word from a common one
HOLDERS = 21
TOGETHER = 200  # look-ups a statement: SQLite joins at most 500 selects


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a stored post stands: the mention that leads its bundle, the watches that heard it."""

    post_id: int
    lead: int
    watches: frozenset[int]
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The posts that hold each key, newest first, how each stands, and how many posts each bundle counts."""

    holders: Mapping[int, Sequence[int]]
    firsts: Mapping[str, int]
    standings: Mapping[int, Standing]
    sizes: Mapping[int, int]


def look_up(store: Store, workspace: str, keys: Collection[int], exact: Collection[str]) -> Found:
    """Return who held these keys before: of stories, and of posts that are the same to the letter."""
    with store.reading() as connection:
        holders = _holders(connection, workspace, sorted(keys))
        firsts = _firsts(connection, workspace, list(exact))
        standings = _standings(connection, {*firsts.values(), *(one for held in holders.values() for one in held)})
        sizes = _sizes(connection, {standing.lead for standing in standings.values()})
    return Found(holders=holders, firsts=firsts, standings=standings, sizes=sizes)


def posts_of(store: Store, post_ids: Iterable[int], *, since: datetime, until: datetime) -> Mapping[int, Post]:
    """Return stored posts by id, of those published in a stretch of time."""
    rows, wanted = tables.posts, sorted(post_ids)
    found: dict[int, Post] = {}
    with store.reading() as connection:
        for start in range(0, len(wanted), AT_ONCE):
            part = select(rows).where(rows.c.id.in_(wanted[start : start + AT_ONCE]))
            near = part.where(rows.c.posted_at >= since, rows.c.posted_at <= until)
            found |= {row["id"]: post_of(dict(row)) for row in connection.execute(near).mappings()}
    return found


def keep(connection: Connection, workspace: str, traces: Mapping[int, tuple[datetime, Sequence[int]]]) -> None:
    """Note what new posts are found by; call it in the transaction that takes them in."""
    triples = [(key, at, post_id) for post_id, (at, keys) in traces.items() for key in keys]
    if not triples:
        return
    columns: dict[str, Sequence[object]] = {
        "workspace": [workspace] * len(triples),
        "key": [key for key, _, _ in triples],
        "at": [at for _, at, _ in triples],
        "post_id": [post_id for _, _, post_id in triples],
    }
    insert_pages(connection, tables.story_keys, columns, returning=("key",))


def forget_old(store: Store, *, now: datetime) -> None:
    """Let go of keys so old that they say nothing about what is rare today."""
    rows = tables.story_keys
    with store.transaction() as connection:
        connection.execute(delete(rows).where(rows.c.at < now - KEPT))


def split(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> bool:
    """Take a copy's post out of its bundle for good: it leads from now on, with a card. False where it leads."""
    rows, lead = tables.mentions, tables.mentions.alias("lead")
    with store.transaction() as connection:
        copy = connection.execute(
            select(rows.c.post_id, rows.c.bundle_id, lead.c.post_id.label("lead_post"))
            .join(lead, lead.c.id == rows.c.bundle_id)
            .where(rows.c.id == mention_id, rows.c.workspace == workspace)
        ).one_or_none()
        if copy is None or copy.post_id == copy.lead_post:
            return False
        bundled = (rows.c.post_id == copy.post_id, rows.c.bundle_id == copy.bundle_id)
        own = select(func.min(rows.c.id)).where(*bundled).scalar_subquery()
        freed = connection.execute(
            update(rows).where(rows.c.id == own, *bundled).values(bundle_id=None).returning(rows.c.id)
        ).scalar_one_or_none()
        if freed is None:
            return False
        connection.execute(update(rows).where(*bundled).values(bundle_id=freed))
        kept = {"workspace": workspace, "post_id": copy.post_id, "by": by, "at": now}
        connection.execute(insert_new(store, tables.splits).values(**kept))
        for one in (freed, copy.bundle_id):
            history.note(store, workspace, one, by=by, what="split", now=now)
        _tell_apart(store, connection, workspace, freed, copy.bundle_id, now)
    return True


def apart(store: Store, workspace: str, *, since: datetime) -> Mapping[int, Post]:
    """Return the posts people took out of their bundles since a moment, by id."""
    rows, post = tables.splits, tables.posts
    with store.reading() as connection:
        found = connection.execute(
            select(post)
            .join(rows, rows.c.post_id == post.c.id)
            .where(rows.c.workspace == workspace, rows.c.at >= since)
        ).mappings()
        return {row["id"]: post_of(dict(row)) for row in found}


def _tell_apart(store: Store, connection: Connection, workspace: str, freed: int, lead: int, now: datetime) -> None:
    """Wish for a card wherever the freed mention's watches tell, and for the bundle's card to count anew."""
    rows, watch = tables.mentions, tables.watches
    mine = (rows.c.id == freed) | (rows.c.bundle_id == freed)
    lanes = connection.execute(select(watch.c.channel).join(rows, rows.c.watch_id == watch.c.id).where(mine)).scalars()
    wishes = [
        outbox.Wish(key=f"card:{freed}:{lane}", kind="card", lane=lane, mention_id=freed, rank=outbox.AT_ONCE)
        for lane in dict.fromkeys(lanes)
    ]
    outbox.put(store, workspace, *wishes, now=now)
    outbox.refresh(store, lead, freed, now=now)


def _holders(connection: Connection, workspace: str, keys: Sequence[int]) -> dict[int, list[int]]:
    """Look each key up for itself, so that one that many hold costs no more. By hand: SQLAlchemy writes it slower."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    one = (
        f"select * from (select key, post_id from story_keys where workspace = {mark} and key = {mark} "  # noqa: S608  ours
        f"order by at desc limit {HOLDERS}) as held"
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for start in range(0, len(keys), TOGETHER):
        part = keys[start : start + TOGETHER]
        values = tuple(value for key in part for value in (workspace, key))
        for key, post_id in connection.exec_driver_sql(" union all ".join([one] * len(part)), values):
            found[key].append(post_id)
    return dict(found)


def _firsts(connection: Connection, workspace: str, keys: Sequence[str]) -> dict[str, int]:
    rows = tables.post_keys
    found: dict[str, int] = {}
    for start in range(0, len(keys), AT_ONCE):
        part = rows.c.key.in_(keys[start : start + AT_ONCE])
        held = connection.execute(select(rows.c.key, rows.c.post_id).where(rows.c.workspace == workspace, part))
        found |= {row.key: row.post_id for row in held}
    return found


def _standings(connection: Connection, post_ids: Collection[int]) -> dict[int, Standing]:
    rows, wanted = tables.mentions, sorted(post_ids)
    heard: defaultdict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for start in range(0, len(wanted), AT_ONCE):
        for row in connection.execute(
            select(rows.c.id, rows.c.bundle_id, rows.c.post_id, rows.c.watch_id, rows.c.is_ours)
            .where(rows.c.post_id.in_(wanted[start : start + AT_ONCE]))
            .order_by(rows.c.id)
        ):
            heard[row.post_id].append((row.bundle_id or row.id, row.watch_id, bool(row.is_ours)))
    return {
        post_id: Standing(
            post_id=post_id,
            lead=mentions[0][0],
            watches=frozenset(watch for _, watch, _ in mentions),
            is_ours=any(ours for _, _, ours in mentions),
        )
        for post_id, mentions in heard.items()
    }


def _sizes(connection: Connection, leads: Collection[int]) -> dict[int, int]:
    rows, wanted = tables.mentions, sorted(leads)
    sizes = Counter(dict.fromkeys(wanted, 1))
    for start in range(0, len(wanted), AT_ONCE):
        sizes.update(
            {
                row.bundle_id: row.posts
                for row in connection.execute(
                    select(rows.c.bundle_id, func.count(rows.c.post_id.distinct()).label("posts"))
                    .where(rows.c.bundle_id.in_(wanted[start : start + AT_ONCE]))
                    .group_by(rows.c.bundle_id)
                )
            }
        )
    return dict(sizes)

"""What our people make of somebody: whom we follow, whom we mute, tags and notes."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from storage import people, tables
from storage.database import Store
from storage.upserts import insert_new


def follow(store: Store, workspace: str, person_id: int, *, by: str, now: datetime) -> bool:
    """Hear what somebody publishes even without our name; False where they are followed already or gone."""
    return _mark(store, workspace, person_id, "followed", by, now)


def unfollow(store: Store, workspace: str, person_id: int) -> bool:
    """Hear of somebody only what our queries hear; False where they were not followed."""
    return _mark(store, workspace, person_id, "followed", "", None)


def mute(store: Store, workspace: str, person_id: int, *, by: str, now: datetime) -> bool:
    """Let what somebody publishes never alert; False where they are muted already or gone."""
    return _mark(store, workspace, person_id, "muted", by, now)


def unmute(store: Store, workspace: str, person_id: int) -> bool:
    """Let what somebody publishes alert again; False where they were not muted."""
    return _mark(store, workspace, person_id, "muted", "", None)


def followed(store: Store, workspace: str, source: str) -> frozenset[str]:
    """Return whom we follow on a platform, by what they are known by there (`key_of`)."""
    rows = tables.people
    with store.reading() as connection:
        return frozenset(
            connection.execute(
                select(rows.c.author_id).where(
                    rows.c.workspace == workspace, rows.c.followed_at.is_not(None), rows.c.source == source
                )
            ).scalars()
        )


def muted(connection: Connection, post_ids: Collection[int]) -> frozenset[int]:
    """Return which posts were published by somebody who is muted."""
    rows, post = tables.people, tables.posts
    by_them = select(post.c.id).join(rows, rows.c.id == post.c.person_id)
    found = connection.execute(by_them.where(post.c.id.in_(post_ids), rows.c.muted_at.is_not(None)))
    return frozenset(found.scalars())


def count_muted(
    store: Store, workspace: str, *, since: datetime, until: datetime, watch_id: int | None = None
) -> tuple[int, int]:
    """Return how many posts of a period were kept from alerting because their author is muted, and of how many."""
    rows, post, mention = tables.people, tables.posts, tables.mentions
    who = func.coalesce(rows.c.lead_id, rows.c.id)
    counted = (
        select(func.count(post.c.id.distinct()), func.count(who.distinct()))
        .select_from(rows)
        .join(post, post.c.person_id == rows.c.id)
        .join(mention, mention.c.post_id == post.c.id)
        .where(rows.c.workspace == workspace, rows.c.muted_at.is_not(None))
        .where(post.c.posted_at >= since, post.c.posted_at < until)
    )
    if watch_id is not None:
        counted = counted.where(mention.c.watch_id == watch_id)
    with store.reading() as connection:
        found, people = connection.execute(counted).one()
    return int(found), int(people)


def tag(store: Store, workspace: str, person_id: int, tags: Iterable[str], *, by: str, now: datetime) -> bool:
    """Keep these tags of a person in place of those before; False where the person is gone."""
    rows = tables.person_tags
    with store.transaction() as connection:
        people.hold(connection, workspace)
        group = people.group(connection, workspace, person_id)
        if not group:
            return False
        ids, wanted = [row.id for row in group], list(dict.fromkeys(tags))
        connection.execute(delete(rows).where(rows.c.person_id.in_(ids), rows.c.tag.not_in(wanted)))
        held = set(connection.execute(select(rows.c.tag).where(rows.c.person_id.in_(ids))).scalars())
        for word in wanted:
            if word not in held:
                row = {"person_id": group[0].id, "workspace": workspace, "tag": word, "by": by, "at": now}
                connection.execute(insert_new(store, rows).values(**row))
    return True


def note(store: Store, workspace: str, person_id: int, text: str, *, by: str, now: datetime) -> bool:
    """Add a note to a person; False where the person is gone."""
    with store.transaction() as connection:
        group = people.group(connection, workspace, person_id)
        if group:
            row = {"workspace": workspace, "person_id": group[0].id, "text": text, "by": by, "at": now}
            connection.execute(insert(tables.person_notes).values(**row))
    return bool(group)


def unnote(store: Store, workspace: str, note_id: int) -> bool:
    """Take a note away; False where it is gone already."""
    rows = tables.person_notes
    with store.transaction() as connection:
        gone = connection.execute(delete(rows).where(rows.c.id == note_id, rows.c.workspace == workspace))
    return gone.rowcount == 1


def _mark(store: Store, workspace: str, person_id: int, what: str, by: str, at: datetime | None) -> bool:
    """Set or take back a mark on all profiles of a person, where that changes something."""
    rows = tables.people
    with store.transaction() as connection:
        people.hold(connection, workspace)
        group = people.group(connection, workspace, person_id)
        differs = rows.c[f"{what}_at"].is_(None) if at else rows.c[f"{what}_at"].is_not(None)
        changed = connection.execute(
            update(rows)
            .where(rows.c.id.in_([row.id for row in group]), differs)
            .values({f"{what}_by": by, f"{what}_at": at})
        )
    return changed.rowcount > 0

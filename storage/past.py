"""Somebody's history with us across platforms: what we heard of them, what we answered and who did, their stars."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, func, select, tuple_

from storage import people, posts, tables
from storage.database import Store
from storage.profiles import Deed, Given, Glimpse, Past, Person, Stars, rated

READ = 200  # posts of somebody that are looked at, newest first; all are counted
GIVEN = 5


def of(store: Store, person: Person) -> Past:
    """Return a person's history with us."""
    with store.reading() as connection:
        times, since = _counted(connection, person.ids)
        answers, given = _given(connection, person.ids)
        rows = _posts(connection, person.ids)
        return Past(
            times=times,
            since=since,
            deeds=_deeds(connection, person, rows),
            answers=answers,
            given=given,
            stars=_stars(connection, person.ids),
        )


def glimpse(store: Store, workspace: str, mention_id: int) -> Glimpse | None:
    """Return the history with us of whoever wrote what a mention is about, in few figures; None for nobody we know."""
    person_id = people.of_mention(store, workspace, mention_id)
    person = people.get(store, workspace, person_id) if person_id else None
    if person is None:
        return None
    with store.reading() as connection:
        times, since = _counted(connection, person.ids)
        _, given = _given(connection, person.ids)
        stars = _stars(connection, person.ids)
    return Glimpse(
        person=person,
        times=times,
        since=since,
        answered_by=given[0].by if given else "",
        answered_at=given[0].at if given else None,
        stars=(stars[0].rating, stars[-1].rating) if stars else None,
    )


def _counted(connection: Connection, ids: Sequence[int]) -> tuple[int, datetime | None]:
    rows = tables.posts
    told = select(func.count(), func.min(rows.c.posted_at)).where(rows.c.person_id.in_(ids))
    count, since = connection.execute(told).one()
    return int(count), since


def _posts(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    """Return the newest posts, each with the mention that leads its bundle, if any, and what was made of it."""
    rows, mention, other = tables.posts, tables.mentions, tables.mentions.alias("other")
    first = select(func.min(other.c.id)).where(other.c.post_id == rows.c.id).scalar_subquery()
    told: Select[tuple[object, ...]] = (
        select(
            rows,
            mention.c.id.label("mention_id"),
            func.coalesce(mention.c.bundle_id, mention.c.id).label("lead_id"),
            mention.c.signals,
            mention.c.praises,
        )
        .select_from(rows.join(mention, mention.c.id == first, isouter=True))
        .where(rows.c.person_id.in_(ids))
        .order_by(rows.c.posted_at.desc(), rows.c.id.desc())
        .limit(READ)
    )
    return list(connection.execute(told).mappings())


def _deeds(connection: Connection, person: Person, found: Sequence[RowMapping]) -> tuple[Deed, ...]:
    others, brought = _spoken_to(connection, person, found), _brought(connection, person.ids, found)
    return tuple(
        Deed(
            post=posts.post_of(dict(row)),
            mention_id=row["mention_id"],
            is_repost=bool((row["signals"] or {}).get("repost")),
            answers_others=(row["source"], row["parent_id"]) in others,
            brought=brought.get(row["id"], 0) + (row["shares"] or 0),
            praises=bool(row["praises"]),
        )
        for row in found
    )


def _spoken_to(connection: Connection, person: Person, found: Sequence[RowMapping]) -> frozenset[tuple[str, str]]:
    """Return which posts they answered were published by somebody who is neither they nor we."""
    rows, mention, answer = tables.posts, tables.mentions, tables.answers
    parents = {(row["source"], row["parent_id"]) for row in found if row["parent_id"]}
    if not parents:
        return frozenset()
    ours = select(answer.c.id).where(
        answer.c.workspace == rows.c.workspace,
        answer.c.source == rows.c.source,
        answer.c.external_id == rows.c.external_id,
    )
    by_us = select(mention.c.id).where(mention.c.post_id == rows.c.id, mention.c.is_ours.is_(True))
    told = select(rows.c.source, rows.c.external_id).where(
        rows.c.workspace == person.workspace,
        tuple_(rows.c.source, rows.c.external_id).in_(parents),
        func.coalesce(rows.c.person_id, 0).not_in(person.ids),
        ~ours.exists(),
        ~by_us.exists(),
    )
    return frozenset((row.source, row.external_id) for row in connection.execute(told))


def _brought(connection: Connection, ids: Sequence[int], found: Sequence[RowMapping]) -> Mapping[int, int]:
    """Return for posts that lead a bundle how many others said the same after them."""
    rows, mention = tables.posts, tables.mentions
    leads = {row["lead_id"]: row["id"] for row in found if row["mention_id"] and row["lead_id"] == row["mention_id"]}
    told = (
        select(mention.c.bundle_id, func.count(rows.c.id.distinct()))
        .join(rows, rows.c.id == mention.c.post_id)
        .where(mention.c.bundle_id.in_(leads), func.coalesce(rows.c.person_id, 0).not_in(ids))
        .group_by(mention.c.bundle_id)
    )
    return {leads[lead]: count for lead, count in connection.execute(told)}


def _given(connection: Connection, ids: Sequence[int]) -> tuple[int, tuple[Given, ...]]:
    """Return how many answers of ours they got, and the latest, newest first."""
    rows, post = tables.answers, tables.posts
    theirs = post.c.person_id.in_(ids)
    joined = rows.join(post, post.c.id == rows.c.post_id)
    count = connection.execute(select(func.count()).select_from(joined).where(theirs)).scalar_one()
    latest = (
        select(rows.c.by, rows.c.sent_at, rows.c.text, rows.c.url, rows.c.mention_id)
        .select_from(joined)
        .where(theirs)
        .order_by(rows.c.sent_at.desc(), rows.c.id.desc())
        .limit(GIVEN)
    )
    found = connection.execute(latest)
    return count, tuple(
        Given(by=row.by, at=row.sent_at, text=row.text, url=row.url, mention_id=row.mention_id) for row in found
    )


def _stars(connection: Connection, ids: Sequence[int]) -> tuple[Stars, ...]:
    """Return the ratings they gave, also those they changed since: a version was seen until the next one came."""
    rows, version = tables.posts, tables.post_versions
    theirs = (rows.c.person_id.in_(ids), rows.c.rating.is_not(None))
    now = connection.execute(select(rows.c.id, rows.c.posted_at, rows.c.rating).where(*theirs)).all()
    before = connection.execute(
        select(version.c.post_id, version.c.seen_until, version.c.rating)
        .join(rows, rows.c.id == version.c.post_id)
        .where(*theirs, version.c.rating.is_not(None))
        .order_by(version.c.id)
    ).all()
    begins = {row.id: row.posted_at for row in now}
    told = []
    for row in before:
        told.append((begins[row.post_id], float(row.rating)))
        begins[row.post_id] = row.seen_until
    return rated([*told, *((begins[row.id], float(row.rating)) for row in now)])

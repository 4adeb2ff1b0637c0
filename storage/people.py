"""Who wrote about us: one row per person and platform, kept current as they are heard again.

Rows that somebody told to be one person (`storage.joining`) point to the one that leads.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from storage import tables
from storage.database import Store
from storage.profiles import Likely, Note, Person, Profile
from storage.records import Author, Post
from storage.upserts import insert_pages

NOTES_KEPT = 200
_LONGEST = 500  # signs; an index of PostgreSQL takes 2,704 bytes
_LIKELY = 5
_SHORTEST_NAME = 6  # signs: "Tom" is no trace of anybody

Rows = Sequence[Row[tuple[object, ...]]]

_TOLD = ("handle", "name", "followers", "url")


def meet(store: Store, workspace: str, posts: Sequence[Post], *, now: datetime) -> Mapping[str, int]:
    """Remember the authors of posts of one source; return whose each is, by external id.

    A post without an author names nobody.
    """
    rows = tables.people
    named = [(key, post) for post in posts if (key := key_of(post.author))]
    met = dict(sorted({(post.source, key): post for key, post in named}.items()))  # all lock people in one order
    if not met:
        return {}
    told: dict[str, Sequence[object]] = {"workspace": [workspace] * len(met), "source": [source for source, _ in met]}
    told |= {"author_id": [key for _, key in met], "first_seen": [now] * len(met), "last_seen": [now] * len(met)}
    told |= {name: [getattr(post.author, name) for post in met.values()] for name in _TOLD}
    same = ("workspace", "source", "author_id")
    with store.transaction() as connection:
        kept = insert_pages(
            connection, rows, told, returning=("author_id", "id"), key=same, renewing=(*_TOLD, "last_seen")
        )
        ids = {row.author_id: row.id for row in kept}
    return {post.external_id: ids[key] for key, post in named}


def key_of(author: Author) -> str:
    """Return what a person is known by on their platform, "" where they are nobody.

    Short enough for an index: some places know people by what they typed alone.
    """
    told = author.id or author.handle
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 65]}:{sha256(told.encode()).hexdigest()}"


def of_mention(store: Store, workspace: str, mention_id: int) -> int | None:
    """Return who wrote what a mention is about (the profile that leads), None where that is nobody we know."""
    rows, post, mention = tables.people, tables.posts, tables.mentions
    told = select(func.coalesce(rows.c.lead_id, rows.c.id)).join(post, post.c.person_id == rows.c.id)
    told = told.join(mention, mention.c.post_id == post.c.id)
    with store.reading() as connection:
        return connection.execute(
            told.where(mention.c.id == mention_id, mention.c.workspace == workspace)
        ).scalar_one_or_none()


def get(store: Store, workspace: str, person_id: int) -> Person | None:
    """Return a person by any of their profiles; None where nobody is known by it."""
    tag, note = tables.person_tags, tables.person_notes
    with store.reading() as connection:
        found = group(connection, workspace, person_id)
        if not found:
            return None
        ids = [row.id for row in found]
        tags = connection.execute(select(tag.c.tag).where(tag.c.person_id.in_(ids)).order_by(tag.c.tag).distinct())
        noted = select(note).where(note.c.person_id.in_(ids)).order_by(note.c.id.desc()).limit(NOTES_KEPT)
        notes = tuple(Note(id=row.id, text=row.text, by=row.by, at=row.at) for row in connection.execute(noted))
        return _person_of(workspace, found, tuple(tags.scalars()), notes)


def find(store: Store, workspace: str, words: str, *, limit: int = 10) -> tuple[Person, ...]:
    """Return people by "@handle" (exactly that), or by what their name, handle or address holds; last seen first."""
    rows = tables.people
    asked = words.strip()
    if not asked.strip("@"):
        return ()
    holds = [func.lower(one).contains(asked.lower(), autoescape=True) for one in (rows.c.name, rows.c.handle)]
    is_theirs = _bare(rows.c.handle) == asked.lower().lstrip("@") if asked.startswith("@") else or_(*holds)
    lead = func.coalesce(rows.c.lead_id, rows.c.id).label("lead")
    newest = func.max(rows.c.last_seen)
    with store.reading() as connection:
        leads = connection.execute(
            select(lead)
            .where(rows.c.workspace == workspace, is_theirs)
            .group_by(lead)
            .order_by(newest.desc(), lead)
            .limit(limit)
        ).scalars()
        return tuple(_person_of(workspace, one) for one in groups(connection, workspace, tuple(leads)))


def marked(store: Store, workspace: str, *, limit: int = 20) -> tuple[Person, ...]:
    """Return whom we follow or mute, those marked last first."""
    rows = tables.people
    since = [rows.c.followed_at, rows.c.muted_at]
    found: dict[int, datetime] = {}
    with store.reading() as connection:
        for at in since:
            told = select(func.coalesce(rows.c.lead_id, rows.c.id), at).where(rows.c.workspace == workspace)
            for lead, moment in connection.execute(told.where(at.is_not(None)).order_by(at.desc()).limit(limit)):
                found[lead] = max(moment, found.get(lead, moment))
        leads = sorted(found, key=lambda lead: found[lead], reverse=True)[:limit]
        return tuple(_person_of(workspace, one) for one in groups(connection, workspace, leads))


def likely(store: Store, workspace: str, person: Person) -> tuple[Likely, ...]:
    """Return who may be the same person elsewhere: same handle, same full name or same address. Only a suggestion."""
    rows = tables.people
    handles = {_plain(one.author.handle) for one in person.profiles} - {""}
    names = {_plain(one.author.name) for one in person.profiles}
    names = {name for name in names if " " in name and len(name) >= _SHORTEST_NAME}
    urls = {one.author.url for one in person.profiles} - {""}
    # Lengths first: SQLite folds letters with a function of ours, in Python, and would for every row.
    by_handle = func.length(rows.c.handle).in_({len(one) + at for one in handles for at in (0, 1)})
    by_name = func.length(rows.c.name).in_({len(one) for one in names})
    same = or_(
        by_handle & _bare(rows.c.handle).in_(handles),
        by_name & func.lower(rows.c.name).in_(names),
        rows.c.url.in_(urls),
    )
    others = rows.c.source.not_in([one.source for one in person.profiles])
    with store.reading() as connection:
        found = connection.execute(
            select(rows)
            .where(rows.c.workspace == workspace, func.coalesce(rows.c.lead_id, rows.c.id) != person.id, others, same)
            .order_by(rows.c.last_seen.desc(), rows.c.id)
            .limit(_LIKELY)
        ).all()
    told = []
    for row in found:
        alike = (("handle", _plain(row.handle) in handles), ("name", _plain(row.name) in names))
        why = (*(word for word, holds in alike if holds), *(("address",) if row.url in urls else ()))
        told.append(Likely(profile=_profile_of(row), why=why))
    return tuple(told)


def hold(connection: Connection, workspace: str) -> None:
    """Let nobody else say meanwhile who is one person, or thank somebody; posts and people are still taken in."""
    rows = tables.workspaces
    connection.execute(select(rows.c.team_id).where(rows.c.team_id == workspace).with_for_update(key_share=True))


def group(connection: Connection, workspace: str, person_id: int) -> Rows:
    """Return all profiles of the person one of them belongs to, the one that leads first."""
    rows = tables.people
    lead = select(func.coalesce(rows.c.lead_id, rows.c.id)).where(rows.c.id == person_id, rows.c.workspace == workspace)
    found = connection.execute(lead).scalar_one_or_none()
    return next(iter(groups(connection, workspace, (found,))), ()) if found is not None else ()


def groups(connection: Connection, workspace: str, leads: Sequence[int]) -> list[Rows]:
    """Return the profiles of people, those in the order asked for, each with the one that leads first."""
    rows = tables.people
    found = connection.execute(
        select(rows)
        .where(or_(rows.c.id.in_(leads), rows.c.lead_id.in_(leads)))  # asked for the workspace too, SQLite reads all
        .order_by(rows.c.lead_id.is_not(None), rows.c.id)
    ).all()
    theirs = [row for row in found if row.workspace == workspace]
    return [[row for row in theirs if lead in (row.id, row.lead_id)] for lead in leads]


def _person_of(workspace: str, found: Rows, tags: tuple[str, ...] = (), notes: tuple[Note, ...] = ()) -> Person:
    lead = found[0]
    return Person(
        id=lead.id,
        workspace=workspace,
        profiles=tuple(_profile_of(row) for row in found),
        tags=tags,
        notes=notes,
        followed_by=lead.followed_by,
        followed_at=lead.followed_at,
        muted_by=lead.muted_by,
        muted_at=lead.muted_at,
    )


def _profile_of(row: Row[tuple[object, ...]]) -> Profile:
    return Profile(
        id=row.id,
        source=row.source,
        author=Author(id=row.author_id, handle=row.handle, name=row.name, followers=row.followers, url=row.url),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        joined_by=row.joined_by,
        joined_at=row.joined_at,
    )


def _bare(handle: ColumnElement[str]) -> ColumnElement[str]:
    return func.ltrim(func.lower(handle), "@")


def _plain(told: str) -> str:
    return told.lower().lstrip("@")

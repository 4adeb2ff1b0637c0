"""Who is meant by "forget them": somebody's accounts, their posts, and all that tells who they are.

A handle leads to ids, and these to other handles of the same source; from one source to another leads nothing but that
the team has put the profiles together. Who has neither an id nor a handle is known by the name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from storage import forgotten, people, posts, tables
from storage.database import Store
from storage.records import Author
from storage.traces import Traces

Held = Mapping[str, Any]  # a row
Account = tuple[str, str]  # a source, and what somebody is known by there


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Who is meant: an author of a source by id or handle, somebody by their number, or one post by address or id."""

    source: str = ""
    author: str = ""
    post: str = ""
    person: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Somebody found in a workspace: accounts as (source, id or handle), their posts as (source, id), rows by id.

    Without `accounts` a single post is meant, and its author is heard again.
    """

    workspace: str
    accounts: frozenset[Account]
    posts: Mapping[int, tuple[str, str]]
    people: frozenset[int]
    mentions: frozenset[int]
    traces: Traces


def find(store: Store, workspace: str, whom: Whom) -> Somebody:
    """Return who is meant and what is held of them; nothing held is no error: they are not heard from then on."""
    if whom.post:
        return _one_post(store, workspace, whom)
    accounts: set[Account] = {(whom.source, whom.author)} if whom.author else set()
    if whom.person:
        accounts |= _profiles(store, workspace, tables.people.c.id == whom.person)
    for _ in range(2):  # a handle leads to ids and other profiles, and these to the handles there were before
        accounts |= _accounts(_posts(store, workspace, _by(accounts)))
        accounts |= _profiles(store, workspace, _known(accounts))
    return _somebody(store, workspace, frozenset(accounts), _posts(store, workspace, _by(accounts)))


def _one_post(store: Store, workspace: str, whom: Whom) -> Somebody:
    rows = tables.posts
    named = or_(rows.c.url == whom.post, and_(rows.c.source == whom.source, rows.c.external_id == whom.post))
    found = _posts(store, workspace, named)
    told = _accounts(found)
    others = {row["id"] for row in _posts(store, workspace, _by(told))} - {row["id"] for row in found}
    somebody = _somebody(store, workspace, frozenset() if others else frozenset(told), found)
    return replace(somebody, accounts=frozenset())


def _by(accounts: set[Account]) -> ColumnElement[bool]:
    """Return the condition that one of these accounts wrote a post."""
    rows = tables.posts
    unnumbered = and_(rows.c.author_id == "", rows.c.author_handle == "")
    return or_(
        false(),
        *(
            and_(
                rows.c.source == source,
                or_(
                    rows.c.author_id == told,
                    func.lower(rows.c.author_handle).in_(_handles(told)),
                    and_(unnumbered, rows.c.author_name == told),
                ),
            )
            for source, told in sorted(accounts)
            if told
        ),
    )


def _accounts(found: Sequence[Held]) -> set[Account]:
    return {(row["source"], told) for row in found for told in forgotten.known_by(_author(row))}


def _author(row: Held) -> Author:
    return posts.post_of(row).author


def _handles(told: str) -> tuple[str, str]:
    bare = told.strip().lstrip("@").lower()
    return bare, f"@{bare}"


def _known(accounts: Collection[Account]) -> ColumnElement[bool]:
    """Return the condition that a row of the people's table is one of these accounts."""
    rows = tables.people
    each = (
        and_(
            rows.c.source == source,
            or_(rows.c.author_id == people.key_of(Author(id=told)), func.lower(rows.c.handle).in_(_handles(told))),
        )
        for source, told in sorted(accounts)
    )
    return or_(false(), *each)


def _profiles(store: Store, workspace: str, where: ColumnElement[bool]) -> set[Account]:
    """Return the accounts of whoever these are, with those the team has put together with them."""
    rows = tables.people
    with store.reading() as connection:
        found = connection.execute(select(rows.c.id).where(rows.c.workspace == workspace, where)).scalars().all()
        groups = [people.group(connection, workspace, one) for one in found]
    return {(row.source, told) for rows in groups for row in rows for told in (row.author_id, row.handle) if told}


def _posts(store: Store, workspace: str, where: ColumnElement[bool]) -> list[Held]:
    rows = tables.posts
    with store.reading() as connection:
        found = connection.execute(select(rows).where(rows.c.workspace == workspace, where)).mappings()
        return [dict(row) for row in found]


def _somebody(store: Store, workspace: str, accounts: frozenset[Account], found: Sequence[Held]) -> Somebody:
    """Return somebody with all that tells who they are, as it is held now."""
    ids = [row["id"] for row in found]
    version, person, mention = tables.post_versions, tables.people, tables.mentions
    with store.reading() as connection:
        earlier = connection.execute(select(version.c.title, version.c.text).where(version.c.post_id.in_(ids))).all()
        who = connection.execute(select(person).where(person.c.workspace == workspace, _known(accounts))).all()
        heard = connection.execute(select(mention.c.id).where(mention.c.post_id.in_(ids))).scalars().all()
    authors = [_author(row) for row in found] if accounts else []
    texts = [*((row["title"], row["text"]) for row in found), *((row.title, row.text) for row in earlier)]
    names = {one for author in authors for one in (author.handle, author.name)}
    return Somebody(
        workspace=workspace,
        accounts=accounts,
        posts={row["id"]: (row["source"], row["external_id"]) for row in found},
        people=frozenset(row.id for row in who),
        mentions=frozenset(heard),
        traces=Traces(
            names | {one for row in who for one in (row.handle, row.name)},
            texts=[said for both in texts for said in both],
            addresses={row["url"] for row in found} | {author.url for author in authors} | {row.url for row in who},
            ids={author.id for author in authors} | {row["external_id"] for row in found},
        ),
    )

"""Who is not heard again, and what: known by nothing but salted hashes of their ids.

The salt is the workspace's own and made when somebody is forgotten for the first time: a workspace without one has
forgotten nobody, and pays one small look-up a page. Whoever holds the memory can try out a name they already know;
nobody can read one from it.
"""

import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select, update

from storage import tables
from storage.database import Store
from storage.records import Author, Post
from storage.upserts import AT_ONCE, insert_new

AUTHOR, POST = "author", "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Makes the marks of one workspace."""

    salt: str

    def author(self, source: str, told: str) -> str:
        """Return the mark of somebody by an id, a handle or, where they have neither, a name."""
        return self._mark(AUTHOR, source, told.strip().lstrip("@").casefold())

    def post(self, source: str, external_id: str) -> str:
        """Return the mark of a post."""
        return self._mark(POST, source, external_id)

    def stand_in(self, told: str) -> str:
        """Return what stands where something that tells people stood in a key: the same for the same."""
        return f"~{self._mark('key', '', told)[:16]}"

    def _mark(self, *parts: str) -> str:
        whole = "\x1f".join(parts).encode(errors="replace")
        return hmac.new(self.salt.encode(), whole, sha256).hexdigest()[:32]


def known_by(author: Author) -> tuple[str, ...]:
    """Return what an author is known by: id and handle, the name only where there is neither."""
    return tuple(dict.fromkeys(told for told in (author.id, author.handle) if told)) or (
        (author.name,) * bool(author.name)
    )


def marker(store: Store, workspace: str) -> Marker:
    """Return what makes the marks of a workspace; its salt is made the first time."""
    rows = tables.workspaces
    with store.transaction() as connection:
        connection.execute(
            update(rows).where(rows.c.team_id == workspace, rows.c.salt.is_(None)).values(salt=secrets.token_hex(32))
        )
        salt = connection.execute(select(rows.c.salt).where(rows.c.team_id == workspace)).scalar_one()
    return Marker(salt=salt)


def add(store: Store, workspace: str, marks: Iterable[str], *, what: str, by: str, now: datetime) -> int:
    """Hear nothing of these any more; returns how many marks are new."""
    fresh = [{"workspace": workspace, "mark": mark, "what": what, "by": by, "at": now} for mark in dict.fromkeys(marks)]
    if not fresh:
        return 0
    with store.transaction() as connection:
        return len(
            connection.execute(insert_new(store, tables.forgotten).returning(tables.forgotten.c.mark), fresh).all()
        )


def ids(store: Store, workspace: str, source: str, external_ids: Sequence[str]) -> frozenset[str]:
    """Return those of these posts that are forgotten themselves, by their ids."""
    with store.reading() as connection:
        made = _marker(connection, workspace)
        if made is None:
            return frozenset()
        marks = {made.post(source, external_id): external_id for external_id in external_ids}
        return frozenset(marks[mark] for mark in _held(connection, workspace, marks))


def among(store: Store, workspace: str, posts: Sequence[Post], *, now: datetime) -> frozenset[str]:
    """Return the external ids of those posts that are forgotten, or whose author is.

    What a forgotten author says anew is marked by its id, so that the listeners know it when they meet it again.
    """
    with store.reading() as connection:
        made = _marker(connection, workspace)
        if made is None:
            return frozenset()
        by_author = {
            post.external_id: [made.author(post.source, told) for told in known_by(post.author)] for post in posts
        }
        by_id = {post.external_id: made.post(post.source, post.external_id) for post in posts}
        held = _held(
            connection, workspace, {*by_id.values(), *(mark for marks in by_author.values() for mark in marks)}
        )
    theirs = {external_id for external_id, known in by_author.items() if not held.isdisjoint(known)}
    add(store, workspace, [by_id[one] for one in sorted(theirs)], what=POST, by="", now=now)
    return frozenset(theirs | {external_id for external_id, mark in by_id.items() if mark in held})


def _marker(connection: Connection, workspace: str) -> Marker | None:
    rows = tables.workspaces
    salt = connection.execute(select(rows.c.salt).where(rows.c.team_id == workspace)).scalar_one_or_none()
    return Marker(salt=salt) if salt else None


def _held(connection: Connection, workspace: str, marks: Iterable[str]) -> frozenset[str]:
    rows, wanted = tables.forgotten, list(marks)
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        part = rows.c.mark.in_(wanted[start : start + AT_ONCE])
        found.update(connection.execute(select(rows.c.mark).where(rows.c.workspace == workspace, part)).scalars())
    return frozenset(found)

"""Who wrote about us: one row per person and platform, kept current as they are heard again."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from storage import tables
from storage.database import Store
from storage.records import Post
from storage.upserts import insert_into

_LONGEST = 500  # signs; an index of PostgreSQL takes 2,704 bytes


def meet(store: Store, workspace: str, posts: Sequence[Post], *, now: datetime) -> None:
    """Remember the authors of posts; a post without an author names nobody."""
    rows = tables.people
    met = {
        (post.source, _key(post.author.id or post.author.handle)): post
        for post in posts
        if post.author.id or post.author.handle
    }
    if not met:
        return
    statement = insert_into(store, rows)
    latest = {name: statement.excluded[name] for name in ("handle", "name", "followers", "url", "last_seen")}
    with store.transaction() as connection:
        connection.execute(
            statement.on_conflict_do_update(index_elements=["workspace", "source", "author_id"], set_=latest),
            [_columns(workspace, key, post, now) for key, post in met.items()],
        )


def _key(told: str) -> str:
    """Return what a person is known by, short enough for an index: some places know them by what they typed alone."""
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 65]}:{sha256(told.encode()).hexdigest()}"


def _columns(workspace: str, key: tuple[str, str], post: Post, now: datetime) -> dict[str, object]:
    return {
        "workspace": workspace,
        "source": key[0],
        "author_id": key[1],
        "handle": post.author.handle,
        "name": post.author.name,
        "followers": post.author.followers,
        "url": post.author.url,
        "first_seen": now,
        "last_seen": now,
    }

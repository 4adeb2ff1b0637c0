"""Posts that teammates bring by their address, and how an address is known again."""

from datetime import datetime
from itertools import product
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import func, select

from storage import hearing, history, outbox, tables
from storage.database import Store
from storage.links import canonical_url
from storage.records import Hearing, Post, Score, Watch


def heard_at(store: Store, workspace: str, address: str) -> int | None:
    """Return the mention of the post at an address, however that is spelled; None where none was heard."""
    rows, post = tables.mentions, tables.posts
    with store.reading() as connection:
        found: int | None = connection.execute(
            select(func.coalesce(rows.c.bundle_id, rows.c.id))
            .join(post, post.c.id == rows.c.post_id)
            .where(post.c.workspace == workspace, post.c.url.in_(_spellings(address)))
            .order_by(rows.c.id)
            .limit(1)
        ).scalar_one_or_none()
    return found


def _spellings(address: str) -> list[str]:
    """Return how the address of one page may have been written: with and without www, a slash at the end, s in http."""
    canonical = canonical_url(address)
    if not canonical:
        return []
    parts = urlsplit(canonical)
    paths = dict.fromkeys((parts.path, f"{parts.path}/"))
    places = (parts.netloc, f"www.{parts.netloc}")
    every = product(("https", "http"), places, paths)
    spelled = (urlunsplit((scheme, place, path, parts.query, parts.fragment)) for scheme, place, path in every)
    return list(dict.fromkeys((address, *spelled)))


def share(store: Store, workspace: str, post: Post, watch: Watch, score: Score, *, by: str, now: datetime) -> int:
    """Take in a post a teammate brought, with a card whatever its urgency; returns its mention, 0 where it may not be.

    One that was heard at its address before stays as it is.
    """
    known = heard_at(store, workspace, post.url)
    if known is not None:
        return known
    with store.transaction():
        hearing.take_in(store, workspace, [Hearing(post=post, watch=watch, score=score)], now=now)
        taken = heard_at(store, workspace, post.url)
        if taken is None:  # whoever wrote it is forgotten, and stays so
            return 0
        history.note(store, workspace, taken, by=by, what="shared", now=now)
        outbox.put(store, workspace, hearing.card_of(taken, watch.channel, outbox.AT_ONCE), now=now)
    return taken

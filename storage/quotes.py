"""Whether we may quote somebody: asked for one post, and kept with the day and the place where they said yes or no."""

from datetime import datetime

from sqlalchemy import RowMapping, Select, func, select

from storage import history, posts, tables
from storage.database import Store
from storage.profiles import Permission, Quote
from storage.upserts import insert_into

SETTLED = (Permission.GIVEN, Permission.REFUSED)


def ask(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Quote | None:
    """Note that we ask to quote a post; what was said of it before stands. None where it is gone or buried."""
    rows = tables.quotes
    with store.transaction() as connection:
        post_id = _post_of(store, workspace, mention_id)
        if post_id is None:
            return None
        asked = {"state": Permission.ASKED.value, "asked_by": by, "asked_at": now}
        blank = {"workspace": workspace, "post_id": post_id, "settled_by": "", "settled_at": None, "url": ""}
        added = connection.execute(
            insert_into(store, rows).values(**blank, **asked).on_conflict_do_nothing().returning(rows.c.id)
        ).first()
        if added is not None:
            history.note(store, workspace, mention_id, by=by, what="quote_asked", now=now)
    return of_mention(store, workspace, mention_id)


def settle(
    store: Store, workspace: str, mention_id: int, said: Permission, url: str, *, by: str, now: datetime
) -> Quote | None:
    """Keep what they said and where, in place of what was said before; None where the post is gone or buried."""
    rows = tables.quotes
    with store.transaction() as connection:
        post_id = _post_of(store, workspace, mention_id)
        if post_id is None:
            return None
        told = {"state": said.value, "settled_by": by, "settled_at": now, "url": url}
        fresh = {"workspace": workspace, "post_id": post_id, "asked_by": "", "asked_at": None}
        connection.execute(
            insert_into(store, rows)
            .values(**fresh, **told)
            .on_conflict_do_update(index_elements=["post_id"], set_=told)
        )
        history.note(store, workspace, mention_id, by=by, what=f"quote_{said}", now=now, detail=url)
    return of_mention(store, workspace, mention_id)


def of_mention(store: Store, workspace: str, mention_id: int) -> Quote | None:
    """Return how it stands with quoting the post of a mention, None where nobody asked."""
    mention = tables.mentions
    with store.reading() as connection:
        row = connection.execute(_quotes(workspace).where(mention.c.id == mention_id)).mappings().one_or_none()
    return _quote_of(row) if row else None


def every(store: Store, workspace: str, *said: Permission, limit: int | None = None) -> tuple[Quote, ...]:
    """Return what may be quoted (or was refused, or is asked for), the latest first; a buried post is in no list."""
    rows, mention = tables.quotes, tables.mentions
    other = mention.alias("other")
    first = select(func.min(other.c.id)).where(other.c.post_id == rows.c.post_id).scalar_subquery()
    told = _quotes(workspace).where(rows.c.state.in_(said), mention.c.id == first)
    with store.reading() as connection:
        found = connection.execute(
            told.order_by(func.coalesce(rows.c.settled_at, rows.c.asked_at).desc(), rows.c.id.desc()).limit(limit)
        ).mappings()
        return tuple(_quote_of(row) for row in found)


def _quotes(workspace: str) -> Select[tuple[object, ...]]:
    rows, post, mention = tables.quotes, tables.posts, tables.mentions
    renamed = [column.label(f"post_{column.name}") for column in post.c if column.name != "id"]
    return (
        select(rows, mention.c.id.label("mention_id"), *renamed)
        .join(post, post.c.id == rows.c.post_id)
        .join(mention, mention.c.post_id == post.c.id)
        .where(rows.c.workspace == workspace, post.c.buried_at.is_(None))
    )


def _post_of(store: Store, workspace: str, mention_id: int) -> int | None:
    rows, post = tables.mentions, tables.posts
    told = select(post.c.id).join(rows, rows.c.post_id == post.c.id)
    kept = (rows.c.id == mention_id, rows.c.workspace == workspace, post.c.buried_at.is_(None))
    with store.reading() as connection:
        return connection.execute(told.where(*kept)).scalar_one_or_none()


def _quote_of(row: RowMapping) -> Quote:
    return Quote(
        id=row["id"],
        post=posts.post_of({name: row[f"post_{name}"] for name in tables.posts.c.keys() if name != "id"}),  # noqa: SIM118
        mention_id=row["mention_id"],
        permission=Permission(row["state"]),
        asked_by=row["asked_by"],
        asked_at=row["asked_at"],
        settled_by=row["settled_by"],
        settled_at=row["settled_at"],
        url=row["url"],
    )

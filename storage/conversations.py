"""What was said around a post so far, as the memory knows it: what it answers, our answers, and what came back."""

from sqlalchemy import func, literal_column, select

from storage import tables
from storage.database import Store
from storage.records import Mention, Said

MOST = 20


def around(store: Store, workspace: str, mention: Mention) -> tuple[Said, ...]:
    """Return the turns around a mention's post, without the post itself, oldest first; what was deleted is left out."""
    answer, post, own = tables.answers, tables.posts, mention.post
    with store.reading() as connection:
        ours = connection.execute(
            select(answer.c.external_id, answer.c.text, answer.c.by, answer.c.sent_at)
            .where(answer.c.workspace == workspace, answer.c.mention_id == mention.id)
            .order_by(answer.c.id.desc())
            .limit(MOST)
        ).all()
        ids = [row.external_id for row in ours if row.external_id]
        above = [one for one in (own.parent_id, own.thread_id) if one and one != own.external_id]
        known = [own.external_id, *ids]
        told = select(post).where(post.c.buried_at.is_(None), post.c.external_id.not_in(known)).limit(MOST)
        before = told.where(post.c.workspace == workspace, post.c.source == own.source, post.c.external_id.in_(above))
        # Found by what they answer alone, the rest looked at then: asked for the source first, SQLite reads all of it.
        there = (func.coalesce(post.c.workspace, "") == workspace, func.coalesce(post.c.source, "") == own.source)
        after = told.where(post.c.parent_id.in_(known), post.c.parent_id != literal_column("''"), *there)
        theirs = [*connection.execute(before), *connection.execute(after)]
    said = [Said(text=row.text, at=row.sent_at, person=row.by) for row in ours if row.text]
    said += [Said(text=row.text, at=row.posted_at, author=row.author_name or row.author_handle) for row in theirs]
    return tuple(sorted(said, key=lambda one: one.at))[-MOST:]

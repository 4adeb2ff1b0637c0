"""Since when whoever spoke to us waits, told beside the mention: who is owed an answer is found without the posts."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

mentions = sa.table("mentions", sa.column("post_id", sa.Integer()), sa.column("addressed_at", UtcDateTime()))
posts = sa.table(
    "posts",
    sa.column("id", sa.Integer()),
    sa.column("posted_at", UtcDateTime()),
    sa.column("tags_us", sa.Boolean()),
    sa.column("kind", sa.Text()),
)


def upgrade() -> None:
    """Add the column, fill it from the posts, and order what waits."""
    op.add_column("mentions", sa.Column("addressed_at", UtcDateTime(), nullable=True))
    addressed = sa.or_(posts.c.tags_us.is_(sa.true()), posts.c.kind == "review")
    said = sa.select(posts.c.posted_at).where(posts.c.id == mentions.c.post_id, addressed)
    op.execute(mentions.update().values(addressed_at=said.scalar_subquery()))
    op.drop_index("mentions_by_state", "mentions")
    op.create_index("mentions_by_state", "mentions", ["workspace", "state", "heard_at"])
    waiting = ["workspace", "addressed_at", "state", "bundle_id", "is_ours"]
    op.create_index("mentions_by_address", "mentions", waiting)

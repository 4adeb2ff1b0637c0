"""Answers that are sent from here: how far each got, what came after it, and spam to be taken away where it stands."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; what was answered before this is followed no further."""
    for words in ("approved_by", "key", "lease_token", "error"):
        op.add_column("replies", sa.Column(words, sa.Text(), nullable=False, server_default=""))
    for moment in ("due_at", "begun_at", "lease_until"):
        op.add_column("replies", sa.Column(moment, UtcDateTime(), nullable=True))
    for count in ("attempts", "looks"):
        op.add_column("replies", sa.Column(count, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("replies", sa.Column("post_id", sa.Integer(), nullable=True))
    op.create_index("replies_due", "replies", ["state", "due_at"])
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), primary_key=True),
        _workspace(),
        sa.Column("mention_id", sa.Integer(), sa.ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
        *(sa.Column(words, sa.Text(), nullable=False) for words in ("key", "source", "external_id", "url")),
        *(sa.Column(words, sa.Text(), nullable=False) for words in ("text", "by")),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        *(sa.Column(words, sa.Text(), nullable=False) for words in ("standing", "note", "words")),
        sa.Column("rating", sa.Float(), nullable=True),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_due", UtcDateTime(), nullable=True),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("workspace", "key"),
    )
    op.create_index("answers_due", "answers", ["next_due"])
    op.create_index("answers_by_mention", "answers", ["mention_id"])
    op.create_table(
        "removals",
        sa.Column("id", sa.Integer(), primary_key=True),
        _workspace(),
        sa.Column("mention_id", sa.Integer(), sa.ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("wished_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("lease_token", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.UniqueConstraint("mention_id"),
    )
    op.create_index("removals_due", "removals", ["due_at"])


def _workspace() -> sa.Column[str]:
    belongs = sa.ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE")
    return sa.Column("workspace", sa.Text(), belongs, nullable=False)

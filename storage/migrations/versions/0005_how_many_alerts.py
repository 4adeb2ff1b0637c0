"""How many alerts a watch may give, how long it only listens, and what was offered to make its query quieter."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; watches that are there go on as they did."""
    op.add_column("watches", sa.Column("alerts_a_day", sa.Integer(), nullable=True))
    op.add_column("watches", sa.Column("silent_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("watches", sa.Column("raised_to", sa.Integer(), nullable=True))
    op.add_column("watches", sa.Column("announced", sa.Integer(), nullable=True))
    for moment in ("silent_since", "fitted_at", "looked_at"):
        op.add_column("watches", sa.Column(moment, UtcDateTime(), nullable=True))
    op.create_table(
        "query_fixes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "workspace",
            sa.Text(),
            sa.ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("watch_id", sa.Integer(), sa.ForeignKey("watches.id", ondelete="CASCADE"), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.UniqueConstraint("watch_id", "term"),
    )
    # What counting alerts reads stands in the index itself: 100,000 mentions are counted without reading one of them.
    op.drop_index("mentions_by_watch", table_name="mentions")
    op.create_index(
        "mentions_by_watch",
        "mentions",
        ["watch_id", "heard_at", "urgency", "bundle_id", "is_ours", "is_backlog", "workspace", "post_id"],
    )

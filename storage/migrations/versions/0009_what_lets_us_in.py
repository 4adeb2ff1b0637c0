"""Credentials entered in Slack, the passes they bring, and when a place does not take them."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _workspace(*, primary_key: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE")
    return sa.Column("workspace", sa.Text(), key, nullable=False, primary_key=primary_key)


def upgrade() -> None:
    """Add the tables; what the listeners tell of a source is told anew when they start."""
    op.add_column("outages", sa.Column("credential", sa.Text(), nullable=False, server_default=""))
    op.add_column("sources", sa.Column("base_url", sa.Text(), nullable=False, server_default=""))
    op.add_column("sources", sa.Column("settings", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "credentials",
        _workspace(primary_key=True),
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("locked", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "passes",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("locked", sa.Text(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("renewing_until", UtcDateTime(), nullable=True),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "refusals",
        sa.Column("id", sa.Integer(), primary_key=True),
        _workspace(),
        sa.Column("credential", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("told_in", sa.Text(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
    )
    op.create_index("refusals_by_credential", "refusals", ["workspace", "credential"])

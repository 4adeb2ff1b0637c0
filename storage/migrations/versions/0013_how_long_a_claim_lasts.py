"""How long a claim lasts, until when a mention sleeps, and which reactions people use instead of buttons."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; what is claimed already has no end until somebody touches it."""
    op.add_column("watches", sa.Column("lease", sa.Integer(), nullable=False, server_default="7200"))
    op.add_column("mentions", sa.Column("lease_until", UtcDateTime(), nullable=True))
    op.add_column("mentions", sa.Column("snoozed_until", UtcDateTime(), nullable=True))
    op.add_column("mentions", sa.Column("snoozed_by", sa.Text(), nullable=True))
    op.create_table(
        "reactions",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("emoji", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.team_id"], onupdate="CASCADE", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace", "does"),
    )

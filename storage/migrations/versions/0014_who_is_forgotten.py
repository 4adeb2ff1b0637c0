"""Whom a workspace has forgotten, as salted hashes, so that they are not heard again."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and room for each workspace's salt; nobody was forgotten so far."""
    op.add_column("workspaces", sa.Column("salt", sa.Text(), nullable=True))
    op.create_table(
        "forgotten",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.team_id"], onupdate="CASCADE", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace", "mark"),
    )

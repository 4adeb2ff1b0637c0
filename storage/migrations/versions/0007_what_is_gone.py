"""What was taken away where it stood, or may not be kept any longer: a tombstone that keeps the id."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing is gone yet."""
    op.add_column("posts", sa.Column("buried_at", UtcDateTime(), nullable=True))
    op.add_column("posts", sa.Column("buried_as", sa.Text(), nullable=True))

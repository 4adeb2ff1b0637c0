"""When listening began: a digest must not speak for the time before."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moments; what was there before keeps none."""
    for table in ("watches", "listeners"):
        op.add_column(table, sa.Column("created_at", UtcDateTime(), nullable=True))

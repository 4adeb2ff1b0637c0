"""What asking sources has used up of what they grant or charge, by day and by month."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; a bill is the operator's, so it is of no workspace."""
    op.create_table(
        "spending",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("source", "unit", "period")),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
    )

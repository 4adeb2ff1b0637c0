"""How answers may be on each source, which credentials it takes, and whether spam can be marked there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the one figure that was told of a source; the listeners tell everything anew when they start."""
    op.drop_table("sources")
    op.create_table(
        "sources",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("writing", sa.JSON(), nullable=True),
        sa.Column("secrets", sa.JSON(), nullable=False),
        sa.Column("moderates", sa.Boolean(), nullable=False),
    )

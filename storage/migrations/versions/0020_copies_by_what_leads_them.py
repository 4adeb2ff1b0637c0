"""The index of bundles holds copies alone: what leads its bundle is nearly everything."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it anew, smaller; it was taken for a way to find what is no copy, and read the whole memory."""
    copies = sa.text("bundle_id is not null")
    op.drop_index("mentions_by_bundle", "mentions")
    op.create_index("mentions_by_bundle", "mentions", ["bundle_id"], sqlite_where=copies, postgresql_where=copies)

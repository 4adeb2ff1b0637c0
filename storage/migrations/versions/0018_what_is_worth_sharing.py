"""What we have worth sharing: the library, the feeds it grows from, and the words and addresses it is found by."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from storage import links
from storage.tables import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

AT_ONCE = 500


def upgrade() -> None:
    """Add the tables, and note the addresses that our answers so far hold."""
    op.create_table(
        "shareable_feeds",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("validators", sa.JSON(), nullable=False),
        sa.Column("next_due", UtcDateTime(), nullable=True),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        _of_a_workspace(),
        sa.UniqueConstraint("workspace", "key"),
    )
    op.create_index("shareable_feeds_due", "shareable_feeds", ["next_due"])
    op.create_table(
        "shareables",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=True),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
        sa.Column("validators", sa.JSON(), nullable=False),
        sa.Column("next_due", UtcDateTime(), nullable=True),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.Column("archived_by", sa.Text(), nullable=False),
        _of_a_workspace(),
        sa.ForeignKeyConstraint(["feed_id"], ["shareable_feeds.id"], ondelete="SET NULL"),
    )
    op.create_index("shareables_by_workspace", "shareables", ["workspace", "archived_at"])
    op.create_index("shareables_due", "shareables", ["next_due"])
    op.create_index("shareables_by_feed", "shareables", ["feed_id"])
    op.create_table(
        "shareable_addresses",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("shareable_id", sa.Integer(), nullable=False),
        _of_a_workspace(),
        sa.ForeignKeyConstraint(["shareable_id"], ["shareables.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace", "key"),
    )
    op.create_index("shareable_addresses_by_shareable", "shareable_addresses", ["shareable_id"])
    op.create_table(
        "shareable_terms",
        sa.Column("shareable_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        _of_a_workspace(),
        sa.ForeignKeyConstraint(["shareable_id"], ["shareables.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("shareable_id", "term"),
    )
    op.create_index("shareable_terms_by_term", "shareable_terms", ["workspace", "term", "shareable_id", "weight"])
    _open_libraries()
    _answer_links()


def _of_a_workspace() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workspace"], ["workspaces.team_id"], onupdate="CASCADE", ondelete="CASCADE")


def _open_libraries() -> None:
    op.create_table(
        "open_libraries",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        _of_a_workspace(),
        sa.PrimaryKeyConstraint("workspace"),
    )


def _answer_links() -> None:
    table = op.create_table(
        "answer_links",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        _of_a_workspace(),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("answer_id", "key"),
    )
    op.create_index("answer_links_by_key", "answer_links", ["workspace", "key"])
    held = [
        {"answer_id": answer_id, "workspace": workspace, "key": key}
        for answer_id, workspace, words in _answers()
        for key in links.written_in(words)
    ]
    for start in range(0, len(held), AT_ONCE):
        op.bulk_insert(table, held[start : start + AT_ONCE])


def _answers() -> Iterator[tuple[int, str, str]]:
    found = op.get_bind().execute(sa.text("select id, workspace, text from answers order by id"))
    yield from ((row.id, row.workspace, row.text) for row in found.all())

"""Who writes a draft now, which versions ask for a second pair of eyes, saved replies, and what was promised."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; a version of before is numbered where it is known to have been the draft."""
    with op.batch_alter_table("watches") as watches:
        watches.add_column(sa.Column("four_eyes", sa.Text(), nullable=False, server_default="never"))
    with op.batch_alter_table("watches") as watches:
        watches.alter_column("four_eyes", server_default=None)
    op.add_column("reply_versions", sa.Column("version", sa.Integer(), nullable=True))
    op.execute(
        "update reply_versions set version = base + 1 where id in "
        "(select min(id) from reply_versions group by reply_id, base)"
    )
    said = sa.text("parent_id != ''")
    op.create_index("posts_by_parent", "posts", ["parent_id"], sqlite_where=said, postgresql_where=said)
    _writers()
    _proposals()
    _saved_replies()
    _debts()


def _writers() -> None:
    op.create_table(
        "writers",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        *_owned("mentions", "mention_id"),
        sa.PrimaryKeyConstraint("mention_id", "person"),
    )


def _proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("send_at", UtcDateTime(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        *_owned("mentions", "mention_id"),
        sa.ForeignKeyConstraint(["version_id"], ["reply_versions.id"], ondelete="CASCADE"),
    )
    op.create_index("proposals_by_mention", "proposals", ["mention_id"])
    op.create_index("proposals_by_state", "proposals", ["workspace", "state"])


def _saved_replies() -> None:
    op.create_table(
        "saved_replies",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "text", "language", "source", "by")),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.team_id"], onupdate="CASCADE", ondelete="CASCADE"),
        sa.UniqueConstraint("workspace", "name"),
    )


def _debts() -> None:
    op.create_table(
        "debts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        *_owned("mentions", "mention_id"),
    )
    op.create_index("debts_by_mention", "debts", ["mention_id"])
    op.create_index("debts_by_person", "debts", ["workspace", "person"])


def _owned(table: str, column: str) -> tuple[sa.ForeignKeyConstraint, sa.ForeignKeyConstraint]:
    return (
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.team_id"], onupdate="CASCADE", ondelete="CASCADE"),
        sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete="CASCADE"),
    )

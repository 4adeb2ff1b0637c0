"""Whom we know: one person with several profiles, what we noted of them, whom we follow, mute, thank and may quote."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MET = """
    update posts set person_id = (
        select people.id from people
        where people.workspace = posts.workspace and people.source = posts.source and people.author_id =
            case when posts.author_id <> '' then posts.author_id else posts.author_handle end
    ) where author_id <> '' or author_handle <> ''
"""
PRAISES = 0.5  # as `storage.records.Hearing.praises` has it


def upgrade() -> None:
    """Add columns and tables; posts are told whose they are, and mentions whether they praise us."""
    for table, column in (("people", "lead_id"), ("posts", "person_id")):
        with op.batch_alter_table(table) as batch:  # SQLite makes a table anew for a column that points elsewhere
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch.create_foreign_key(f"{table}_{column}_fkey", "people", [column], ["id"], ondelete="SET NULL")
    for words in ("joined_by", "followed_by", "muted_by"):
        op.add_column("people", sa.Column(words, sa.Text(), nullable=False, server_default=""))
    for moment in ("joined_at", "followed_at", "muted_at"):
        op.add_column("people", sa.Column(moment, UtcDateTime(), nullable=True))
    op.add_column("mentions", sa.Column("praises", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "person_tags",
        _person(primary_key=True),
        sa.Column("tag", sa.Text(), primary_key=True),
        _workspace(),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "person_notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        _workspace(),
        _person(primary_key=False),
        *(sa.Column(words, sa.Text(), nullable=False) for words in ("text", "by")),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "person_thanks",
        _person(primary_key=True),
        _workspace(),
        sa.Column("mention_id", sa.Integer(), sa.ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "quotes",
        sa.Column("id", sa.Integer(), primary_key=True),
        _workspace(),
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
        *(sa.Column(words, sa.Text(), nullable=False) for words in ("state", "asked_by", "settled_by", "url")),
        *(sa.Column(moment, UtcDateTime(), nullable=True) for moment in ("asked_at", "settled_at")),
        sa.UniqueConstraint("post_id"),
    )
    _look_back()
    _index()


def _look_back() -> None:
    op.execute(MET)
    rows = sa.table("mentions", sa.column("signals", sa.JSON()), sa.column("praises", sa.Boolean()))
    happy = rows.c.signals["sentiment"].as_float() >= PRAISES
    calm = rows.c.signals["needs_reply"].as_float() < PRAISES
    honest = rows.c.signals["spam"].as_float() < PRAISES
    op.execute(rows.update().where(happy, calm, honest).values(praises=True))


def _index() -> None:
    op.create_index("people_by_lead", "people", ["lead_id"])
    op.create_index("people_by_follow", "people", ["workspace", "followed_at"])
    op.create_index("people_by_mute", "people", ["workspace", "muted_at"])
    op.create_index("person_notes_by_person", "person_notes", ["person_id"])
    op.create_index("posts_by_person", "posts", ["person_id", "posted_at"])
    op.create_index("mentions_by_praise", "mentions", ["workspace", "praises", "heard_at"])
    op.create_index("quotes_by_state", "quotes", ["workspace", "state"])


def _workspace() -> sa.Column[str]:
    belongs = sa.ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE")
    return sa.Column("workspace", sa.Text(), belongs, nullable=False)


def _person(*, primary_key: bool) -> sa.Column[int]:
    belongs = sa.ForeignKey("people.id", ondelete="CASCADE")
    return sa.Column("person_id", sa.Integer(), belongs, primary_key=primary_key, nullable=False)

"""What we mean to answer, who must approve it, what was promised."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import belongs, moment, of_workspace


class ReplyRow(SQLModel, table=True):
    """The answer to a mention, as last saved."""

    __tablename__ = "replies"
    __table_args__ = (UniqueConstraint("mention_id"), Index("replies_due", "state", "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    version: int
    text: str
    state: str
    by: str
    updated_at: datetime = Field(sa_column=moment(nullable=False))
    url: str
    post_id: int | None
    approved_by: str
    due_at: datetime | None = Field(sa_column=moment())
    key: str
    begun_at: datetime | None = Field(sa_column=moment())
    lease_until: datetime | None = Field(sa_column=moment())
    lease_token: str
    attempts: int
    looks: int
    error: str


class ReplyVersionRow(SQLModel, table=True):
    """Every text a draft ever had, so that no words are lost."""

    __tablename__ = "reply_versions"
    __table_args__ = (Index("reply_versions_by_reply", "reply_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    reply_id: int = Field(sa_column=belongs("replies.id"))
    base: int
    text: str
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))
    version: int | None


class WriterRow(SQLModel, table=True):
    """Somebody who has a draft's window open."""

    __tablename__ = "writers"
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=Column(ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True))
    person: str = Field(primary_key=True)
    since: datetime = Field(sa_column=moment(nullable=False))


class ProposalRow(SQLModel, table=True):
    """A saved text that asks to be approved; those of one `turn` were asked for together."""

    __tablename__ = "proposals"
    __table_args__ = (
        Index("proposals_by_mention", "mention_id"),
        Index("proposals_by_state", "workspace", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    version_id: int = Field(sa_column=belongs("reply_versions.id"))
    turn: int
    by: str
    note: str
    at: datetime = Field(sa_column=moment(nullable=False))
    send_at: datetime | None = Field(sa_column=moment())
    state: str
    settled_by: str
    settled_at: datetime | None = Field(sa_column=moment())
    verdict: str


class SavedReplyRow(SQLModel, table=True):
    """A text a team answers with again and again, with gaps to fill in."""

    __tablename__ = "saved_replies"
    __table_args__ = (UniqueConstraint("workspace", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    name: str
    text: str
    language: str
    source: str
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))


class DebtRow(SQLModel, table=True):
    """Something an answer promised; owed once the answer is out (`made_at`)."""

    __tablename__ = "debts"
    __table_args__ = (Index("debts_by_mention", "mention_id"), Index("debts_by_person", "workspace", "person"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    words: str
    person: str
    due_at: datetime = Field(sa_column=moment(nullable=False))
    dated: bool
    made_at: datetime | None = Field(sa_column=moment())
    settled_at: datetime | None = Field(sa_column=moment())
    settled_by: str


class ToneWordRow(SQLModel, table=True):
    """A word of a team's dictionary: never to be sent, always fine, or a name of ours."""

    __tablename__ = "tone_words"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    word: str = Field(primary_key=True)
    use: str
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))

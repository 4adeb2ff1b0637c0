"""What is out, and what is to be taken away."""

from datetime import datetime

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import belongs, moment, of_workspace


class AnswerRow(SQLModel, table=True):
    """An answer of ours that is out, by hand or from here, and what we watch for after it."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("answers_due", "next_due"),
        Index("answers_by_mention", "mention_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    post_id: int = Field(sa_column=belongs("posts.id"))
    key: str
    source: str
    external_id: str
    url: str
    text: str
    by: str
    by_hand: bool
    sent_at: datetime = Field(sa_column=moment(nullable=False))
    standing: str
    note: str
    words: str
    rating: float | None
    seen: list[str] = Field(sa_column=Column(JSON, nullable=False))
    tries: int
    next_due: datetime | None = Field(sa_column=moment())
    ends_at: datetime = Field(sa_column=moment(nullable=False))


class RemovalRow(SQLModel, table=True):
    """A wish that a post be taken away as spam where it stands."""

    __tablename__ = "removals"
    __table_args__ = (UniqueConstraint("mention_id"), Index("removals_due", "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    by: str
    wished_at: datetime = Field(sa_column=moment(nullable=False))
    due_at: datetime | None = Field(sa_column=moment())
    lease_until: datetime | None = Field(sa_column=moment())
    lease_token: str
    attempts: int
    error: str

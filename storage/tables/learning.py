"""What people said of our judgement, and what was learned."""

from datetime import datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import moment, of_workspace, once_of


class FeedbackRow(SQLModel, table=True):
    """What a person said of a mention: appended, never changed; it stays when the mention goes."""

    __tablename__ = "feedback"
    __table_args__ = (
        Index("feedback_by_key", "workspace", "key"),
        Index("feedback_by_mention", "mention_id"),
        Index("feedback_by_post", "post_id"),
        Index("feedback_by_watch", "watch_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    key: str
    mention_id: int | None = Field(sa_column=once_of("mentions.id"))
    post_id: int | None = Field(sa_column=once_of("posts.id"))
    watch_id: int | None = Field(sa_column=once_of("watches.id"))
    person: str
    verdict: str
    factor: str
    strengths: dict[str, float] = Field(sa_column=Column(JSON, nullable=False))
    urgency: int
    alert_at: int
    via: str
    said_at: datetime = Field(sa_column=moment(nullable=False))


class TasteRow(SQLModel, table=True):
    """What was learned, each time anew: appended, never changed; the last row counts."""

    __tablename__ = "tastes"
    __table_args__ = (Index("tastes_by_workspace", "workspace", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    kind: str
    at: datetime = Field(sa_column=moment(nullable=False))
    by: str
    weights: dict[str, float] = Field(sa_column=Column(JSON, nullable=False))
    base: float | None
    shipped: dict[str, float] = Field(sa_column=Column(JSON, nullable=False))
    shipped_base: float
    likenesses: dict[str, dict[str, float]] = Field(sa_column=Column(JSON, nullable=False))
    labels: int
    people: int
    since: int
    until: int
    tried: int
    more: int
    fewer: int

"""The workspaces, who may do what in them, and what is on its way to Slack."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import belongs, moment, of_workspace


class WorkspaceRow(SQLModel, table=True):
    """A Slack workspace; `team_id` is "local" until the bot has met Slack."""

    __tablename__ = "workspaces"
    team_id: str = Field(primary_key=True)
    name: str = ""
    salt: str | None


class OutboxRow(SQLModel, table=True):
    """Something Slack must be told, written in the transaction of the change it announces."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("outbox_due", "status", "due_at"),
        Index("outbox_by_mention", "mention_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    key: str
    kind: str
    lane: str
    mention_id: int | None = Field(sa_column=belongs("mentions.id", nullable=True))
    payload: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    rank: int
    status: str
    due_at: datetime = Field(sa_column=moment(nullable=False))
    lease_until: datetime | None = Field(sa_column=moment())
    lease_token: str
    attempts: int
    armed: int
    created_at: datetime = Field(sa_column=moment(nullable=False))
    first_tried_at: datetime | None = Field(sa_column=moment())
    done_at: datetime | None = Field(sa_column=moment())
    last_error: str


class SeenRow(SQLModel, table=True):
    """An envelope, event or click of Slack's that was already acted on."""

    __tablename__ = "seen"
    __table_args__ = (Index("seen_by_time", "at"),)
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: str = Field(primary_key=True)
    at: datetime = Field(sa_column=moment(nullable=False))


class RoleRow(SQLModel, table=True):
    """What a person, a user group of Slack, or everybody else ("*") may do."""

    __tablename__ = "roles"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    who: str = Field(primary_key=True)
    role: str
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))

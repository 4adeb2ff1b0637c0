"""What a watch heard, its cards, its history and its timers."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import belongs, moment, of_workspace

_IS_COPY = text("bundle_id is not null")


class MentionRow(SQLModel, table=True):
    """A post heard by a watch. Copies point to the mention that leads their bundle."""

    __tablename__ = "mentions"
    __table_args__ = (
        UniqueConstraint("post_id", "watch_id"),
        Index(
            "mentions_by_watch",
            *("watch_id", "heard_at", "urgency", "bundle_id", "is_ours", "is_backlog", "workspace", "post_id"),
        ),
        Index("mentions_by_state", "workspace", "state", "heard_at"),
        Index("mentions_by_address", "workspace", "addressed_at", "state", "bundle_id", "is_ours"),
        Index("mentions_by_owner", "workspace", "owner"),
        # Only of copies: that a mention is none is true of nearly all, and no way to find them.
        Index("mentions_by_bundle", "bundle_id", sqlite_where=_IS_COPY, postgresql_where=_IS_COPY),
        Index("mentions_by_praise", "workspace", "praises", "heard_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    post_id: int = Field(sa_column=belongs("posts.id"))
    watch_id: int = Field(sa_column=belongs("watches.id"))
    bundle_id: int | None = Field(sa_column=belongs("mentions.id", nullable=True))
    state: str
    urgency: int
    reasons: list[dict[str, object]] = Field(sa_column=Column(JSON, nullable=False))
    signals: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    matched: list[str] = Field(sa_column=Column(JSON, nullable=False))
    owner: str
    heard_at: datetime = Field(sa_column=moment(nullable=False))
    alerted_at: datetime | None = Field(sa_column=moment())
    claimed_at: datetime | None = Field(sa_column=moment())
    answered_at: datetime | None = Field(sa_column=moment())
    closed_at: datetime | None = Field(sa_column=moment())
    dismissed_as: str | None
    answer_url: str
    answered_by: str
    addressed_at: datetime | None = Field(sa_column=moment())
    is_ours: bool
    is_backlog: bool
    edits: int
    lease_until: datetime | None = Field(sa_column=moment())
    snoozed_until: datetime | None = Field(sa_column=moment())
    snoozed_by: str | None
    praises: bool


class CardRow(SQLModel, table=True):
    """Where a mention's card stands in Slack; `lane` is the channel as the watch names it."""

    __tablename__ = "cards"
    __table_args__ = (UniqueConstraint("mention_id", "lane"), Index("cards_by_place", "channel", "ts"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    lane: str
    channel: str
    ts: str


class HistoryRow(SQLModel, table=True):
    """Who did what with a mention: appended, never changed."""

    __tablename__ = "history"
    __table_args__ = (Index("history_by_mention", "mention_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    at: datetime = Field(sa_column=moment(nullable=False))
    by: str
    what: str
    detail: str


class TimerRow(SQLModel, table=True):
    """Something due at a moment, once, however long we were down."""

    __tablename__ = "timers"
    __table_args__ = (UniqueConstraint("workspace", "key"), Index("timers_due", "fired_at", "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    key: str
    kind: str
    mention_id: int | None = Field(sa_column=belongs("mentions.id", nullable=True))
    due_at: datetime = Field(sa_column=moment(nullable=False))
    fired_at: datetime | None = Field(sa_column=moment())


class ReactionRow(SQLModel, table=True):
    """Which emoji a team uses instead of a button; "" for none."""

    __tablename__ = "reactions"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    does: str = Field(primary_key=True)
    emoji: str
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))

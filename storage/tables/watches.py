"""What is listened for, how well it is heard, and what was unusual."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import belongs, moment, of_workspace


class WatchRow(SQLModel, table=True):
    """A watch; its listeners are rows of their own."""

    __tablename__ = "watches"
    __table_args__ = (UniqueConstraint("workspace", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    name: str
    objective: str
    query: str
    channel: str
    alert_at: int
    answer_within: int
    digest_at: str
    timezone: str
    backlog: str
    ours: list[str] = Field(sa_column=Column(JSON, nullable=False))
    paused: bool
    opened_at: datetime | None = Field(sa_column=moment())
    created_at: datetime | None = Field(sa_column=moment())
    alerts_a_day: int | None
    silent_days: int
    silent_since: datetime | None = Field(sa_column=moment())
    raised_to: int | None
    fitted_at: datetime | None = Field(sa_column=moment())
    announced: int | None
    looked_at: datetime | None = Field(sa_column=moment())
    lease: int
    four_eyes: str


class QueryFixRow(SQLModel, table=True):
    """A word that was offered to be left out of a watch's query: once, and what became of it."""

    __tablename__ = "query_fixes"
    __table_args__ = (UniqueConstraint("watch_id", "term"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    watch_id: int = Field(sa_column=belongs("watches.id"))
    term: str
    state: str
    figures: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))
    offered_at: datetime = Field(sa_column=moment(nullable=False))
    settled_at: datetime | None = Field(sa_column=moment())
    by: str
    before: str
    after: str


class ListenerRow(SQLModel, table=True):
    """One source asked for one watch, with its cursor and its health."""

    __tablename__ = "listeners"
    __table_args__ = (
        UniqueConstraint("watch_id", "source", "settings_key"),
        Index("listeners_due", "next_due"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    watch_id: int = Field(sa_column=belongs("watches.id"))
    source: str
    settings: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    settings_key: str
    every: float | None
    cursor: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    next_due: datetime = Field(sa_column=moment(nullable=False))
    last_tried: datetime | None = Field(sa_column=moment())
    last_success: datetime | None = Field(sa_column=moment())
    last_error: str
    failures: int
    blind_since: datetime | None = Field(sa_column=moment())
    created_at: datetime | None = Field(sa_column=moment())


class OutageRow(SQLModel, table=True):
    """A stretch in which a listener could not hear."""

    __tablename__ = "outages"
    __table_args__ = (Index("outages_by_listener", "listener_id", "since"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    listener_id: int = Field(sa_column=belongs("listeners.id"))
    source: str
    since: datetime = Field(sa_column=moment(nullable=False))
    until: datetime | None = Field(sa_column=moment())
    error: str
    credential: str


class SpikeRow(SQLModel, table=True):
    """A stretch in which a watch heard far more than is usual; one card tells it."""

    __tablename__ = "spikes"
    __table_args__ = (UniqueConstraint("watch_id", "began"), Index("spikes_by_time", "workspace", "last"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    watch_id: int = Field(sa_column=belongs("watches.id"))
    began: datetime = Field(sa_column=moment(nullable=False))
    last: datetime = Field(sa_column=moment(nullable=False))
    peak: int
    usual: float
    surprise: float
    count: int
    terms: list[str] = Field(sa_column=Column(JSON, nullable=False))
    negative: float
    negative_before: float
    mention_id: int | None = Field(sa_column=Column(ForeignKey("mentions.id", ondelete="SET NULL"), nullable=True))

"""What is worth sharing, by what it is found, and how often it was shared."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import belongs, moment, of_workspace, once_of


class ShareableFeedRow(SQLModel, table=True):
    """A feed or sitemap whose pages are in the library; read again and again for new ones."""

    __tablename__ = "shareable_feeds"
    __table_args__ = (UniqueConstraint("workspace", "key"), Index("shareable_feeds_due", "next_due"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    key: str
    url: str
    added_by: str
    added_at: datetime = Field(sa_column=moment(nullable=False))
    validators: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    next_due: datetime | None = Field(sa_column=moment())
    read_at: datetime | None = Field(sa_column=moment())
    tries: int
    error: str


class ShareableRow(SQLModel, table=True):
    """Something of ours worth sharing, with the words it is found by."""

    __tablename__ = "shareables"
    __table_args__ = (
        Index("shareables_by_workspace", "workspace", "archived_at"),
        Index("shareables_due", "next_due"),
        Index("shareables_by_feed", "feed_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    url: str
    title: str
    summary: str
    text: str
    language: str
    kind: str
    feed_id: int | None = Field(sa_column=once_of("shareable_feeds.id"))
    added_by: str
    added_at: datetime = Field(sa_column=moment(nullable=False))
    typed: bool
    validators: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    next_due: datetime | None = Field(sa_column=moment())
    read_at: datetime | None = Field(sa_column=moment())
    tries: int
    error: str
    archived_at: datetime | None = Field(sa_column=moment())
    archived_by: str


class ShareableAddressRow(SQLModel, table=True):
    """An address that leads to a shareable, in its one spelling: its own, a short one, where it moved to."""

    __tablename__ = "shareable_addresses"
    __table_args__ = (Index("shareable_addresses_by_shareable", "shareable_id"),)
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: str = Field(primary_key=True)
    shareable_id: int = Field(sa_column=belongs("shareables.id"))


class ShareableTermRow(SQLModel, table=True):
    """A word a shareable is found by, and how much it says: a full-text index that is the same on both databases."""

    __tablename__ = "shareable_terms"
    __table_args__ = (Index("shareable_terms_by_term", "workspace", "term", "shareable_id", "weight"),)
    shareable_id: int = Field(
        sa_column=Column(ForeignKey("shareables.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    term: str = Field(primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    weight: float


class AnswerLinkRow(SQLModel, table=True):
    """An address one of our answers holds, in its one spelling."""

    __tablename__ = "answer_links"
    __table_args__ = (Index("answer_links_by_key", "workspace", "key"),)
    answer_id: int = Field(
        sa_column=Column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    key: str = Field(primary_key=True)
    workspace: str = Field(sa_column=of_workspace())


class OpenLibraryRow(SQLModel, table=True):
    """A library that everybody may read as a feed, because an admin said so."""

    __tablename__ = "open_libraries"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    opened_by: str
    opened_at: datetime = Field(sa_column=moment(nullable=False))

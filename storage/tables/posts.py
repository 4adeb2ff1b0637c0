"""What people published, each once, and by what its copies are found."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import UtcDateTime, belongs, moment, of_workspace, once_of


class PostRow(SQLModel, table=True):
    """What somebody published, as last seen."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("workspace", "source", "external_id"),
        Index("posts_by_time", "workspace", "posted_at"),
        Index("posts_by_person", "person_id", "posted_at"),
        Index(
            "posts_by_parent",
            "parent_id",
            sqlite_where=text("parent_id != ''"),
            postgresql_where=text("parent_id != ''"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    source: str
    external_id: str
    kind: str
    url: str
    title: str
    text: str
    language: str
    rating: float | None
    author_id: str
    author_handle: str
    author_name: str
    author_followers: int | None = Field(sa_type=BigInteger)
    author_url: str
    posted_at: datetime = Field(sa_column=moment(nullable=False))
    edited_at: datetime | None = Field(sa_column=moment())
    likes: int | None = Field(sa_type=BigInteger)
    replies: int | None = Field(sa_type=BigInteger)
    shares: int | None = Field(sa_type=BigInteger)
    views: int | None = Field(sa_type=BigInteger)
    parent_id: str
    thread_id: str
    tags_us: bool
    content_hash: str
    heard_at: datetime = Field(sa_column=moment(nullable=False))
    buried_at: datetime | None = Field(sa_column=moment())
    buried_as: str | None
    person_id: int | None = Field(sa_column=once_of("people.id"))


class PostVersionRow(SQLModel, table=True):
    """What a post said before it was edited."""

    __tablename__ = "post_versions"
    __table_args__ = (Index("post_versions_by_post", "post_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    post_id: int = Field(sa_column=belongs("posts.id"))
    title: str
    text: str
    rating: float | None
    seen_until: datetime = Field(sa_column=moment(nullable=False))


class PostKeyRow(SQLModel, table=True):
    """A key of a story (address, normalised title or text): the first post that had it leads the bundle."""

    __tablename__ = "post_keys"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: str = Field(primary_key=True)
    post_id: int = Field(sa_column=belongs("posts.id"))


class StoryKeyRow(SQLModel, table=True):
    """What a post that tells news, or is long enough to be copied, is found by (`listeners.bundles`); kept some weeks.

    It points to its post without a foreign key: a post that is gone is not found, and rows grow old soon.
    """

    __tablename__ = "story_keys"
    __table_args__ = (Index("story_keys_by_time", "at"), {"sqlite_with_rowid": False})
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, primary_key=True))
    post_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))


class SplitRow(SQLModel, table=True):
    """A post somebody took out of its bundle: it stands for itself, and what repeats it joins it."""

    __tablename__ = "splits"
    __table_args__ = (UniqueConstraint("post_id"), Index("splits_by_time", "workspace", "at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    post_id: int = Field(sa_column=belongs("posts.id"))
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))

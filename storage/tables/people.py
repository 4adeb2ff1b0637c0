"""Who wrote, what is known of them, and who is forgotten."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import belongs, moment, of_workspace, once_of


class PersonRow(SQLModel, table=True):
    """Somebody who wrote about us, on one platform; several that are one person point to the one that leads."""

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("workspace", "source", "author_id"),
        Index("people_by_lead", "lead_id"),
        Index("people_by_follow", "workspace", "followed_at"),
        Index("people_by_mute", "workspace", "muted_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    source: str
    author_id: str
    handle: str
    name: str
    followers: int | None = Field(sa_type=BigInteger)
    url: str
    first_seen: datetime = Field(sa_column=moment(nullable=False))
    last_seen: datetime = Field(sa_column=moment(nullable=False))
    lead_id: int | None = Field(sa_column=once_of("people.id"))
    joined_by: str
    joined_at: datetime | None = Field(sa_column=moment())
    followed_by: str
    followed_at: datetime | None = Field(sa_column=moment())
    muted_by: str
    muted_at: datetime | None = Field(sa_column=moment())


class PersonTagRow(SQLModel, table=True):
    """A word our people call somebody by."""

    __tablename__ = "person_tags"
    person_id: int = Field(sa_column=Column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True))
    tag: str = Field(primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))


class PersonNoteRow(SQLModel, table=True):
    """What one of our people noted of somebody."""

    __tablename__ = "person_notes"
    __table_args__ = (Index("person_notes_by_person", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    person_id: int = Field(sa_column=belongs("people.id"))
    text: str
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))


class PersonThanksRow(SQLModel, table=True):
    """Who set out to thank somebody last, for which mention."""

    __tablename__ = "person_thanks"
    person_id: int = Field(sa_column=Column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True))
    workspace: str = Field(sa_column=of_workspace())
    mention_id: int = Field(sa_column=belongs("mentions.id"))
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))


class QuoteRow(SQLModel, table=True):
    """Whether a post may be quoted: that we asked, and what its author said, where."""

    __tablename__ = "quotes"
    __table_args__ = (UniqueConstraint("post_id"), Index("quotes_by_state", "workspace", "state"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    post_id: int = Field(sa_column=belongs("posts.id"))
    state: str
    asked_by: str
    asked_at: datetime | None = Field(sa_column=moment())
    settled_by: str
    settled_at: datetime | None = Field(sa_column=moment())
    url: str


class ForgottenRow(SQLModel, table=True):
    """Somebody, or something said, that is not heard again: nothing of it but a salted hash of its id."""

    __tablename__ = "forgotten"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    mark: str = Field(primary_key=True)
    what: str
    by: str
    at: datetime = Field(sa_column=moment(nullable=False))

"""The sources, what lets us in there, and what asking costs."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import moment, of_workspace


class DeliveryRow(SQLModel, table=True):
    """What another tool brought to our web door, as it came."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("workspace", "name", "key"), Index("deliveries_by_time", "at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    name: str
    key: str
    body: str
    at: datetime = Field(sa_column=moment(nullable=False))


class SourceRow(SQLModel, table=True):
    """What the listeners tell the bot about a source; a fact of the platform, so of no workspace."""

    __tablename__ = "sources"
    name: str = Field(primary_key=True)
    title: str
    writing: dict[str, object] | None = Field(sa_column=Column(JSON(none_as_null=True), nullable=True))
    secrets: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    moderates: bool
    base_url: str
    settings: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))


class CredentialRow(SQLModel, table=True):
    """What was entered in Slack for a source, locked."""

    __tablename__ = "credentials"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    source: str = Field(primary_key=True)
    place: str
    locked: str
    entered_by: str
    entered_at: datetime = Field(sa_column=moment(nullable=False))


class PassRow(SQLModel, table=True):
    """What signing in with a credential brought, locked; the credential is known by its print, so of no workspace."""

    __tablename__ = "passes"
    key: str = Field(primary_key=True)
    source: str
    locked: str
    until: datetime | None = Field(sa_column=moment())
    version: int
    renewing_until: datetime | None = Field(sa_column=moment())
    kept_at: datetime = Field(sa_column=moment(nullable=False))


class RefusalRow(SQLModel, table=True):
    """A stretch in which a place did not take a credential, however many listeners share it."""

    __tablename__ = "refusals"
    __table_args__ = (Index("refusals_by_credential", "workspace", "credential"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=of_workspace())
    credential: str
    source: str
    why: str
    times: int
    since: datetime = Field(sa_column=moment(nullable=False))
    told_at: datetime | None = Field(sa_column=moment())
    told_in: str
    until: datetime | None = Field(sa_column=moment())


class SpendingRow(SQLModel, table=True):
    """How much of what a source grants or charges was used up in a period; the operator's, so of no workspace."""

    __tablename__ = "spending"
    source: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    spent: int = Field(sa_type=BigInteger)
    most: int = Field(sa_type=BigInteger)
    until: datetime = Field(sa_column=moment(nullable=False))

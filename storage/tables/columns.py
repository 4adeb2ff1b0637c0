"""The columns every table has, and moments as both databases keep them."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Text
from sqlalchemy.types import TypeDecorator


def utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC; raise ValueError for a naive one."""
    if moment.tzinfo is None:
        message = "naive moment: the memory keeps aware UTC"
        raise ValueError(message)
    return moment.astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out, on both databases; a naive moment is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand the driver UTC, without the zone SQLite could not keep."""
        if value is None:
            return None
        return utc(value).replace(tzinfo=None) if dialect.name == "sqlite" else utc(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], datetime | str | None]:
        """Write a moment the short way, because every row has three: SQLAlchemy's formats each through a template."""
        if dialect.name != "sqlite":
            return lambda value: self.process_bind_param(value, dialect)

        def written(value: datetime | None) -> str | None:
            return utc(value).isoformat(" ", "microseconds")[:-6] if value else None

        return written

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back what went in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def of_workspace() -> Column[str]:
    """Return the column of the workspace a row belongs to."""
    return Column(
        Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), nullable=False, index=False
    )


def belongs(to: str, *, nullable: bool = False) -> Column[int]:
    """Return a column of what a row goes with."""
    return Column(ForeignKey(to, ondelete="CASCADE"), nullable=nullable)


def once_of(to: str) -> Column[int]:
    """Return a column of what a row was about; the row outlives it."""
    return Column(ForeignKey(to, ondelete="SET NULL"), nullable=True)


def moment(*, nullable: bool = True) -> Column[datetime]:
    """Return a column of moments."""
    return Column(UtcDateTime, nullable=nullable)

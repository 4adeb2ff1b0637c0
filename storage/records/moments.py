"""Moments: aware, and where time begins."""

from datetime import UTC, datetime


def aware(name: str, moment: datetime | None) -> None:
    """Raise ValueError for a moment without a time zone."""
    if moment is not None and moment.tzinfo is None:
        message = f"{name} has no time zone: use aware UTC"
        raise ValueError(message)


EPOCH = datetime.fromtimestamp(0, UTC)

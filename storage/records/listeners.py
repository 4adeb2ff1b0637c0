"""How far each listener has heard, and how well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch the page cap left unread: where to go on (a source's own ask, as JSON) and down to when."""

    ask: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a listener has heard: `validators` hold ETag and Last-Modified by address, `marks` are the source's."""

    since: datetime | None = None
    validators: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """One source asked for one watch: its cursor and its health. `moved_to` is where a feed went for good."""

    id: int
    workspace: str
    watch_id: int
    source: str
    settings: Mapping[str, str]
    every: timedelta | None
    cursor: Cursor
    next_due: datetime
    last_tried: datetime | None
    last_success: datetime | None
    last_error: str
    failures: int
    blind_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A stretch in which a listener could not hear; `until` is None while it lasts."""

    listener_id: int
    source: str
    since: datetime
    until: datetime | None
    error: str

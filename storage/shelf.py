"""What we have worth sharing, as the rooms speak of it: the nouns of the library. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a shareable is."""

    PAGE = "page"
    POST = "post"
    FIGURES = "figures"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shareable:
    """Something of ours worth sharing.

    `read_at` is None until the listeners have read it; `error` says in words why they could not. `shared` counts our
    answers that hold its address, `brought` what people answered to those.
    """

    id: int
    url: str
    title: str
    summary: str
    language: str
    kind: Kind
    feed_id: int | None
    added_by: str
    added_at: datetime
    typed: bool
    read_at: datetime | None
    error: str
    archived_at: datetime | None
    shared: int
    brought: int

    @property
    def name(self) -> str:
        """What to call it: its title, else its address."""
        return self.title or self.url

    @property
    def waits(self) -> bool:
        """Whether the listeners are still to read it, and nothing is known of it meanwhile."""
        return self.read_at is None and not self.error and not self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A feed or sitemap the library grows from; `listed` counts the pages that came of it and are not archived."""

    id: int
    url: str
    added_by: str
    added_at: datetime
    read_at: datetime | None
    error: str
    listed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something the listeners are to read: one page, or what lists pages; `validators` make a repeated ask cheap.

    `is_first` says that it was never read, so that whoever added it waits to hear; `led` that a feed of another place
    named it.
    """

    id: int
    workspace: str
    url: str
    lists: bool
    validators: Mapping[str, str]
    added_by: str
    is_first: bool
    led: bool
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What reading a page brought: the words people see, those it is found by, and other addresses that lead to it."""

    url: str
    title: str = ""
    summary: str = ""
    text: str = ""
    language: str = ""
    kind: Kind = Kind.PAGE
    also: Sequence[str] = field(default=())

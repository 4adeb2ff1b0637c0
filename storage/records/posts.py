"""What somebody published, and who: one post, and how it may end."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.records.moments import aware


class Kind(StrEnum):
    """What was published."""

    POST = "post"
    COMMENT = "comment"
    REVIEW = "review"
    ARTICLE = "article"


class Burial(StrEnum):
    """Why of a post only its id is left."""

    DELETED = "deleted"  # taken away where it stood
    EXPIRED = "expired"  # kept as long as its platform allows
    OUTDATED = "outdated"  # kept as long as whoever runs Earshot wishes
    FORGOTTEN = "forgotten"  # at the wish of whoever wrote it; not even the id is left


MOST_STARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who published a post, as the platform names them. `id` is the platform's, else the handle."""

    id: str = ""
    handle: str = ""
    name: str = ""
    followers: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """How far a post went; None where the platform does not tell."""

    likes: int | None = None
    replies: int | None = None
    shares: int | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What somebody published. Text is plain text; `external_id` is unique within its source."""

    source: str
    external_id: str
    kind: Kind = Kind.POST
    url: str = ""
    title: str = ""
    text: str = ""
    language: str = ""
    rating: float | None = None
    author: Author = field(default_factory=Author)
    posted_at: datetime
    edited_at: datetime | None = None
    metrics: Metrics = field(default_factory=Metrics)
    parent_id: str = ""
    thread_id: str = ""
    tags_us: bool = False

    def __post_init__(self) -> None:
        """Refuse a post that could not be told apart or placed in time."""
        if not self.source or not self.external_id:
            message = "a post needs its source and its external id"
            raise ValueError(message)
        aware("posted_at", self.posted_at)
        aware("edited_at", self.edited_at)
        if self.rating is not None and not 1 <= self.rating <= MOST_STARS:
            message = f"a rating is 1 to 5 stars, not {self.rating}"
            raise ValueError(message)

    @property
    def addresses_us(self) -> bool:
        """Whether its author speaks to us: a review of us counts as tagging us."""
        return self.tags_us or self.kind is Kind.REVIEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The post that leads a bundle: how urgent, and what people made of it (None where nobody decided)."""

    post: Post
    urgency: int
    mattered: bool | None

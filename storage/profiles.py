"""What the memory tells of people: frozen values, pure. One person may have several profiles, one on each platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records import Author, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Somebody on one platform; `joined_by` says who told that it is one person with the others."""

    id: int
    source: str
    author: Author
    first_seen: datetime
    last_seen: datetime
    joined_by: str = ""
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What one of our people noted of somebody."""

    id: int
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody we know: `id` is that of the profile that leads, which comes first in `profiles`.

    Whoever is followed is heard even without our name; whoever is muted never alerts.
    """

    id: int
    workspace: str
    profiles: tuple[Profile, ...]
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    followed_by: str = ""
    followed_at: datetime | None = None
    muted_by: str = ""
    muted_at: datetime | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all profiles."""
        return tuple(profile.id for profile in self.profiles)

    @property
    def author(self) -> Author:
        """Whom to call them: the profile that leads, else the first with a name or a handle."""
        named = (one.author for one in self.profiles if one.author.name or one.author.handle)
        return next(named, self.profiles[0].author)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A profile that may be the same person, and why one might think so: "handle", "name" or "address"."""

    profile: Profile
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One post of somebody about us: what kind of thing it was to publish it.

    `answers_others` says that it answers somebody who is neither they nor we, `brought` how many handed it on,
    `praises` that it speaks well of us. `mention_id` is None for what came after an answer of ours.
    """

    post: Post
    mention_id: int | None = None
    is_repost: bool = False
    answers_others: bool = False
    brought: int = 0
    praises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer of ours to somebody: by whom and when, what it said, where it stands."""

    by: str
    at: datetime
    text: str
    url: str
    mention_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stars:
    """A rating somebody gave, and when it was first seen."""

    at: datetime
    rating: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """Somebody's history with us in few figures: how often they spoke since when, who answered last, their stars.

    `stars` are the first and the last rating they gave, None where they never gave one.
    """

    person: Person
    times: int
    since: datetime | None = None
    answered_by: str = ""
    answered_at: datetime | None = None
    stars: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Somebody's history with us: what they published (newest first, as far as it is read), what we answered, stars.

    `times` and `answers` count all, also what is not read here.
    """

    times: int
    since: datetime | None
    deeds: tuple[Deed, ...]
    answers: int
    given: tuple[Given, ...]
    stars: tuple[Stars, ...]


class Permission(StrEnum):
    """Whether a post may be quoted."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A post that we asked to quote: who asked when, what was said, and where they said so."""

    id: int
    post: Post
    mention_id: int | None
    permission: Permission
    asked_by: str
    asked_at: datetime | None
    settled_by: str
    settled_at: datetime | None
    url: str


def rated(versions: Sequence[tuple[datetime, float]]) -> tuple[Stars, ...]:
    """Return ratings in the order they were given, without repetitions one after the other."""
    found: list[Stars] = []
    for at, rating in sorted(versions):
        if not found or found[-1].rating != rating:
            found.append(Stars(at=at, rating=rating))
    return tuple(found)

"""What we mean to answer: drafts with their versions, proposals, saved texts, promises, a team's own words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReplyState(StrEnum):
    """Where one reply stands: draft → proposed → approved → sending → sent | failed | uncertain."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class ProposalState(StrEnum):
    """Where a text that asks to be approved stands; `passed` says that another way was taken."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"


class Use(StrEnum):
    """What a team's dictionary says of a word."""

    AVOID = "avoid"
    FINE = "fine"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """A team's own words: never to be sent, always fine, and names of ours. `*` at the end means any ending."""

    avoid: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What we mean to answer, and how far it got. `version` counts its saved texts.

    `approved_by` said that it goes out, at `due_at` or once that is possible again; `error` tells in the platform's
    words what stands against it. `post_id` is what it answers, None where that is the mention's own post.
    """

    id: int
    mention_id: int
    version: int
    text: str
    state: ReplyState
    by: str
    updated_at: datetime
    url: str = ""
    approved_by: str = ""
    due_at: datetime | None = None
    error: str = ""
    post_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text somebody saved. `version` is the number under which it was the draft, None where it never was."""

    id: int
    base: int
    version: int | None
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A saved text that asks to be approved: `by` whom and why, and what became of it.

    Those with the same `turn` were asked for together. `send_at` is when it should leave, None for at once.
    """

    id: int
    mention_id: int
    turn: int
    version: Version
    by: str
    note: str
    at: datetime
    send_at: datetime | None
    state: ProposalState
    settled_by: str
    settled_at: datetime | None
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReply:
    """A text a team answers with again and again; `{name}` and the like are gaps. Empty `language`: for any."""

    id: int = 0
    name: str
    text: str
    language: str = ""
    source: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """Something an answer of ours promised, and who owes it until when; `dated` says that the words named the day."""

    id: int
    mention_id: int
    words: str
    person: str
    due_at: datetime
    dated: bool
    made_at: datetime | None
    settled_at: datetime | None = None
    settled_by: str = ""

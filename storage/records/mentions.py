"""A post heard by a watch: its urgency, its state, its card, and what was done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.records.posts import Burial, Post
from storage.records.scores import GLAD, HAPPY, Level, Reason, Score, level_of
from storage.records.watches import Objective, Watch


class State(StrEnum):
    """Where one mention stands: heard → alerted → claimed → answered → closed."""

    HEARD = "heard"
    ALERTED = "alerted"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"


class Dismissal(StrEnum):
    """Why a mention needs nothing from us."""

    NOT_US = "not_us"
    SPAM = "spam"
    NOT_URGENT = "not_urgent"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlace:
    """Where a mention's card stands in Slack."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A post heard by a watch: its urgency, reasons and state, and who has it.

    Who has it has it until `lease_until`; while it is snoozed, `snoozed_until` says when it comes back.
    `copies` counts the posts bundled under it that say the same, `outlets` names where they stood (at most ten); what
    its own person goes on to say in the conversation is none. `buried_as` says why of its post only the id is left.
    """

    id: int
    workspace: str
    post_id: int
    post: Post
    watch: Watch
    bundle_id: int | None
    state: State
    urgency: int
    reasons: tuple[Reason, ...]
    matched: tuple[str, ...]
    owner: str
    heard_at: datetime
    alerted_at: datetime | None
    claimed_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    dismissed_as: Dismissal | None
    answer_url: str
    answered_by: str
    is_ours: bool
    is_backlog: bool
    edits: int
    copies: int
    outlets: tuple[str, ...]
    cards: tuple[CardPlace, ...]
    buried_as: Burial | None = None
    buried_at: datetime | None = None
    lease_until: datetime | None = None
    snoozed_until: datetime | None = None
    snoozed_by: str = ""

    @property
    def level(self) -> Level:
        """The urgency in one word."""
        return level_of(self.urgency)

    @property
    def is_forgotten(self) -> bool:
        """Whether its post was forgotten at its author's wish."""
        return self.buried_as is Burial.FORGOTTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a mention's history: who did what, when."""

    at: datetime
    by: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One outbox row, leased: `token` is the fence, `attempts` counts this one too, `armed` how often it was wished."""

    id: int
    workspace: str
    key: str
    kind: str
    lane: str
    mention_id: int | None
    payload: Mapping[str, object]
    attempts: int
    armed: int
    token: str
    created_at: datetime
    first_tried_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Something due at a moment, once."""

    id: int
    workspace: str
    key: str
    kind: str
    mention_id: int | None
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One post judged for one watch, on its way into the memory.

    `keys` name its story (`listeners.neardup`): a post that shares one with an earlier post joins that post's card.
    `alike` is an earlier post that tells the same in other words, `traces` what later ones find this one by
    (`listeners.bundles`). `ours` marks what we published ourselves, `is_backlog` what was already out there on the
    first run, `is_repost` what only hands on another's words: it counts and never alerts. `strengths` are
    those of the factors, 0 to 1: what people say of the mention is learned from with them.
    """

    post: Post
    watch: Watch
    score: Score
    strengths: Mapping[str, float] = field(default_factory=dict)
    matched: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    alike: int | None = None
    traces: tuple[int, ...] = ()
    ours: bool = False
    is_backlog: bool = False
    is_repost: bool = False

    @property
    def praises(self) -> bool:
        """Whether somebody speaks well of us in words of their own, wants nothing and sells nothing."""
        enough = GLAD if self.watch.objective is Objective.THANK else HAPPY
        wants = max(self.score.needs_reply, self.score.spam)
        return self.score.sentiment >= enough and wants < HAPPY and not (self.ours or self.is_repost)

    @property
    def alerts(self) -> bool:
        """Whether it is urgent enough to alert and neither ours, nor old, nor a repost."""
        return self.watch.alerts(self.score) and not (self.ours or self.is_backlog or self.is_repost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """A stretch in which a watch heard far more than is usual at that hour, and of what.

    `peak` is its busiest hour's count, `usual` what that hour holds in the median, `count` all of it. `terms` are the
    words that are new, `negative` and `negative_before` the shares of unhappy posts now and in the weeks before;
    `mention_id` is its most urgent post.
    """

    id: int
    workspace: str
    watch_id: int
    began: datetime
    last: datetime
    peak: int
    usual: float
    surprise: float
    count: int
    terms: tuple[str, ...]
    negative: float
    negative_before: float
    mention_id: int | None

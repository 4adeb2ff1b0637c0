"""The nouns both rooms share: frozen values, checked when they are made.

Nothing here knows a database, a clock or a network. Times are aware UTC, durations are `timedelta`,
identifiers of platforms and of Slack are text, identifiers of ours are whole numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import Self
from zoneinfo import ZoneInfo


class Objective(StrEnum):
    """Why a watch listens: have an objective before a tool."""

    SERVE = "serve"
    PROTECT = "protect"
    LEARN = "learn"
    JOIN = "join"
    THANK = "thank"


class Kind(StrEnum):
    """What was published."""

    POST = "post"
    COMMENT = "comment"
    REVIEW = "review"
    ARTICLE = "article"


class State(StrEnum):
    """Where one mention stands: heard → alerted → claimed → answered → closed."""

    HEARD = "heard"
    ALERTED = "alerted"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"


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


class Burial(StrEnum):
    """Why of a post only its id is left."""

    DELETED = "deleted"  # taken away where it stood
    EXPIRED = "expired"  # kept as long as its platform allows
    OUTDATED = "outdated"  # kept as long as whoever runs Earshot wishes
    FORGOTTEN = "forgotten"  # at the wish of whoever wrote it; not even the id is left


class Dismissal(StrEnum):
    """Why a mention needs nothing from us."""

    NOT_US = "not_us"
    SPAM = "spam"
    NOT_URGENT = "not_urgent"
    NO_ANSWER = "no_answer"


class Verdict(StrEnum):
    """What a person says of a mention, or, `right` and `wrong`, of one of its reasons; the latest word counts."""

    URGENT = "urgent"
    NOT_URGENT = "not_urgent"
    SPAM = "spam"
    NOT_ABOUT_US = "not_about_us"
    RIGHT = "right"
    WRONG = "wrong"
    WITHDRAWN = "withdrawn"


class LessonKind(StrEnum):
    """How what we learned came about: from labels, or set back and brought back by a person."""

    FIT = "fit"
    RESET = "reset"
    RESTORED = "restored"


class FixState(StrEnum):
    """Where an offer to leave a word out of a query stands."""

    OFFERED = "offered"
    DECLINED = "declined"
    APPLIED = "applied"
    UNDONE = "undone"


class Role(IntEnum):
    """What a person may do; each may all that those before it may."""

    VIEWER = 1
    RESPONDER = 2
    APPROVER = 3
    ADMIN = 4

    @property
    def word(self) -> str:
        """How it is written, in Slack and in the memory."""
        return self.name.lower()


class Level(StrEnum):
    """Urgency in one word; the bounds are `level_of`'s."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Backlog(StrEnum):
    """What the first run does with what is already out there."""

    OPENING = "opening"
    ALERT = "alert"
    SILENT = "silent"


LABELS_NEEDED = 20  # words about mentions before any weight moves
LIKENESSES_NEEDED = 3  # mentions "not about us" of a watch before any word tells
MOST_URGENT = 100
MOST_STARS = 5
MOST_ALERTS = 1000  # a day; more is no budget
MOST_SILENT_DAYS = 90
CRITICAL = 80
HAPPY, GLAD = 0.5, 0.3  # of a sentiment; who listens in order to thank people hears praise in less
LEVELS = ((CRITICAL, Level.CRITICAL), (60, Level.HIGH), (30, Level.NORMAL), (0, Level.LOW))
# The factors of what no silence holds back: danger, leaked data, legal threats.
CANNOT_WAIT = frozenset({"Cannot wait", "Safety or health", "Security or privacy", "Legal"})


def level_of(urgency: int) -> Level:
    """Return the level of an urgency of 0 to 100."""
    return next((level for least, level in LEVELS if urgency >= least), Level.LOW)


def _aware(name: str, moment: datetime | None) -> None:
    if moment is not None and moment.tzinfo is None:
        message = f"{name} has no time zone: use aware UTC"
        raise ValueError(message)


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
        _aware("posted_at", self.posted_at)
        _aware("edited_at", self.edited_at)
        if self.rating is not None and not 1 <= self.rating <= MOST_STARS:
            message = f"a rating is 1 to 5 stars, not {self.rating}"
            raise ValueError(message)

    @property
    def addresses_us(self) -> bool:
        """Whether its author speaks to us: a review of us counts as tagging us."""
        return self.tags_us or self.kind is Kind.REVIEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One factor of an urgency: its points (negative ones lower it) and the words or facts behind it."""

    factor: str
    points: int
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How urgently a post wants an answer, 0 to 100, and why. The points sum to the urgency."""

    urgency: int
    sentiment: float
    needs_reply: float
    spam: float
    language: str
    reasons: Sequence[Reason]
    model: str

    def __post_init__(self) -> None:
        """Hold every scorer to the promise made in Slack: the listed points are the score."""
        if not 0 <= self.urgency <= MOST_URGENT or sum(r.points for r in self.reasons) != self.urgency:
            message = "the points of the reasons must sum to an urgency of 0 to 100"
            raise ValueError(message)

    @property
    def level(self) -> Level:
        """The urgency in one word."""
        return level_of(self.urgency)

    @property
    def cannot_wait(self) -> bool:
        """Whether it is critical, and danger, a leak or a legal threat is among the reasons."""
        return self.urgency >= CRITICAL and any(r.factor in CANNOT_WAIT and r.points > 0 for r in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """One place a watch listens: a source, how often (None: the source's own pace), its settings (such as url)."""

    source: str
    every: timedelta | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FourEyes:
    """Which answers nobody sends alone: all, from an urgency on, or to some sources; by default none."""

    always: bool = False
    urgency: int | None = None
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: str) -> Self:
        """Read "never", "always", an urgency ("60"), sources ("trustpilot, appstore"), or both; raise ValueError."""
        parts = [part.lower() for part in words.replace(",", " ").split()]
        if parts in ([], ["never"], ["always"]):
            return cls(always="always" in parts)
        numbers = [part for part in parts if part.isascii() and part.isdecimal()]
        named = tuple(dict.fromkeys(part for part in parts if part not in numbers))
        if len(numbers) > 1 or {"never", "always"} & set(named) or any(int(each) > MOST_URGENT for each in numbers):
            message = 'write "never", "always", one urgency of 0 to 100, names of sources, or an urgency and sources'
            raise ValueError(message)
        return cls(urgency=int(numbers[0]) if numbers else None, sources=named)

    def __str__(self) -> str:
        """Return the words `of` reads."""
        if self.always:
            return "always"
        return ", ".join((*((str(self.urgency),) if self.urgency is not None else ()), *self.sources)) or "never"

    def wanted(self, urgency: int, source: str) -> bool:
        """Say whether an answer to a post of that urgency and source takes a second person."""
        return self.always or source in self.sources or (self.urgency is not None and urgency >= self.urgency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What we listen for, why, and where to tell. `id` is 0 until it is stored.

    `ours` names our own accounts (handles or names): what they publish never alerts.
    An empty query hears everything its listeners bring. A claim lasts for `lease`, and longer while somebody writes.

    It alerts from `alert_at`; with `alerts_a_day` the bot moves that up, day by day, to what would have kept to so many
    (`raised_to`). With `silent_days` it begins by listening only, until somebody decides (`silent_since`).
    """

    id: int = 0
    workspace: str = ""
    name: str
    objective: Objective
    query: str = ""
    channel: str
    alert_at: int = 60
    alerts_a_day: int | None = None
    silent_days: int = 0
    answer_within: timedelta = timedelta(hours=1)
    lease: timedelta = timedelta(hours=2)
    digest_at: time = time(9)
    timezone: str = "UTC"
    backlog: Backlog = Backlog.OPENING
    ours: tuple[str, ...] = ()
    four_eyes: FourEyes = FourEyes()
    paused: bool = False
    listens: tuple[Listen, ...] = ()
    raised_to: int | None = None
    silent_since: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a watch that could not alert anybody."""
        if not self.name.strip() or not self.channel.strip():
            message = "a watch needs a name and a channel"
            raise ValueError(message)
        if not 0 <= self.alert_at <= MOST_URGENT:
            message = f"alert_at is an urgency of 0 to 100, not {self.alert_at}"
            raise ValueError(message)
        if (self.alerts_a_day is not None and self.alerts_a_day < 1) or self.silent_days < 0:
            message = "a watch alerts at least once a day, and is silent for no fewer than 0 days"
            raise ValueError(message)
        ZoneInfo(self.timezone)

    @property
    def alerts_from(self) -> int:
        """The urgency from which it alerts today."""
        return max(self.alert_at, self.raised_to or 0)

    def alerts(self, score: Score) -> bool:
        """Say whether a post is urgent enough to alert; in silence only what cannot wait is."""
        if self.silent_since is not None:
            return score.cannot_wait
        return score.urgency >= self.alerts_from


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
class Feedback:
    """One word of one person about a mention: appended, never changed, enough to learn from it again.

    `key` names what was judged and outlives it; `factor` is "" where the whole mention is meant. `strengths`, `urgency`
    and `alert_at` are those of the moment, `via` is where it was said: "why", "dismiss" or "review".
    """

    id: int
    key: str
    mention_id: int | None
    post_id: int | None
    watch_id: int | None
    person: str
    verdict: Verdict
    factor: str
    strengths: Mapping[str, float]
    urgency: int
    alert_at: int
    via: str
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """How much each factor weighs for a team (in logits), learned from `labels` of its people."""

    weights: Mapping[str, float]
    base: float
    labels: int
    fitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What was learned at a moment, kept beside all before it. Without a taste the shipped weights count.

    `likenesses` holds for each watch the words that mean another of our name. `since` and `until` bound the feedback it
    rests on; of `tried` stored posts `more` would have alerted that did not by the shipped weights, `fewer` would not.
    """

    id: int = 0
    kind: LessonKind
    at: datetime
    by: str
    taste: Taste | None = None
    shipped: Mapping[str, float] = field(default_factory=dict)
    shipped_base: float = 0.0
    likenesses: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    labels: int = 0
    people: int = 0
    since: int = 0
    until: int = 0
    tried: int = 0
    more: int = 0
    fewer: int = 0


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


class Counted(StrEnum):
    """In what a platform counts the length of an answer."""

    CHARACTERS = "characters"  # Unicode code points
    GRAPHEMES = "graphemes"  # what people see as one character
    BYTES = "bytes"  # of UTF-8
    UTF16 = "utf16"  # code units, as JavaScript and Java count
    WEIGHTED = "weighted"  # X: NFC; Latin and its like 1, everything else and emoji 2


class Once(StrEnum):
    """What keeps an answer from being published twice, if sending it is repeated."""

    KEY = "key"  # the platform knows a repeated sending by its key
    UPSERT = "upsert"  # there is one answer per post, and a repeated sending replaces it
    LOOK = "look"  # nothing does: we look for our answer before we repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How an answer may be on a platform, and what becomes of it: known before anybody types.

    `link` is what any link counts as (None: its length). `addressed` says that the person's @handle is put in front,
    and counts. `note` is a sentence for whoever writes (when it shows, who can be answered).

    Only who tags us (`only_tagged`), only what is of `only_kinds`, only what stands at the source's own address
    (`only_home`) can be answered from here. `needs` are sets of settings one of which it takes; `given` names those
    that the operator gave the listeners, who tell it when they start.
    """

    limit: int
    counted: Counted = Counted.CHARACTERS
    link: int | None = None
    least: int = 1
    addressed: bool = False
    once: Once = Once.LOOK
    can_edit: bool = False
    can_delete: bool = False
    note: str = ""
    only_tagged: bool = False
    only_kinds: tuple[Kind, ...] = ()
    only_home: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """An approved answer on its way out: to which post, its text, and a key that stays the same at every try.

    `begun_at` is when it was first tried; what stood there before cannot be it.
    """

    key: str
    post: Post
    text: str
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """An approved answer whose turn has come, leased: `token` is the fence.

    `is_open` says that an earlier try left us and nobody knows what became of it; `looks` counts how often it was
    looked for since, and not found.
    """

    reply_id: int
    workspace: str
    mention_id: int
    by: str
    outgoing: Outgoing
    token: str
    attempts: int
    is_open: bool
    looks: int


class Standing(StrEnum):
    """How an answer of ours stands where it was published."""

    PUBLISHED = "published"
    PENDING = "pending"
    REJECTED = "rejected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a platform says of an answer of ours: its own id, its address, how it stands and, if it says, why.

    `post_id` is the external id of the post it answers.
    """

    external_id: str
    post_id: str
    url: str = ""
    standing: Standing = Standing.PUBLISHED
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer of ours that is out, and how far what came after it was heard.

    `post` is what it answers, as last seen: `words` is the hash of its words, `rating` its stars. `seen` are the ids of
    what was told of already, `tries` counts looks since something happened; from `ends_at` on nobody looks any more.
    """

    id: int
    workspace: str
    mention_id: int
    post_id: int
    post: Post
    receipt: Receipt
    text: str
    by: str
    by_hand: bool
    sent_at: datetime
    words: str
    rating: float | None
    seen: tuple[str, ...]
    tries: int
    next_due: datetime | None
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn of a conversation: what was said, when, and by whom; `person` is ours, empty where it was not us."""

    text: str
    at: datetime
    author: str = ""
    person: str = ""


class Turn(StrEnum):
    """What may happen after an answer."""

    ANSWERED = "answered_us"
    THANKED = "thanked_us"
    EDITED = "edited_after"
    DELETED = "deleted_after"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    PENDING = "pending"
    REJECTED = "rejected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened after an answer: told once per `key`.

    `post` is what the person published, or the post as it reads now, `stars` the ratings before and after, `receipt`
    how our answer stands now. `wants_us` says that somebody should answer again.
    """

    turn: Turn
    key: str
    post: Post | None = None
    stars: tuple[float, float] | None = None
    receipt: Receipt | None = None
    wants_us: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A wish to take a post away as spam, leased."""

    id: int
    workspace: str
    mention_id: int
    post: Post
    by: str
    token: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What the bot needs to know of a source: its title for people, how answers may be (None: by hand only).

    `secrets` are the credentials it takes, name and what to tell people, `settings` what else it can be told;
    `base_url` is where it asks unless told otherwise in Slack. `moderates` says that spam can be marked there.
    """

    name: str
    title: str
    writing: Writing | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    base_url: str = ""
    moderates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """That a credential was entered for a source: where it counts, by whom and when. What it is stays locked."""

    source: str
    place: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A stretch in which a listener could not hear; `until` is None while it lasts."""

    listener_id: int
    source: str
    since: datetime
    until: datetime | None
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The post that leads a bundle: how urgent, and what people made of it (None where nobody decided)."""

    post: Post
    urgency: int
    mattered: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A word offered to be left out of a query.

    `figures` are those it was offered with; `before` and `after` are the query around it, once somebody applied it.
    """

    id: int
    watch_id: int
    term: str
    state: FixState
    figures: Mapping[str, int]
    settled_at: datetime | None
    by: str
    before: str
    after: str


EVERYBODY_ELSE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person or a user group of Slack that was given a role, by whom and when."""

    who: str
    role: Role
    by: str
    at: datetime

    @property
    def is_group(self) -> bool:
        """Whether it is a user group."""
        return self.who.startswith("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """Who is what in a workspace: those named, and `others`, who are not. `is_set` once anybody was given a role."""

    named: tuple[Named, ...] = ()
    others: Role = Role.APPROVER
    is_set: bool = False


EPOCH = datetime.fromtimestamp(0, UTC)


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

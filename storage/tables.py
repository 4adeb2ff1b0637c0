"""How the memory is laid out. Private to `storage`: everybody else sees the records.

The classes declare; the verbs work on the plain tables at the end, because a SQLModel object does not validate, breaks
once its session closes and costs seven times an insert. Every row belongs to a workspace (Slack team id); when a memory
that was filled before its first Slack start learns its team id, the foreign key carries the new name everywhere.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString


def _utc(moment: datetime) -> datetime:
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
        return _utc(value).replace(tzinfo=None) if dialect.name == "sqlite" else _utc(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], datetime | str | None]:
        """Write a moment the short way, because every row has three: SQLAlchemy's formats each through a template."""
        if dialect.name != "sqlite":
            return lambda value: self.process_bind_param(value, dialect)

        def written(value: datetime | None) -> str | None:
            return _utc(value).isoformat(" ", "microseconds")[:-6] if value else None

        return written

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back what went in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _workspace() -> Column[str]:
    return Column(
        Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), nullable=False, index=False
    )


def _belongs(to: str, *, nullable: bool = False) -> Column[int]:
    return Column(ForeignKey(to, ondelete="CASCADE"), nullable=nullable)


def _once_of(to: str) -> Column[int]:
    return Column(ForeignKey(to, ondelete="SET NULL"), nullable=True)


def _moment(*, nullable: bool = True) -> Column[datetime]:
    return Column(UtcDateTime, nullable=nullable)


_IS_COPY = text("bundle_id is not null")


class WorkspaceRow(SQLModel, table=True):
    """A Slack workspace; `team_id` is "local" until the bot has met Slack."""

    __tablename__ = "workspaces"
    team_id: str = Field(primary_key=True)
    name: str = ""
    salt: str | None


class WatchRow(SQLModel, table=True):
    """A watch; its listeners are rows of their own."""

    __tablename__ = "watches"
    __table_args__ = (UniqueConstraint("workspace", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    name: str
    objective: str
    query: str
    channel: str
    alert_at: int
    answer_within: int
    digest_at: str
    timezone: str
    backlog: str
    ours: list[str] = Field(sa_column=Column(JSON, nullable=False))
    paused: bool
    opened_at: datetime | None = Field(sa_column=_moment())
    created_at: datetime | None = Field(sa_column=_moment())
    alerts_a_day: int | None
    silent_days: int
    silent_since: datetime | None = Field(sa_column=_moment())
    raised_to: int | None
    fitted_at: datetime | None = Field(sa_column=_moment())
    announced: int | None
    looked_at: datetime | None = Field(sa_column=_moment())
    lease: int
    four_eyes: str


class QueryFixRow(SQLModel, table=True):
    """A word that was offered to be left out of a watch's query: once, and what became of it."""

    __tablename__ = "query_fixes"
    __table_args__ = (UniqueConstraint("watch_id", "term"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    watch_id: int = Field(sa_column=_belongs("watches.id"))
    term: str
    state: str
    figures: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))
    offered_at: datetime = Field(sa_column=_moment(nullable=False))
    settled_at: datetime | None = Field(sa_column=_moment())
    by: str
    before: str
    after: str


class ListenerRow(SQLModel, table=True):
    """One source asked for one watch, with its cursor and its health."""

    __tablename__ = "listeners"
    __table_args__ = (
        UniqueConstraint("watch_id", "source", "settings_key"),
        Index("listeners_due", "next_due"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    watch_id: int = Field(sa_column=_belongs("watches.id"))
    source: str
    settings: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    settings_key: str
    every: float | None
    cursor: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    next_due: datetime = Field(sa_column=_moment(nullable=False))
    last_tried: datetime | None = Field(sa_column=_moment())
    last_success: datetime | None = Field(sa_column=_moment())
    last_error: str
    failures: int
    blind_since: datetime | None = Field(sa_column=_moment())
    created_at: datetime | None = Field(sa_column=_moment())


class OutageRow(SQLModel, table=True):
    """A stretch in which a listener could not hear."""

    __tablename__ = "outages"
    __table_args__ = (Index("outages_by_listener", "listener_id", "since"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    listener_id: int = Field(sa_column=_belongs("listeners.id"))
    source: str
    since: datetime = Field(sa_column=_moment(nullable=False))
    until: datetime | None = Field(sa_column=_moment())
    error: str
    credential: str


class PostRow(SQLModel, table=True):
    """What somebody published, as last seen."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("workspace", "source", "external_id"),
        Index("posts_by_time", "workspace", "posted_at"),
        Index("posts_by_person", "person_id", "posted_at"),
        Index(
            "posts_by_parent",
            "parent_id",
            sqlite_where=text("parent_id != ''"),
            postgresql_where=text("parent_id != ''"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    source: str
    external_id: str
    kind: str
    url: str
    title: str
    text: str
    language: str
    rating: float | None
    author_id: str
    author_handle: str
    author_name: str
    author_followers: int | None = Field(sa_type=BigInteger)
    author_url: str
    posted_at: datetime = Field(sa_column=_moment(nullable=False))
    edited_at: datetime | None = Field(sa_column=_moment())
    likes: int | None = Field(sa_type=BigInteger)
    replies: int | None = Field(sa_type=BigInteger)
    shares: int | None = Field(sa_type=BigInteger)
    views: int | None = Field(sa_type=BigInteger)
    parent_id: str
    thread_id: str
    tags_us: bool
    content_hash: str
    heard_at: datetime = Field(sa_column=_moment(nullable=False))
    buried_at: datetime | None = Field(sa_column=_moment())
    buried_as: str | None
    person_id: int | None = Field(sa_column=_once_of("people.id"))


class PostVersionRow(SQLModel, table=True):
    """What a post said before it was edited."""

    __tablename__ = "post_versions"
    __table_args__ = (Index("post_versions_by_post", "post_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    post_id: int = Field(sa_column=_belongs("posts.id"))
    title: str
    text: str
    rating: float | None
    seen_until: datetime = Field(sa_column=_moment(nullable=False))


class PostKeyRow(SQLModel, table=True):
    """A key of a story (address, normalised title or text): the first post that had it leads the bundle."""

    __tablename__ = "post_keys"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: str = Field(primary_key=True)
    post_id: int = Field(sa_column=_belongs("posts.id"))


class StoryKeyRow(SQLModel, table=True):
    """What a post that tells news, or is long enough to be copied, is found by (`listeners.bundles`); kept some weeks.

    It points to its post without a foreign key: a post that is gone is not found, and rows grow old soon.
    """

    __tablename__ = "story_keys"
    __table_args__ = (Index("story_keys_by_time", "at"), {"sqlite_with_rowid": False})
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, primary_key=True))
    post_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))


class SplitRow(SQLModel, table=True):
    """A post somebody took out of its bundle: it stands for itself, and what repeats it joins it."""

    __tablename__ = "splits"
    __table_args__ = (UniqueConstraint("post_id"), Index("splits_by_time", "workspace", "at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    post_id: int = Field(sa_column=_belongs("posts.id"))
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class SpikeRow(SQLModel, table=True):
    """A stretch in which a watch heard far more than is usual; one card tells it."""

    __tablename__ = "spikes"
    __table_args__ = (UniqueConstraint("watch_id", "began"), Index("spikes_by_time", "workspace", "last"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    watch_id: int = Field(sa_column=_belongs("watches.id"))
    began: datetime = Field(sa_column=_moment(nullable=False))
    last: datetime = Field(sa_column=_moment(nullable=False))
    peak: int
    usual: float
    surprise: float
    count: int
    terms: list[str] = Field(sa_column=Column(JSON, nullable=False))
    negative: float
    negative_before: float
    mention_id: int | None = Field(sa_column=Column(ForeignKey("mentions.id", ondelete="SET NULL"), nullable=True))


class PersonRow(SQLModel, table=True):
    """Somebody who wrote about us, on one platform; several that are one person point to the one that leads."""

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("workspace", "source", "author_id"),
        Index("people_by_lead", "lead_id"),
        Index("people_by_follow", "workspace", "followed_at"),
        Index("people_by_mute", "workspace", "muted_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    source: str
    author_id: str
    handle: str
    name: str
    followers: int | None = Field(sa_type=BigInteger)
    url: str
    first_seen: datetime = Field(sa_column=_moment(nullable=False))
    last_seen: datetime = Field(sa_column=_moment(nullable=False))
    lead_id: int | None = Field(sa_column=_once_of("people.id"))
    joined_by: str
    joined_at: datetime | None = Field(sa_column=_moment())
    followed_by: str
    followed_at: datetime | None = Field(sa_column=_moment())
    muted_by: str
    muted_at: datetime | None = Field(sa_column=_moment())


class PersonTagRow(SQLModel, table=True):
    """A word our people call somebody by."""

    __tablename__ = "person_tags"
    person_id: int = Field(sa_column=Column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True))
    tag: str = Field(primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class PersonNoteRow(SQLModel, table=True):
    """What one of our people noted of somebody."""

    __tablename__ = "person_notes"
    __table_args__ = (Index("person_notes_by_person", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    person_id: int = Field(sa_column=_belongs("people.id"))
    text: str
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class PersonThanksRow(SQLModel, table=True):
    """Who set out to thank somebody last, for which mention."""

    __tablename__ = "person_thanks"
    person_id: int = Field(sa_column=Column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True))
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class QuoteRow(SQLModel, table=True):
    """Whether a post may be quoted: that we asked, and what its author said, where."""

    __tablename__ = "quotes"
    __table_args__ = (UniqueConstraint("post_id"), Index("quotes_by_state", "workspace", "state"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    post_id: int = Field(sa_column=_belongs("posts.id"))
    state: str
    asked_by: str
    asked_at: datetime | None = Field(sa_column=_moment())
    settled_by: str
    settled_at: datetime | None = Field(sa_column=_moment())
    url: str


class MentionRow(SQLModel, table=True):
    """A post heard by a watch. Copies point to the mention that leads their bundle."""

    __tablename__ = "mentions"
    __table_args__ = (
        UniqueConstraint("post_id", "watch_id"),
        Index(
            "mentions_by_watch",
            *("watch_id", "heard_at", "urgency", "bundle_id", "is_ours", "is_backlog", "workspace", "post_id"),
        ),
        Index("mentions_by_state", "workspace", "state", "heard_at"),
        Index("mentions_by_address", "workspace", "addressed_at", "state", "bundle_id", "is_ours"),
        Index("mentions_by_owner", "workspace", "owner"),
        # Only of copies: that a mention is none is true of nearly all, and no way to find them.
        Index("mentions_by_bundle", "bundle_id", sqlite_where=_IS_COPY, postgresql_where=_IS_COPY),
        Index("mentions_by_praise", "workspace", "praises", "heard_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    post_id: int = Field(sa_column=_belongs("posts.id"))
    watch_id: int = Field(sa_column=_belongs("watches.id"))
    bundle_id: int | None = Field(sa_column=_belongs("mentions.id", nullable=True))
    state: str
    urgency: int
    reasons: list[dict[str, object]] = Field(sa_column=Column(JSON, nullable=False))
    signals: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    matched: list[str] = Field(sa_column=Column(JSON, nullable=False))
    owner: str
    heard_at: datetime = Field(sa_column=_moment(nullable=False))
    alerted_at: datetime | None = Field(sa_column=_moment())
    claimed_at: datetime | None = Field(sa_column=_moment())
    answered_at: datetime | None = Field(sa_column=_moment())
    closed_at: datetime | None = Field(sa_column=_moment())
    dismissed_as: str | None
    answer_url: str
    answered_by: str
    addressed_at: datetime | None = Field(sa_column=_moment())
    is_ours: bool
    is_backlog: bool
    edits: int
    lease_until: datetime | None = Field(sa_column=_moment())
    snoozed_until: datetime | None = Field(sa_column=_moment())
    snoozed_by: str | None
    praises: bool


class CardRow(SQLModel, table=True):
    """Where a mention's card stands in Slack; `lane` is the channel as the watch names it."""

    __tablename__ = "cards"
    __table_args__ = (UniqueConstraint("mention_id", "lane"), Index("cards_by_place", "channel", "ts"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    lane: str
    channel: str
    ts: str


class HistoryRow(SQLModel, table=True):
    """Who did what with a mention: appended, never changed."""

    __tablename__ = "history"
    __table_args__ = (Index("history_by_mention", "mention_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    at: datetime = Field(sa_column=_moment(nullable=False))
    by: str
    what: str
    detail: str


class FeedbackRow(SQLModel, table=True):
    """What a person said of a mention: appended, never changed; it stays when the mention goes."""

    __tablename__ = "feedback"
    __table_args__ = (
        Index("feedback_by_key", "workspace", "key"),
        Index("feedback_by_mention", "mention_id"),
        Index("feedback_by_post", "post_id"),
        Index("feedback_by_watch", "watch_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    key: str
    mention_id: int | None = Field(sa_column=_once_of("mentions.id"))
    post_id: int | None = Field(sa_column=_once_of("posts.id"))
    watch_id: int | None = Field(sa_column=_once_of("watches.id"))
    person: str
    verdict: str
    factor: str
    strengths: dict[str, float] = Field(sa_column=Column(JSON, nullable=False))
    urgency: int
    alert_at: int
    via: str
    said_at: datetime = Field(sa_column=_moment(nullable=False))


class TasteRow(SQLModel, table=True):
    """What was learned, each time anew: appended, never changed; the last row counts."""

    __tablename__ = "tastes"
    __table_args__ = (Index("tastes_by_workspace", "workspace", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    kind: str
    at: datetime = Field(sa_column=_moment(nullable=False))
    by: str
    weights: dict[str, float] = Field(sa_column=Column(JSON, nullable=False))
    base: float | None
    shipped: dict[str, float] = Field(sa_column=Column(JSON, nullable=False))
    shipped_base: float
    likenesses: dict[str, dict[str, float]] = Field(sa_column=Column(JSON, nullable=False))
    labels: int
    people: int
    since: int
    until: int
    tried: int
    more: int
    fewer: int


class ReplyRow(SQLModel, table=True):
    """The answer to a mention, as last saved."""

    __tablename__ = "replies"
    __table_args__ = (UniqueConstraint("mention_id"), Index("replies_due", "state", "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    version: int
    text: str
    state: str
    by: str
    updated_at: datetime = Field(sa_column=_moment(nullable=False))
    url: str
    post_id: int | None
    approved_by: str
    due_at: datetime | None = Field(sa_column=_moment())
    key: str
    begun_at: datetime | None = Field(sa_column=_moment())
    lease_until: datetime | None = Field(sa_column=_moment())
    lease_token: str
    attempts: int
    looks: int
    error: str


class ReplyVersionRow(SQLModel, table=True):
    """Every text a draft ever had, so that no words are lost."""

    __tablename__ = "reply_versions"
    __table_args__ = (Index("reply_versions_by_reply", "reply_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    reply_id: int = Field(sa_column=_belongs("replies.id"))
    base: int
    text: str
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))
    version: int | None


class WriterRow(SQLModel, table=True):
    """Somebody who has a draft's window open."""

    __tablename__ = "writers"
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=Column(ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True))
    person: str = Field(primary_key=True)
    since: datetime = Field(sa_column=_moment(nullable=False))


class ProposalRow(SQLModel, table=True):
    """A saved text that asks to be approved; those of one `turn` were asked for together."""

    __tablename__ = "proposals"
    __table_args__ = (
        Index("proposals_by_mention", "mention_id"),
        Index("proposals_by_state", "workspace", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    version_id: int = Field(sa_column=_belongs("reply_versions.id"))
    turn: int
    by: str
    note: str
    at: datetime = Field(sa_column=_moment(nullable=False))
    send_at: datetime | None = Field(sa_column=_moment())
    state: str
    settled_by: str
    settled_at: datetime | None = Field(sa_column=_moment())
    verdict: str


class SavedReplyRow(SQLModel, table=True):
    """A text a team answers with again and again, with gaps to fill in."""

    __tablename__ = "saved_replies"
    __table_args__ = (UniqueConstraint("workspace", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    name: str
    text: str
    language: str
    source: str
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class DebtRow(SQLModel, table=True):
    """Something an answer promised; owed once the answer is out (`made_at`)."""

    __tablename__ = "debts"
    __table_args__ = (Index("debts_by_mention", "mention_id"), Index("debts_by_person", "workspace", "person"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    words: str
    person: str
    due_at: datetime = Field(sa_column=_moment(nullable=False))
    dated: bool
    made_at: datetime | None = Field(sa_column=_moment())
    settled_at: datetime | None = Field(sa_column=_moment())
    settled_by: str


class AnswerRow(SQLModel, table=True):
    """An answer of ours that is out, by hand or from here, and what we watch for after it."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("answers_due", "next_due"),
        Index("answers_by_mention", "mention_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    post_id: int = Field(sa_column=_belongs("posts.id"))
    key: str
    source: str
    external_id: str
    url: str
    text: str
    by: str
    by_hand: bool
    sent_at: datetime = Field(sa_column=_moment(nullable=False))
    standing: str
    note: str
    words: str
    rating: float | None
    seen: list[str] = Field(sa_column=Column(JSON, nullable=False))
    tries: int
    next_due: datetime | None = Field(sa_column=_moment())
    ends_at: datetime = Field(sa_column=_moment(nullable=False))


class RemovalRow(SQLModel, table=True):
    """A wish that a post be taken away as spam where it stands."""

    __tablename__ = "removals"
    __table_args__ = (UniqueConstraint("mention_id"), Index("removals_due", "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    mention_id: int = Field(sa_column=_belongs("mentions.id"))
    by: str
    wished_at: datetime = Field(sa_column=_moment(nullable=False))
    due_at: datetime | None = Field(sa_column=_moment())
    lease_until: datetime | None = Field(sa_column=_moment())
    lease_token: str
    attempts: int
    error: str


class OutboxRow(SQLModel, table=True):
    """Something Slack must be told, written in the transaction of the change it announces."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("outbox_due", "status", "due_at"),
        Index("outbox_by_mention", "mention_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    key: str
    kind: str
    lane: str
    mention_id: int | None = Field(sa_column=_belongs("mentions.id", nullable=True))
    payload: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    rank: int
    status: str
    due_at: datetime = Field(sa_column=_moment(nullable=False))
    lease_until: datetime | None = Field(sa_column=_moment())
    lease_token: str
    attempts: int
    armed: int
    created_at: datetime = Field(sa_column=_moment(nullable=False))
    first_tried_at: datetime | None = Field(sa_column=_moment())
    done_at: datetime | None = Field(sa_column=_moment())
    last_error: str


class TimerRow(SQLModel, table=True):
    """Something due at a moment, once, however long we were down."""

    __tablename__ = "timers"
    __table_args__ = (UniqueConstraint("workspace", "key"), Index("timers_due", "fired_at", "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    key: str
    kind: str
    mention_id: int | None = Field(sa_column=_belongs("mentions.id", nullable=True))
    due_at: datetime = Field(sa_column=_moment(nullable=False))
    fired_at: datetime | None = Field(sa_column=_moment())


class ReactionRow(SQLModel, table=True):
    """Which emoji a team uses instead of a button; "" for none."""

    __tablename__ = "reactions"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    does: str = Field(primary_key=True)
    emoji: str
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class SeenRow(SQLModel, table=True):
    """An envelope, event or click of Slack's that was already acted on."""

    __tablename__ = "seen"
    __table_args__ = (Index("seen_by_time", "at"),)
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: str = Field(primary_key=True)
    at: datetime = Field(sa_column=_moment(nullable=False))


class DeliveryRow(SQLModel, table=True):
    """What another tool brought to our web door, as it came."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("workspace", "name", "key"), Index("deliveries_by_time", "at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    name: str
    key: str
    body: str
    at: datetime = Field(sa_column=_moment(nullable=False))


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
    entered_at: datetime = Field(sa_column=_moment(nullable=False))


class PassRow(SQLModel, table=True):
    """What signing in with a credential brought, locked; the credential is known by its print, so of no workspace."""

    __tablename__ = "passes"
    key: str = Field(primary_key=True)
    source: str
    locked: str
    until: datetime | None = Field(sa_column=_moment())
    version: int
    renewing_until: datetime | None = Field(sa_column=_moment())
    kept_at: datetime = Field(sa_column=_moment(nullable=False))


class RefusalRow(SQLModel, table=True):
    """A stretch in which a place did not take a credential, however many listeners share it."""

    __tablename__ = "refusals"
    __table_args__ = (Index("refusals_by_credential", "workspace", "credential"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    credential: str
    source: str
    why: str
    times: int
    since: datetime = Field(sa_column=_moment(nullable=False))
    told_at: datetime | None = Field(sa_column=_moment())
    told_in: str
    until: datetime | None = Field(sa_column=_moment())


class ToneWordRow(SQLModel, table=True):
    """A word of a team's dictionary: never to be sent, always fine, or a name of ours."""

    __tablename__ = "tone_words"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    word: str = Field(primary_key=True)
    use: str
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class ForgottenRow(SQLModel, table=True):
    """Somebody, or something said, that is not heard again: nothing of it but a salted hash of its id."""

    __tablename__ = "forgotten"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    mark: str = Field(primary_key=True)
    what: str
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class RoleRow(SQLModel, table=True):
    """What a person, a user group of Slack, or everybody else ("*") may do."""

    __tablename__ = "roles"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    who: str = Field(primary_key=True)
    role: str
    by: str
    at: datetime = Field(sa_column=_moment(nullable=False))


class SpendingRow(SQLModel, table=True):
    """How much of what a source grants or charges was used up in a period; the operator's, so of no workspace."""

    __tablename__ = "spending"
    source: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    spent: int = Field(sa_type=BigInteger)
    most: int = Field(sa_type=BigInteger)
    until: datetime = Field(sa_column=_moment(nullable=False))


class ShareableFeedRow(SQLModel, table=True):
    """A feed or sitemap whose pages are in the library; read again and again for new ones."""

    __tablename__ = "shareable_feeds"
    __table_args__ = (UniqueConstraint("workspace", "key"), Index("shareable_feeds_due", "next_due"))
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    key: str
    url: str
    added_by: str
    added_at: datetime = Field(sa_column=_moment(nullable=False))
    validators: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    next_due: datetime | None = Field(sa_column=_moment())
    read_at: datetime | None = Field(sa_column=_moment())
    tries: int
    error: str


class ShareableRow(SQLModel, table=True):
    """Something of ours worth sharing, with the words it is found by."""

    __tablename__ = "shareables"
    __table_args__ = (
        Index("shareables_by_workspace", "workspace", "archived_at"),
        Index("shareables_due", "next_due"),
        Index("shareables_by_feed", "feed_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    url: str
    title: str
    summary: str
    text: str
    language: str
    kind: str
    feed_id: int | None = Field(sa_column=_once_of("shareable_feeds.id"))
    added_by: str
    added_at: datetime = Field(sa_column=_moment(nullable=False))
    typed: bool
    validators: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    next_due: datetime | None = Field(sa_column=_moment())
    read_at: datetime | None = Field(sa_column=_moment())
    tries: int
    error: str
    archived_at: datetime | None = Field(sa_column=_moment())
    archived_by: str


class ShareableAddressRow(SQLModel, table=True):
    """An address that leads to a shareable, in its one spelling: its own, a short one, where it moved to."""

    __tablename__ = "shareable_addresses"
    __table_args__ = (Index("shareable_addresses_by_shareable", "shareable_id"),)
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    key: str = Field(primary_key=True)
    shareable_id: int = Field(sa_column=_belongs("shareables.id"))


class ShareableTermRow(SQLModel, table=True):
    """A word a shareable is found by, and how much it says: a full-text index that is the same on both databases."""

    __tablename__ = "shareable_terms"
    __table_args__ = (Index("shareable_terms_by_term", "workspace", "term", "shareable_id", "weight"),)
    shareable_id: int = Field(
        sa_column=Column(ForeignKey("shareables.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    term: str = Field(primary_key=True)
    workspace: str = Field(sa_column=_workspace())
    weight: float


class AnswerLinkRow(SQLModel, table=True):
    """An address one of our answers holds, in its one spelling."""

    __tablename__ = "answer_links"
    __table_args__ = (Index("answer_links_by_key", "workspace", "key"),)
    answer_id: int = Field(
        sa_column=Column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    key: str = Field(primary_key=True)
    workspace: str = Field(sa_column=_workspace())


class OpenLibraryRow(SQLModel, table=True):
    """A library that everybody may read as a feed, because an admin said so."""

    __tablename__ = "open_libraries"
    workspace: str = Field(
        sa_column=Column(
            Text, ForeignKey("workspaces.team_id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
        )
    )
    opened_by: str
    opened_at: datetime = Field(sa_column=_moment(nullable=False))


metadata = SQLModel.metadata


def _table(row: type[SQLModel]) -> Table:
    """Return the plain table of a class, its words as TEXT like in the migrations (SQLModel's type costs time)."""
    table = metadata.tables[str(row.__tablename__)]
    for column in table.columns:
        if isinstance(column.type, AutoString):
            column.type = Text()
    return table


workspaces: Table = _table(WorkspaceRow)
watches: Table = _table(WatchRow)
query_fixes: Table = _table(QueryFixRow)
listeners: Table = _table(ListenerRow)
outages: Table = _table(OutageRow)
posts: Table = _table(PostRow)
post_versions: Table = _table(PostVersionRow)
post_keys: Table = _table(PostKeyRow)
story_keys: Table = _table(StoryKeyRow)
splits: Table = _table(SplitRow)
spikes: Table = _table(SpikeRow)
people: Table = _table(PersonRow)
person_tags: Table = _table(PersonTagRow)
person_notes: Table = _table(PersonNoteRow)
person_thanks: Table = _table(PersonThanksRow)
quotes: Table = _table(QuoteRow)
mentions: Table = _table(MentionRow)
cards: Table = _table(CardRow)
history: Table = _table(HistoryRow)
feedback: Table = _table(FeedbackRow)
tastes: Table = _table(TasteRow)
replies: Table = _table(ReplyRow)
reply_versions: Table = _table(ReplyVersionRow)
writers: Table = _table(WriterRow)
proposals: Table = _table(ProposalRow)
saved_replies: Table = _table(SavedReplyRow)
debts: Table = _table(DebtRow)
answers: Table = _table(AnswerRow)
removals: Table = _table(RemovalRow)
outbox: Table = _table(OutboxRow)
timers: Table = _table(TimerRow)
reactions: Table = _table(ReactionRow)
seen: Table = _table(SeenRow)
deliveries: Table = _table(DeliveryRow)
sources: Table = _table(SourceRow)
tone_words: Table = _table(ToneWordRow)
roles: Table = _table(RoleRow)
shareable_feeds: Table = _table(ShareableFeedRow)
shareables: Table = _table(ShareableRow)
shareable_addresses: Table = _table(ShareableAddressRow)
shareable_terms: Table = _table(ShareableTermRow)
answer_links: Table = _table(AnswerLinkRow)
open_libraries: Table = _table(OpenLibraryRow)
spending: Table = _table(SpendingRow)
forgotten: Table = _table(ForgottenRow)
credentials: Table = _table(CredentialRow)
passes: Table = _table(PassRow)
refusals: Table = _table(RefusalRow)

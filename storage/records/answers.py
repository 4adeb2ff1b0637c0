"""Answers on their way out, what a platform takes, its receipt, and what comes after."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.posts import Kind, Post


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

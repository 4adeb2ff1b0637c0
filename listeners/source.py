"""The port every source implements: say what to ask, read what was answered. Pure: no network, no clock.

A source is one file under `listeners/sources/` ending `SOURCE: Source = Thing()`. The pipeline asks (`listeners.http`),
walks `Page.more` until everything is known or the page cap is met, and keeps the cursor; the source only builds
asks and reads bytes. It may raise the four errors of `listeners.errors`, and nothing else.

What not every platform has is a protocol of its own, and a source has it by having its methods: `SignsIn` (a token to
be fetched first), `Refuses` (its own words for trouble), `Replies` (answers can be sent), `Follows` (what comes after
an answer can be heard), `Moderates` (spam can be marked where it stands), `Streams` (it tells by itself, without
being asked).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable
from urllib.parse import urlencode

from listeners.errors import Trouble
from storage.records import Author, Outgoing, Post, Receipt, Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a listener of this source can be told, and whether it must be; a secret one is a credential.

    `operators` ones count only where the operator says them: where credentials are sent, what asking costs.
    """

    name: str
    about: str
    required: bool = False
    secret: bool = False
    operators: bool = False


class Per(StrEnum):
    """How long an allowance lasts."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How much of something may be used up per day or month, in its unit; nothing asked may pass it.

    `most` is what counts unless the operator sets `setting`. The day turns over in `timezone`.
    """

    unit: str
    per: Per
    most: int
    setting: str = ""
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What people and the pipeline must know of a source.

    `pace` is the usual time between two asks of one listener, `least_pace` the shortest it takes; `overlap` is how far
    behind the newest post we look again, because indexes lag; `lookback` bounds the first run (None: all there is);
    `pages` caps one walk. `base_url` is the default of the `<SOURCE>_URL` setting ("" where each listener has its own
    address). `counts_by_path` says that the platform's rate limits count each path by itself, not all that a
    credential asks. `proofs` are the parameters that hold or prove a credential: they are kept nowhere. `terms` says
    in a sentence what its terms or robots rules ask of us; after `text_kept` and `author_kept` the texts and the
    people's names of posts nobody works on are taken out of the memory. `verified` names what it was tried against
    (documentation, recorded responses, a real server), `unverified` in a sentence what was not.
    """

    name: str
    title: str
    docs: str
    base_url: str = ""
    reads: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    pace: timedelta = timedelta(minutes=5)
    least_pace: timedelta = timedelta(seconds=1)
    overlap: timedelta = timedelta(minutes=10)
    lookback: timedelta | None = None
    pages: int = 10
    allowances: tuple[Allowance, ...] = ()
    counts_by_path: bool = False
    proofs: tuple[str, ...] = ()
    terms: str = ""
    text_kept: timedelta | None = None
    author_kept: timedelta | None = None
    verified: tuple[str, ...] = ()
    unverified: str = ""


def settings_of(about: About, own: Mapping[str, str], operator: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a listener is told: of its own settings those the source declares as a watch's, under the operator's.

    The operator wins: no watch may send the operator's keys to an address of its own, or say what a pass would hold.
    """
    theirs = {one.name for one in about.settings if not one.operators}
    kept = {name: value for name, value in own.items() if name in theirs}
    return {**kept, "base_url": about.base_url, **operator}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one listener wants to hear.

    `phrases` are the query's positive terms, each worth one search where a source can search; local matching decides
    afterwards. `since` is the oldest moment of interest (watermark less overlap), None for all there is. `settings`
    are those of `settings_of`: the listener's own, under the operator's (`base_url` among them), and under them what
    signing in brought. `marks` are the places where the last good walk left off, as the source named them.
    """

    phrases: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    now: datetime

    @property
    def base(self) -> str:
        """The base address to ask, without a slash at its end."""
        return self.settings.get("base_url", "").rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One HTTP request to be made: only what the source decides; manners and safety are `listeners.http`'s.

    `content` is the body of what is not a GET. `cost` is the most it may use up of the source's allowances, by unit;
    `note` is handed back with the answer, for the source alone. `url` may carry a query that must stay as it is
    written.
    """

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    content: str = ""
    cost: Mapping[str, int] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)


def json_ask(url: str, shape: object, headers: Mapping[str, str], *, method: str = "POST") -> Ask:
    """Return an ask that hands over JSON."""
    content = json.dumps(shape, ensure_ascii=False)
    return Ask(url=url, method=method, content=content, headers={**headers, "content-type": "application/json"})


def form_ask(url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> Ask:
    """Return an ask that hands over a form."""
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return Ask(url=url, method="POST", content=urlencode(fields), headers={**headers, **kind})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back well: decoded body (never above the cap), the address it finally came from, the ask's own note.

    `moved_to` is where the place has gone for good (an unbroken run of 301 and 308), "" if it has not.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    moved_to: str = ""
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one answer held.

    `posts` come newest first where the source can; `more` is the ask for older posts, `further` what else this page
    leads to (the comments of a post, the post of a notice), asked for in the same walk. `authors` tell more of people
    whom posts of the walk name by the same id. `gone` are the ids of posts that were deleted. `receipts` tell how our
    answers stand, where the platform says so. `marks` are kept for the next walk if all of this one goes well, over
    those kept before. `used` is what was really used up (None: the ask's cost). `wait` is how long we are asked to
    stay away.
    """

    posts: Sequence[Post] = ()
    more: Ask | None = None
    further: Sequence[Ask] = ()
    authors: Sequence[Author] = ()
    gone: Sequence[str] = ()
    receipts: Sequence[Receipt] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    used: Mapping[str, int] | None = None
    wait: timedelta | None = None


class Source(Protocol):
    """A platform or a kind of place that can be listened to."""

    @property
    def about(self) -> About:
        """What people and the pipeline must know of this source."""

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the first asks, one per search it takes; raise Never where settings are missing or wrong."""

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts of one answer; raise SourceChanged where it is not what the source documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What signing in brought: settings for the asks to come (a token, who we are), and until when (None: a day)."""

    settings: Mapping[str, str]
    until: datetime | None = None


@runtime_checkable
class SignsIn(Protocol):
    """A source that must be let in first: by a token for a password, or by being told who we are."""

    def sign_in(self, need: Need) -> Ask | None:
        """Return the ask that lets us in, None where the credentials do so as they are.

        `need.settings` holds the credentials, and what the last pass held. Where a refused renewal can be mended by the
        password, the caller asks again without the last pass.
        """

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return what lets us in; raise NeedsKey where we were refused, SourceChanged for any other shape."""


@runtime_checkable
class Refuses(Protocol):
    """A source with its own words for trouble, in answers that are not well."""

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:
        """Return the error such an answer means, None where its status says it all."""


@runtime_checkable
class Replies(Protocol):
    """A source where answers can be sent. What leaves us exactly once is `listeners.send`'s care.

    An answer is sent by `prepare` (if it must look something up first), then `reply`. Where the outcome is not known,
    `look` and `ours` find out; `writing.once` says what a repeated sending would do.
    """

    @property
    def writing(self) -> Writing:
        """How an answer may be, known before the person types."""

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Return in a sentence for people why this post cannot be answered from here, "" where it can."""

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Return what must be looked up before sending, None if nothing must."""

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:
        """Return the ask that publishes the answer, the same for the same outgoing; raise Never where it must not."""

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return what the platform said it published; raise Never or Later where it says that it did not.

        Any other shape is SourceChanged: then nobody knows, and we look.
        """

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Return the ask that shows where our answer would stand, None where it cannot be seen."""

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our answer if it stands there, None where it certainly does not; raise SourceChanged where unsure."""


@runtime_checkable
class Follows(Protocol):
    """A source where what comes after our answer can be heard: read by `read` like everything else."""

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the asks whose pages hold the post as it stands now, our answer, and what was answered to it."""


@runtime_checkable
class Moderates(Protocol):
    """A source where spam can be marked where it stands, because the place is ours."""

    def mark_spam(self, post: Post, need: Need) -> Ask:
        """Return the ask that takes a post away as spam."""


@runtime_checkable
class Streams(Protocol):
    """A source that tells by itself, over a WebSocket, which `listeners.streaming` holds open and takes up again.

    It is never asked; `read` reads what it told when that is handed over at once (frames, a line each), and profiles.
    """

    def stream(self, need: Need) -> Ask:
        """Return where to connect, from the marks of `need` on."""

    def glance(self, frame: bytes) -> str | None:
        """Return, without reading all of a frame, no fewer words than the post in it says; None: it must be read."""

    def told(self, frame: bytes, need: Need) -> Page:
        """Return what one frame tells, its marks with it; frames that tell nothing of ours are an empty page."""

    def introduce(self, posts: Sequence[Post], need: Need) -> Sequence[Ask]:
        """Return asks whose pages tell more of who wrote these posts."""

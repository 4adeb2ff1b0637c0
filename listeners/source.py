"""The port every source implements: say what to ask, read what was answered. Pure: no network, no clock.

A source is one file under `listeners/sources/` ending `SOURCE: Source = Thing()`. The pipeline asks (`listeners.http`),
walks `Page.more` until everything is known or the page cap is met, and keeps the cursor; the source only builds
asks and reads bytes. It may raise the four errors of `listeners.errors`, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from storage.records import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a listener of this source can be told, and whether it must be."""

    name: str
    about: str
    required: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What people and the pipeline must know of a source.

    `pace` is the usual time between two asks of one listener, `least_pace` the shortest it takes; `overlap` is how far
    behind the newest post we look again, because indexes lag; `lookback` bounds the first run (None: all there is);
    `pages` caps one walk.
    `base_url` is the default of the `<SOURCE>_URL` setting ("" where each listener has its own address).
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
    answer_limit: int | None = None
    verified: str = ""


def settings_of(about: About, own: Mapping[str, str], operator: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a listener is told. The operator wins: no watch may send the operator's keys to its own address."""
    return {**own, "base_url": about.base_url, **operator}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one listener wants to hear.

    `phrases` are the query's positive terms, each worth one search where a source can search; local matching
    decides afterwards. `since` is the oldest moment of interest (watermark less overlap), None for all there is.
    `settings` are those of `settings_of`: the listener's own, under the operator's (`base_url` among them).
    """

    phrases: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One HTTP request to be made: only what the source decides; manners and safety are `listeners.http`'s."""

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back with status 200: decoded body (never above the cap), the address it finally came from.

    `moved_to` is where the place has gone for good (an unbroken run of 301 and 308), "" if it has not.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one answer held, newest first where the source can; `more` is the ask for older posts."""

    posts: Sequence[Post] = ()
    more: Ask | None = None


class Source(Protocol):
    """A platform or a kind of place that can be listened to."""

    @property
    def about(self) -> About:
        """What people and the pipeline must know of this source."""

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the first asks, one per search it takes; raise Never where settings are missing or wrong."""

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts of one answer; raise SourceChanged where it is not what the source documents."""

"""One place that tells by itself, heard by one thread: from frames into the memory.

Frames are glanced at with the queries of the place's watches; what may match is read, and goes every second the same
way as what a poll brings, in one transaction with the cursor: killed before it, we are told again. A stream that breaks
is opened again at once; one that cannot be opened, or ends again at once, with back-off.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import uniform

import structlog

from listeners import health, pipeline
from listeners.batch import Batch, Pace
from listeners.calling import Caller
from listeners.ears import Ears
from listeners.errors import Later, Never, SourceChanged, Trouble
from listeners.match import Matcher
from listeners.pipeline import Heard
from listeners.source import Need, Streams, settings_of
from listeners.stream import Frames, Wire
from listeners.walk import Walked
from storage import cursors, marks, people, posts
from storage.records import EPOCH, Author, Cursor, Listener, Post

log = structlog.get_logger()

LONGEST_WAIT = timedelta(minutes=5)
_PATIENCE = 0.25  # seconds within which a stop is noticed
_UNREADABLE = 20  # frames in a row: then it is the stream that has changed, not one of its posts
_STRANGERS = timedelta(minutes=5)  # how long nobody is asked who people are, where that failed
_INTRODUCED = 2  # asks about people at most, for one flush: names are good to have, posts are what counts

Place = tuple[str, str, tuple[tuple[str, str], ...]]


def place_of(listener: Listener) -> Place:
    """Return what listeners of one stream have in common: the workspace, the source, its settings."""
    return listener.workspace, listener.source, tuple(sorted(listener.settings.items()))


class Ear:
    """Hears one place until told to stop."""

    def __init__(self, ears: Ears, wire: Wire, place: Place, *, clock: Callable[[], datetime], pace: Pace) -> None:
        """Take what listening takes; nothing is opened before `run`."""
        self._pace = pace
        self._ears = ears
        self._wire = wire
        self._place = place
        self._clock = clock
        self._source = ears.sources.find(place[1])
        self._stopping = threading.Event()
        self._listeners: tuple[Listener, ...] = ()
        self._matcher = Matcher({})
        self._followed: frozenset[str] = frozenset()
        self.frames = 0
        self._strangers_until = 0.0
        self._heard: list[Heard] = []

    def stop(self) -> None:
        """Let `run` end after what it holds is stored."""
        self._stopping.set()

    def run(self) -> None:
        """Hear, and open again what breaks."""
        fruitless = 0
        while not self._stopping.is_set():
            before = self.frames
            try:
                self._hear(self._stopping.is_set)
            except Trouble as trouble:
                ended = isinstance(trouble, Later) and self.frames > before
                fruitless = 0 if ended else fruitless + 1
                wait = self._tell(trouble, fruitless)
            except Exception:  # the edge of a thread: the stream is opened again from where the memory stands
                fruitless += 1
                log.exception("stream_broke", source=self._source.about.name)
                wait = self._tell(Later("Earshot itself failed here; the log has the details"), fruitless)
            else:
                return
            self._stopping.wait(wait.total_seconds())

    def once(self, *, within: timedelta) -> list[Heard]:
        """Hear for a while, store it, and return how it went."""
        ends = time.monotonic() + within.total_seconds()
        try:
            self._hear(lambda: self._stopping.is_set() or time.monotonic() >= ends)
        except Trouble as trouble:
            self._tell(trouble, 1)
            return [*self._heard, Heard(error=str(trouble))]
        return self._heard

    def _tell(self, trouble: Trouble, fruitless: int) -> timedelta:
        """Keep trouble as the listeners' health, unless it is a stream's ordinary end; return how long to wait."""
        log.info("stream_ended", source=self._source.about.name, why=str(trouble), fruitless=fruitless)
        for listener in self._there() if fruitless else ():
            health.failed(self._ears, listener, trouble, now=self._clock())
        asked = trouble.after if isinstance(trouble, Later) and trouble.after else timedelta(0)
        return max(asked, _back_off(fruitless))

    def _hear(self, is_over: Callable[[], bool]) -> None:
        """Hear one connection until told to stop; what came before it broke is stored as well."""
        if not self._look():
            return
        batch = Batch(time.monotonic())
        with self._wire.open(self._streams.stream(self._need(self._marks()))) as frames:
            try:
                self._follow(frames, batch, is_over)
            except Later:
                self._flush(batch)
                raise
        self._flush(batch)

    def _follow(self, frames: Frames, batch: Batch, is_over: Callable[[], bool]) -> None:
        looked = spoke = time.monotonic()
        unreadable, need = 0, self._need({})
        while not is_over():
            frame, now = frames.next(_PATIENCE), time.monotonic()
            if frame is not None:
                spoke, self.frames, batch.frame = now, self.frames + 1, frame
                unreadable = 0 if self._take(frame, batch, need) else unreadable + 1
            elif now - spoke > self._pace.silence.total_seconds():
                raise Later(f"{self._source.about.title} has fallen silent; connecting again")
            if unreadable >= _UNREADABLE:
                raise SourceChanged(f"{self._source.about.title} tells what cannot be read: look for a newer Earshot")
            if batch.is_full(self._pace, now):
                self._flush(batch)
                need = self._need({})
            if now - looked > self._pace.look.total_seconds():
                self._flush(batch)
                looked = now
                if not self._look():
                    return

    def _take(self, frame: bytes, batch: Batch, need: Need) -> bool:
        """Read a frame if it may be for us; False where it cannot be read."""
        words = self._streams.glance(frame)
        if words is not None and not self._matcher.may_match(words) and not self._may_be_followed(frame):
            return True
        try:
            batch.take(self._streams.told(frame, need))
        except SourceChanged:
            return False
        return True

    def _flush(self, batch: Batch) -> None:
        """Store what was told and how far we are, all of it or none, and begin anew."""
        if not batch.frame or not self._listeners:
            return
        now = self._clock()
        cursor = Cursor(since=now, marks=self._reached(batch.frame))
        gone = posts.known(self._ears.store, *self._place[:2], batch.gone)
        told = Walked(posts=self._wanted(batch.posts), cursor=cursor, gone=frozenset(gone))
        heard = pipeline.take(self._ears, self._listeners, told, now=now)
        self._listeners = tuple(replace(one, cursor=cursor, blind_since=None) for one in self._listeners)
        self._heard = [*self._heard[-1:], heard]
        batch.begin(time.monotonic())
        if heard.new or heard.edited:
            log.info("heard", source=self._source.about.name, new=heard.new, edited=heard.edited)

    def _reached(self, frame: bytes) -> Mapping[str, str]:
        try:
            return self._streams.told(frame, self._need({})).marks
        except SourceChanged:
            return self._marks()

    def _wanted(self, told: Mapping[str, Post]) -> tuple[Post, ...]:
        """Return what matches, introduced, and what is known already and may have changed."""
        known = posts.known(self._ears.store, *self._place[:2], told)
        again = [post for post in told.values() if post.external_id in known]
        new = [post for post in told.values() if post.external_id not in known and self._is_for_us(post)]
        authors = self._introduced(new)
        return (*again, *(replace(post, author=authors.get(post.author.id, post.author)) for post in new))

    def _is_for_us(self, post: Post) -> bool:
        return bool(self._matcher.match(post)) or people.key_of(post.author) in self._followed

    def _may_be_followed(self, frame: bytes) -> bool:
        """Tell whether somebody we follow may have written a frame; a closer look decides."""
        return any(known_as.encode() in frame for known_as in self._followed)

    def _introduced(self, new: Sequence[Post]) -> Mapping[str, Author]:
        """Return more of who wrote these posts; where nobody tells, posts do not wait for it."""
        if not new or time.monotonic() < self._strangers_until:
            return {}
        need = self._need({})
        caller = Caller(self._ears.line, self._source, need)
        try:
            asks = self._streams.introduce(new, need)[:_INTRODUCED]
            return {one.id: one for ask in asks for one in caller.read(caller.send(ask), need).authors}
        except Trouble as trouble:
            log.info("strangers", source=self._source.about.name, why=str(trouble))
            self._strangers_until = time.monotonic() + _STRANGERS.total_seconds()
            return {}

    @property
    def _streams(self) -> Streams:
        assert isinstance(self._source, Streams)  # noqa: S101  `Streaming` opens ears for these alone
        return self._source

    def _need(self, marks: Mapping[str, str]) -> Need:
        about, own = self._source.about, dict(self._place[2])
        settings = settings_of(about, own, self._ears.operator(self._source, self._place[0]))
        return Need(settings=settings, marks=marks, now=self._clock())

    def _marks(self) -> Mapping[str, str]:
        """Return where the one who is furthest behind left off, so that nobody misses anything."""
        behind = [one.cursor for one in self._listeners if one.cursor.marks and one.cursor.since]
        return min(behind, key=lambda cursor: cursor.since or EPOCH).marks if behind else {}

    def _there(self) -> list[Listener]:
        everywhere = cursors.listening(self._ears.store, [self._place[1]])
        return [one for one in everywhere if place_of(one) == self._place]

    def _look(self) -> bool:
        """See whom this place is heard for now, and what they want to hear; False where there is nobody."""
        there, now = self._there(), self._clock()
        compiled = pipeline.queries_of(self._ears, there)
        for one in there:
            if one.watch_id in compiled.refused and one.next_due <= now:
                health.failed(self._ears, one, Never(compiled.refused[one.watch_id]), now=now)
        self._listeners = tuple(one for one in there if one.watch_id in compiled.queries)
        self._matcher = compiled.matcher
        self._followed = marks.followed(self._ears.store, *self._place[:2])
        return bool(self._listeners)


def _back_off(fruitless: int) -> timedelta:
    """Return how long to wait: hardly at all after a stream that told something, else doubled; never quite alike."""
    doubled = timedelta(seconds=1) * 2 ** min(fruitless, 10) if fruitless else timedelta(seconds=0.2)
    return min(doubled, LONGEST_WAIT) * uniform(0.8, 1.2)  # noqa: S311  spread, not secrecy

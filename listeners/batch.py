"""What a stream told since it was last stored, and how long that may wait. Pure: the moment is handed in."""

from dataclasses import dataclass, field
from datetime import timedelta

from listeners.source import Page
from storage.records import Post

MOST = 2000  # posts and deletions of one flush


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often what was told is stored (`idle`: nothing for us), watches are looked at; how long silence may be."""

    flush: timedelta = timedelta(seconds=1)
    idle: timedelta = timedelta(seconds=10)
    look: timedelta = timedelta(seconds=5)
    silence: timedelta = timedelta(seconds=60)  # a live stream is never so long without a word


PACE = Pace()


@dataclass(slots=True)
class Batch:
    """What was told since the last flush; `frame` is the last one, whose marks say how far we have heard."""

    began: float
    posts: dict[str, Post] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    frame: bytes = b""

    def begin(self, now: float) -> None:
        """Forget what was stored."""
        self.began = now
        self.posts, self.gone, self.frame = {}, set(), b""

    def is_full(self, pace: Pace, now: float) -> bool:
        """Tell whether it is time to store what was told."""
        wait = pace.flush if self.posts else pace.idle
        return len(self.posts) + len(self.gone) >= MOST or now - self.began > wait.total_seconds()

    def take(self, page: Page) -> None:
        """Keep what a frame told; of a post told twice the last word counts."""
        self.posts.update({post.external_id: post for post in page.posts})
        for external_id in page.gone:
            self.posts.pop(external_id, None)
            self.gone.add(external_id)

"""Invented watches, posts and scores, for the tests of the memory."""

from datetime import UTC, datetime, timedelta

from storage import hearing, mentions, watches
from storage.database import Store
from storage.records import Author, Hearing, Listen, Mention, Objective, Post, Reason, Score, Watch

TEAM = "T1"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def a_watch(store: Store, name: str = "Acme", *, channel: str = "#mentions", alert_at: int = 60) -> Watch:
    """Store a watch that listens to one feed."""
    listens = (Listen(source="feed", settings={"url": f"https://example.com/{name}"}),)
    made = Watch(name=name, objective=Objective.SERVE, channel=channel, alert_at=alert_at, listens=listens)
    return watches.save(store, TEAM, made, now=NOW).watch


def a_post(external_id: str = "1", text: str = "acme is down", *, at: datetime = NOW, url: str = "") -> Post:
    """Invent a post; its author is known by the post's id."""
    author = Author(id=f"a{external_id}", handle=f"ann{external_id}", name="Ann Example", followers=12)
    return Post(source="feed", external_id=external_id, text=text, posted_at=at, url=url, author=author)


def a_score(urgency: int) -> Score:
    """Invent a score with one reason."""
    reasons = (Reason(factor="outage", points=urgency, evidence="is down"),)
    return Score(urgency=urgency, sentiment=-0.5, needs_reply=0.5, spam=0, language="en", reasons=reasons, model="test")


def judged(
    post: Post,
    watch: Watch,
    *,
    urgency: int = 70,
    keys: tuple[str, ...] = (),
    ours: bool = False,
    is_backlog: bool = False,
) -> Hearing:
    """Judge a post for a watch."""
    return Hearing(
        post=post,
        watch=watch,
        score=a_score(urgency),
        matched=("acme",),
        keys=keys,
        ours=ours,
        is_backlog=is_backlog,
    )


def hear(store: Store, *hearings: Hearing, now: datetime = NOW) -> hearing.Took:
    """Take in what was heard."""
    return hearing.take_in(store, TEAM, hearings, now=now)


def everything(store: Store) -> dict[str, Mention]:
    """Return every mention, copies too, by its post's id and its watch's name."""
    return {f"{mention.post.external_id} {mention.watch.name}": mention for mention in mentions.walk(store, TEAM)}


def a_mention(store: Store, external_id: str = "1", *, urgency: int = 70) -> int:
    """Hear one post that alerts and return its mention's id."""
    watch = watches.named(store, TEAM, "Acme") or a_watch(store)
    hear(store, judged(a_post(external_id), watch, urgency=urgency))
    return everything(store)[f"{external_id} Acme"].id

"""A period in numbers, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from sqlalchemy import insert, select, text

from storage import claims, cursors, figures, hearing, mentions, sources, tables, watches, workspaces
from storage.database import Store
from storage.records import (
    Cursor,
    Dismissal,
    Gap,
    Hearing,
    Kind,
    Level,
    Listen,
    Objective,
    Post,
    Reason,
    Score,
    SourceFacts,
    Watch,
)
from storage.tallies import Answers, Figures

TEAM = "T1"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = tuple(NOON.replace(hour=0) + timedelta(hours=hour) for hour in range(25))
WEEK = timedelta(days=7)
WEEK_BEFORE = tuple(edge - WEEK for edge in DAY)
END = DAY[-1]


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Give a memory that knows one workspace and two sources."""
    with Store(database_url) as opened:
        workspaces.enter(opened, TEAM)
        sources.tell(
            opened, [SourceFacts(name="hackernews", title="Hacker News"), SourceFacts(name="feed", title="Feed")]
        )
        yield opened


def make_watch(store: Store, name: str = "Acme", *, now: datetime = NOON - 2 * WEEK) -> Watch:
    """Store a watch that hears Hacker News."""
    watch = Watch(
        name=name, objective=Objective.SERVE, channel="#mentions", listens=(Listen(source="hackernews"),), query=name
    )
    return watches.save(store, TEAM, watch, now=now).watch


def hear(  # noqa: PLR0913  each keyword is one fact of the post
    store: Store,
    watch: Watch,
    external_id: str,
    *,
    at: datetime = NOON,
    urgency: int = 50,
    source: str = "hackernews",
    keys: tuple[str, ...] = (),
    ours: bool = False,
    tags_us: bool = False,
    kind: Kind = Kind.POST,
) -> int:
    """Take in one post, heard the moment it was published, and return its mention's id."""
    post = Post(
        source=source,
        external_id=external_id,
        posted_at=at,
        tags_us=tags_us,
        kind=kind,
        text=f"about acme {external_id}",
    )
    score = Score(
        urgency=urgency,
        sentiment=0,
        needs_reply=0,
        spam=0,
        language="en",
        reasons=(Reason(factor="test", points=urgency),),
        model="test",
    )
    hearing.take_in(store, TEAM, [Hearing(post=post, watch=watch, score=score, keys=keys, ours=ours)], now=at)
    return max(mention.id for mention in mentions.walk(store, TEAM))


def tally(store: Store, *, watch_id: int | None = None, now: datetime = END) -> Figures:
    """Count the day."""
    return figures.tally(store, TEAM, edges=DAY, before=WEEK_BEFORE, now=now, watch_id=watch_id)


def test_a_day_is_counted_by_the_hour_its_posts_were_published(store: Store) -> None:
    """What leads its bundle and is not ours counts once, beside the same day of the week before."""
    watch = make_watch(store)
    hear(store, watch, "first", at=DAY[0], urgency=85)
    hear(store, watch, "second", at=DAY[9] + timedelta(minutes=59), urgency=60, source="feed", keys=("story",))
    hear(store, watch, "copy", at=DAY[10], keys=("story",))
    hear(store, watch, "ours", at=DAY[11], ours=True)
    hear(store, watch, "tomorrow", at=END)
    hear(store, watch, "last week", at=DAY[3] - WEEK)

    counted = tally(store)

    assert counted.volume.total == 2
    assert (counted.volume.counts[0], counted.volume.counts[9]) == (1, 1)
    assert counted.volume.by_source == {"hackernews": 1, "feed": 1}
    assert counted.volume.by_level == {Level.CRITICAL: 1, Level.HIGH: 1}
    assert counted.before.total == counted.before.counts[3] == 1
    assert counted.titles["hackernews"] == "Hacker News"


def test_a_watch_counts_what_another_watch_heard_first(store: Store) -> None:
    """One post has one mention; both watches' digests tell of it."""
    first, second = make_watch(store, "Acme"), make_watch(store, "Acme too")
    hear(store, first, "both")
    hear(store, second, "both")
    hear(store, first, "only first")

    totals = [tally(store, watch_id=watch_id).volume.total for watch_id in (None, first.id, second.id)]

    assert totals == [2, 2, 1]
    assert len(mentions.urgent(store, TEAM, since=DAY[0], until=END, watch_id=second.id)) == 1


def test_answers_say_how_long_people_waited_and_how_many_were_in_time(store: Store) -> None:
    """Median, average, quickest, slowest, counted in the period the answer was given."""
    watch = make_watch(store)
    for place, minutes in enumerate((10, 20, 120)):
        mention = hear(store, watch, f"asked {place}", at=NOON, tags_us=True)
        mentions.answered(store, TEAM, mention, "https://example.com/a", by="U1", now=NOON + timedelta(minutes=minutes))
    late = hear(store, watch, "answered tomorrow", at=NOON, kind=Kind.REVIEW)
    mentions.answered(store, TEAM, late, "https://example.com/b", by="U1", now=END)
    hear(store, watch, "never answered", at=NOON, tags_us=True)

    counted = tally(store)

    assert (counted.answers.count, counted.answers.in_time) == (3, 2)
    assert counted.answers.median == timedelta(minutes=20)
    assert counted.answers.average == timedelta(minutes=50)
    assert (counted.answers.quickest, counted.answers.slowest) == (timedelta(minutes=10), timedelta(minutes=120))
    assert (counted.volume.spoken_to, counted.volume.spoken_back) == (5, 4)


def test_a_period_without_answers_has_no_times(store: Store) -> None:
    """Nothing answered is no zero minutes."""
    assert figures.answers(store, TEAM, since=DAY[0], until=END) == Answers()


def test_alerts_and_dismissals_count_when_they_were_made(store: Store) -> None:
    """What was dismissed says why; what was undone counts no more."""
    watch = make_watch(store)
    spam, noise, undone = (hear(store, watch, name) for name in ("spam", "noise", "undone"))
    mentions.alerted(store, TEAM, [spam, noise], now=NOON)
    for mention, why in ((spam, Dismissal.SPAM), (noise, Dismissal.NOT_US), (undone, Dismissal.SPAM)):
        mentions.dismiss(store, TEAM, mention, why, by="U1", now=NOON)
    mentions.reopen(store, TEAM, undone, by="U1", now=NOON)

    counted = tally(store)

    assert counted.alerts == 2
    assert counted.dismissed == {Dismissal.NOT_US: 1, Dismissal.SPAM: 1}


def test_coverage_names_what_a_listener_missed(store: Store) -> None:
    """An outage of the period is told, also when it is over; one of another day is not."""
    make_watch(store)
    ear = cursors.every(store, TEAM)[0]
    cursors.failed(store, ear, "last week's trouble", now=NOON - WEEK, next_due=NOON)
    cursors.heard(store, cursors.every(store, TEAM)[0], Cursor(), now=NOON - WEEK + timedelta(hours=1), next_due=NOON)
    cursors.failed(store, cursors.every(store, TEAM)[0], "answered 503", now=NOON, next_due=NOON)
    cursors.heard(store, cursors.every(store, TEAM)[0], Cursor(), now=NOON + timedelta(hours=2), next_due=END)

    (heard,) = figures.coverage(store, TEAM, since=DAY[0], until=END, now=END)

    assert [(stretch.since, stretch.until, stretch.why) for stretch in heard.blind] == [
        (NOON, NOON + timedelta(hours=2), "answered 503")
    ]
    assert (heard.title, heard.watch, heard.behind) == ("Hacker News", "Acme", False)


def test_a_listener_nobody_asked_is_blind_not_quiet(store: Store) -> None:
    """The listening side being down leaves no outage; coverage says it all the same."""
    make_watch(store)
    never = figures.coverage(store, TEAM, since=DAY[0], until=END, now=END)[0]
    cursors.heard(store, cursors.every(store, TEAM)[0], Cursor(), now=NOON, next_due=NOON + timedelta(minutes=1))
    stopped = figures.coverage(store, TEAM, since=DAY[0], until=END, now=END)[0]
    still = figures.coverage(store, TEAM, since=DAY[0], until=END, now=NOON + timedelta(minutes=5))[0]
    past = figures.coverage(store, TEAM, since=DAY[0] - WEEK, until=DAY[0], now=END)[0]

    assert never.blind[0].why == "not asked yet"
    assert never.blind[0].until is None
    assert stopped.blind[0].since == NOON
    assert "not at work" in stopped.blind[0].why
    assert (still.blind, past.blind) == ((), ())


def test_a_listener_with_a_gap_is_behind(store: Store) -> None:
    """What the page cap left unread is not heard yet."""
    watch = make_watch(store, now=NOON)
    gap = Gap(ask="{}", until=NOON - timedelta(days=1))
    cursors.heard(store, cursors.every(store, TEAM)[0], Cursor(gaps=(gap,)), now=NOON, next_due=END)

    (heard,) = figures.coverage(store, TEAM, since=DAY[0], until=END, now=NOON)

    assert heard.behind
    assert heard.began == watches.began(store, watch.id) == NOON


def test_a_claimed_and_answered_mention_is_counted_once(store: Store) -> None:
    """Claiming moves no numbers."""
    mention = hear(store, make_watch(store), "one", tags_us=True)
    claims.take(store, TEAM, mention, by="U1", now=NOON)
    mentions.answered(store, TEAM, mention, "", by="U1", now=NOON + timedelta(minutes=3))

    counted = tally(store)

    assert (counted.volume.total, counted.answers.count, counted.answers.in_time) == (1, 1, 1)


def test_a_day_among_very_many_is_counted_at_once(store: Store) -> None:
    """A digest is quick however long the memory: a day is found by its index, not by reading everything."""
    watch = make_watch(store)
    fill(store, hear(store, watch, "0", at=END - timedelta(minutes=1)), 20_000)

    begun = perf_counter()
    counted = tally(store, watch_id=watch.id)
    seconds = perf_counter() - begun

    assert counted.volume.total == counted.before.total == 24 * 60
    assert seconds < 3


def fill(store: Store, mention_id: int, count: int) -> None:
    """Repeat one mention and its post, each a minute earlier."""
    posts, rows = tables.posts, tables.mentions
    with store.transaction() as connection:
        mention = dict(connection.execute(select(rows).where(rows.c.id == mention_id)).mappings().one())
        post = dict(connection.execute(select(posts)).mappings().one())
        numbers = range(1, count)
        connection.execute(
            insert(posts),
            [
                post
                | {"id": post["id"] + n, "external_id": str(n), "posted_at": post["posted_at"] - timedelta(minutes=n)}
                for n in numbers
            ],
        )
        connection.execute(
            insert(rows),
            [mention | {"id": mention["id"] + n, "post_id": post["id"] + n, "alerted_at": END} for n in numbers],
        )
        connection.execute(text("analyze"))  # as the database itself does after a while

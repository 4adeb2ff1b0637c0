"""A watch that hears a crowd says so once, with the cause."""

from datetime import UTC, datetime, timedelta

import pytest

from listeners import velocity
from listeners.crowds import EVERY, Crowds
from storage import hearing, outbox, spikes, watches, workspaces
from storage.database import Store
from storage.records import Author, Hearing, Objective, Post, Reason, Score, Spike, Watch

NOW = datetime(2026, 3, 20, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def watch(store: Store) -> Watch:
    """Listen for two weeks."""
    wanted = Watch(name="Acme", objective=Objective.SERVE, query="acme", channel="#m")
    made = watches.save(store, workspaces.only(store), wanted, now=NOW - timedelta(days=14)).watch
    say(store, made, *(("acme kettles are fine", NOW - HOUR * hour, 0.3) for hour in range(2, 300)))
    return made


def say(store: Store, watch: Watch, *said: tuple[str, datetime, float]) -> None:
    """Let people say something, in a mood."""
    heard = [
        Hearing(
            post=Post(
                source="feed",
                external_id=f"{at.isoformat()} {number} {text}",
                text=text,
                posted_at=at,
                author=Author(handle=f"guest{number}"),
            ),
            watch=watch,
            score=Score(
                urgency=number % 50,
                sentiment=mood,
                needs_reply=0,
                spam=0,
                language="en",
                reasons=(Reason(factor="x", points=number % 50),),
                model="test",
            ),
        )
        for number, (text, at, mood) in enumerate(said)
    ]
    hearing.take_in(store, workspaces.only(store), heard, now=max(at for _, at, _ in said))


def crowd(count: int, at: datetime = NOW) -> list[tuple[str, datetime, float]]:
    """Return many unhappy posts about one thing."""
    return [(f"acme recalled my kettle, handle number {n}", at - timedelta(seconds=n), -0.7) for n in range(count)]


def told(store: Store) -> tuple[Spike, ...]:
    """Return every spike."""
    return spikes.between(store, workspaces.only(store), since=NOW - timedelta(days=30), until=NOW + timedelta(days=9))


def cards(store: Store) -> int:
    """Count the spike cards asked for."""
    return outbox.waiting(store, workspaces.only(store), "#m", kind="spike")


def test_a_crowd_is_told_in_the_hour_it_gathers_with_its_cause(store: Store, watch: Watch) -> None:
    """It does not wait for the hour to end."""
    crowds = Crowds()
    calm = crowds.tick(store, NOW)
    say(store, watch, *crowd(40))
    began = crowds.tick(store, NOW + EVERY)
    (spike,) = told(store)

    assert (calm, began, cards(store)) == (0, 1, 1)
    assert (spike.began, spike.peak, spike.usual, spike.count) == (NOW - HOUR / 2, 40, 1, 40)
    assert set(spike.terms) >= {"recalled", "handle"}
    assert "acme" not in spike.terms
    assert (spike.negative, spike.negative_before) == (1.0, 0.0)
    assert spike.mention_id is not None


def test_a_spike_is_never_told_twice_not_even_by_another_program(store: Store, watch: Watch) -> None:
    """What is known between two looks is only a copy of the memory."""
    say(store, watch, *crowd(40))
    ticks = [Crowds().tick(store, NOW + EVERY * n) for n in range(3)]
    say(store, watch, *crowd(60, NOW + HOUR))
    later = Crowds().tick(store, NOW + HOUR)
    (spike,) = told(store)

    assert (ticks, later, cards(store)) == ([1, 0, 0], 0, 1)
    assert (spike.peak, spike.count, spike.last) == (60, 100, NOW + HOUR / 2)


def test_an_hour_that_was_heard_late_is_told_when_it_is_over(store: Store, watch: Watch) -> None:
    """Listeners lag; the full hour is looked at once more when the next one begins."""
    crowds = Crowds()
    crowds.tick(store, NOW)
    say(store, watch, *crowd(40))

    assert crowds.tick(store, NOW + HOUR) == 1
    assert told(store)[0].began == NOW - HOUR / 2


def test_it_looks_once_a_minute_and_also_after_the_clock_was_set_back(store: Store, watch: Watch) -> None:
    """However often the clock ticks."""
    crowds = Crowds()
    crowds.tick(store, NOW)
    say(store, watch, *crowd(40))

    assert crowds.tick(store, NOW + EVERY / 2) == 0
    assert crowds.tick(store, NOW - HOUR / 4) == 1


@pytest.mark.parametrize("quiet", ["young", "paused"])
def test_a_young_or_paused_watch_stays_quiet(store: Store, quiet: str) -> None:
    """One does not know what is usual, the other was told to rest."""
    began = NOW - timedelta(days=6 if quiet == "young" else 14)
    wanted = Watch(name="Acme", objective=Objective.SERVE, channel="#m", paused=quiet == "paused")
    watch = watches.save(store, workspaces.only(store), wanted, now=began).watch
    say(store, watch, *crowd(200))

    assert Crowds().tick(store, NOW) == 0
    assert cards(store) == 0


def test_both_sides_agree_when_a_spike_ends_and_a_watch_is_grown() -> None:
    """The memory joins hours as the pure part does."""
    assert timedelta(hours=velocity.CALM) == spikes.CALM
    assert timedelta(hours=velocity.YOUNG) == spikes.YOUNG

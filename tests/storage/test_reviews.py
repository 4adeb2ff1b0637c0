"""A second look at what stayed quiet: a fair, steady, small sample, and what it says."""

from datetime import timedelta

import pytest

from storage import claims, feedback, mentions, reviews, watches
from storage.database import Store
from storage.records import Verdict, Watch
from storage.tallies import Checked
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged

DAY = timedelta(days=1)


def quiet(store: Store, count: int, *, urgency: int = 20, start: int = 0) -> Watch:
    """Hear so many posts that do not alert."""
    watch = watches.named(store, TEAM, "Acme") or a_watch(store)
    hear(store, *(judged(a_post(str(start + n)), watch, urgency=urgency) for n in range(count)))
    return watch


def drawn(store: Store, watch: Watch) -> list[int]:
    """Draw the day's sample."""
    return [one.id for one in reviews.sample(store, TEAM, watch, since=NOW - DAY, until=NOW + DAY)]


@pytest.mark.parametrize(("heard", "shown"), [(0, 0), (1, 1), (60, 1), (150, 3), (600, 5)])
def test_one_in_fifty_is_shown_one_to_five_a_day(store: Store, heard: int, shown: int) -> None:
    """A burden nobody minds."""
    assert len(drawn(store, quiet(store, heard))) == shown


def test_the_same_day_shows_the_same_posts(store: Store) -> None:
    """Whatever people have done with them since."""
    watch = quiet(store, 150)
    first = drawn(store, watch)

    claims.take(store, TEAM, first[0], by="U1", now=NOW)
    mentions.alerted(store, TEAM, first[1:], now=NOW)

    assert drawn(store, watch) == first


def test_what_alerted_was_ours_or_was_there_before_is_not_shown(store: Store) -> None:
    """Only what the threshold kept quiet."""
    watch = a_watch(store)
    hear(store, judged(a_post("loud"), watch, urgency=90), judged(a_post("own"), watch, urgency=1, ours=True))
    hear(store, judged(a_post("old"), watch, urgency=1, is_backlog=True))

    assert drawn(store, watch) == []


def test_the_tally_counts_what_people_found(store: Store) -> None:
    """Alerts taken up or called urgent on one side, checked posts on the other; half of the words suffice."""
    watch = quiet(store, 40)
    hear(store, *(judged(a_post(f"loud {n}"), watch, urgency=90) for n in range(4)))
    every = everything(store)
    claims.take(store, TEAM, every["loud 0 Acme"].id, by="U1", now=NOW)
    words = [
        ("loud 1", Verdict.URGENT, "U1", "why"),
        ("loud 2", Verdict.NOT_URGENT, "U1", "why"),
        ("1", Verdict.URGENT, "U1", "review"),
        ("1", Verdict.NOT_URGENT, "U2", "review"),
        ("2", Verdict.NOT_URGENT, "U1", "review"),
        ("3", Verdict.URGENT, "U1", "why"),
    ]
    for name, verdict, by, via in words:
        feedback.say(store, TEAM, every[f"{name} Acme"].id, verdict, by=by, via=via, now=NOW)

    found = reviews.tally(store, TEAM, watch, since=NOW - DAY, until=NOW + MINUTE)

    assert found == Checked(alerted=2, below=40, checked=2, found=1)

"""Spikes in the memory: counted by the hour, one card each, with the post to read first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from storage import figures, outbox, spikes, tables, watches
from storage.database import Store
from storage.records import Spike, Watch
from storage.spikes import Rise, Said
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged

HOUR = timedelta(hours=1)


def risen(hour: datetime = NOW, count: int = 40, in_all: int = 50, top: int | None = None) -> Rise:
    """Invent a surprising hour."""
    said = Said(texts=(), count=in_all, negative=0.6, top=top)
    terms = ("recalled", "handle")
    return Rise(hour=hour, count=count, usual=6, surprise=9, terms=terms, said=said, negative_before=0.1)


def told(store: Store) -> list[Spike]:
    """Return every spike."""
    return list(spikes.between(store, TEAM, since=NOW - timedelta(days=9), until=NOW + timedelta(days=9)))


def test_what_a_watch_heard_is_counted_by_the_hour_of_the_post(store: Store) -> None:
    """Copies count, our own posts do not, nor does another watch's."""
    acme, rivals = a_watch(store), a_watch(store, "Rivals")
    at = [NOW - HOUR, NOW - MINUTE, NOW, NOW + 59 * MINUTE, NOW + 60 * MINUTE]
    hear(store, *(judged(a_post(str(n), at=moment), acme, keys=("k",)) for n, moment in enumerate(at)))
    hear(store, judged(a_post("ours", at=NOW), acme, ours=True), judged(a_post("theirs", at=NOW), rivals))

    assert spikes.counts(store, acme.id, since=NOW - HOUR, until=NOW + 2 * HOUR) == [2, 2, 1]
    assert spikes.counts(store, acme.id, since=NOW, until=NOW) == []


def test_what_was_said_is_read_with_its_mood_and_its_most_urgent_post(store: Store) -> None:
    """The texts are the newest ones, the count is of all; a copy stands for its lead."""
    watch = a_watch(store)
    hear(store, judged(a_post("1", "first", at=NOW), watch, urgency=20, keys=("k",)))
    hear(store, judged(a_post("2", "second", at=NOW + MINUTE), watch, urgency=90, keys=("k",)))
    hear(store, judged(a_post("3", "third", at=NOW + 2 * MINUTE), watch, urgency=30))
    said = spikes.said(store, watch.id, since=NOW, until=NOW + HOUR, most=2)

    assert ([text.strip() for text in said.texts], said.count, said.negative) == (["third", "second"], 3, 1.0)
    assert said.top == everything(store)["1 Acme"].id


def test_a_spike_has_one_card_that_follows_it(store: Store) -> None:
    """New once, then the same row is armed again; the busiest hour stays the one told."""
    watch = a_watch(store)
    began = spikes.rise(store, watch, risen(), now=NOW)
    job = outbox.take(store, TEAM, "#mentions", now=NOW)
    assert job is not None
    outbox.done(store, job, now=NOW)
    grown = spikes.rise(store, watch, risen(NOW + 3 * HOUR, count=30, in_all=90), now=NOW + 3 * HOUR)
    again = outbox.take(store, TEAM, "#mentions", now=NOW + 3 * HOUR)

    assert (began, grown) == (True, False)
    assert again is not None
    assert again.key == job.key
    (spike,) = told(store)
    assert (spike.began, spike.last, spike.peak, spike.count) == (NOW, NOW + 3 * HOUR, 40, 90)
    assert spike.terms == ("recalled", "handle")


def test_a_spike_that_hardly_grew_bothers_nobody(store: Store) -> None:
    """The card follows in steps, not with every post."""
    watch = a_watch(store)
    spikes.rise(store, watch, risen(), now=NOW)
    job = outbox.take(store, TEAM, "#mentions", now=NOW)
    assert job is not None
    outbox.done(store, job, now=NOW)
    spikes.rise(store, watch, risen(in_all=51), now=NOW + MINUTE)

    assert outbox.take(store, TEAM, "#mentions", now=NOW + MINUTE) is None


def test_after_twelve_calm_hours_it_is_another_spike(store: Store) -> None:
    """And needs its own card."""
    watch = a_watch(store)
    spikes.rise(store, watch, risen(), now=NOW)

    assert not spikes.rise(store, watch, risen(NOW + spikes.CALM), now=NOW + spikes.CALM)
    assert spikes.rise(store, watch, risen(NOW + 2 * spikes.CALM + HOUR), now=NOW + 2 * spikes.CALM + HOUR)
    assert len(told(store)) == 2


def test_a_watch_is_spiking_while_its_last_surprise_is_fresh(store: Store) -> None:
    """For the score: many say so right now."""
    watch = a_watch(store)
    spikes.rise(store, watch, risen(), now=NOW)

    assert spikes.lasting(store, TEAM, now=NOW + HOUR) == {watch.id}
    assert spikes.lasting(store, TEAM, now=NOW + spikes.FRESH) == frozenset()
    assert spikes.lasting(store, "T2", now=NOW) == frozenset()


def test_a_digest_gets_the_spikes_of_its_period_and_whether_the_watch_is_too_young(store: Store) -> None:
    """Of one watch or of all."""
    watch, other = a_watch(store), a_watch(store, "Rivals")
    spikes.rise(store, watch, risen(), now=NOW)
    edges = (NOW - HOUR, NOW + HOUR)
    of_one, of_other, of_all = (
        figures.tally(store, TEAM, edges=edges, before=edges, now=NOW, watch_id=watch_id)
        for watch_id in (watch.id, other.id, None)
    )

    assert [spike.peak for spike in of_one.spikes] == [spike.peak for spike in of_all.spikes] == [40]
    assert of_other.spikes == ()
    assert of_one.knows_usual_from == NOW + timedelta(weeks=1)
    assert of_all.knows_usual_from is None


def test_an_old_watch_without_a_birthday_is_as_old_as_what_it_heard(store: Store) -> None:
    """Memories from before that was kept have none."""
    watch: Watch = a_watch(store)
    with store.transaction() as connection:
        connection.execute(update(tables.watches).values(created_at=None))
    assert spikes.knows_usual_from(store, watch.id) is None
    hear(store, judged(replace(a_post(), posted_at=datetime(2020, 1, 1, tzinfo=UTC)), watch))

    assert watches.began(store, watch.id) is None
    assert spikes.knows_usual_from(store, watch.id) == NOW + timedelta(weeks=1)

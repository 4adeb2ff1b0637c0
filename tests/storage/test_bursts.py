"""What the bot asks of the outbox beyond leasing: bursts that grow, refusals that do not count, updates first."""

from datetime import timedelta

from storage import outbox
from storage.database import Store
from storage.records import CardPlace, Job
from tests.storage.made import NOW, TEAM, a_mention

LANE = "#mentions"


def take(store: Store, *, again: bool = False) -> Job:
    """Lease what must be there."""
    job = outbox.take(store, TEAM, LANE, now=NOW, again=again)
    assert job is not None
    return job


def fold(store: Store, *, keep: int) -> tuple[int, ...]:
    """Fold the cards of the lane into one burst."""
    return outbox.fold(store, TEAM, LANE, kind="card", keep=keep, key="burst:1", now=NOW)


def test_a_burst_grows_in_place_and_keeps_where_it_stands(store: Store) -> None:
    """One message for one flood; nothing that was folded earlier is forgotten."""
    first = [a_mention(store, f"a{number}", urgency=70 + number) for number in range(3)]
    folded = fold(store, keep=1)
    job = take(store)
    outbox.done(store, job, now=NOW, at=CardPlace(channel="C1", ts="1.2"))
    second = a_mention(store, "b", urgency=60)
    fold(store, keep=1)
    again = take(store, again=True)

    assert folded == (first[1], first[0])
    assert job.kind == again.kind == "burst"
    assert job.id == again.id
    assert outbox.place_of(job) is None
    assert outbox.place_of(again) == CardPlace(channel="C1", ts="1.2")
    assert again.payload["mentions"] == [first[1], first[0], second]
    assert outbox.payload(store, TEAM, job.id) == again.payload
    assert outbox.payload(store, "T2", job.id) is None


def test_a_card_that_was_shown_once_is_never_folded(store: Store) -> None:
    """Only news makes a flood; a change of what stands there does not."""
    mention = a_mention(store)
    outbox.done(store, take(store), now=NOW)
    outbox.refresh(store, mention, now=NOW)

    assert outbox.waiting(store, TEAM, LANE, kind="card") == 0
    assert fold(store, keep=0) == ()


def test_what_slack_refused_for_sure_counts_as_never_tried(store: Store) -> None:
    """There is no message to look for in the channel's history."""
    a_mention(store)
    outbox.later(store, take(store), due_at=NOW, error="not_in_channel", refused=True)
    refused = take(store)
    outbox.later(store, refused, due_at=NOW, error="timeout")
    unknown = take(store)

    assert refused.attempts == 1
    assert unknown.attempts == 2


def test_updates_can_be_taken_while_new_messages_wait(store: Store) -> None:
    """The pace of a channel bounds messages; a press on a card shows at once."""
    shown, new = a_mention(store, "shown"), a_mention(store, "new", urgency=100)
    job = take(store)
    outbox.done(store, job, now=NOW)
    outbox.refresh(store, shown, now=NOW)
    outbox.refresh(store, new, now=NOW)
    again = outbox.take(store, TEAM, LANE, now=NOW, again=True)

    assert again is not None
    assert again.mention_id == job.mention_id
    assert again.attempts == 1
    assert outbox.take(store, TEAM, LANE, now=NOW + timedelta(seconds=1), again=True) is None


def test_a_card_asked_for_out_of_a_burst_is_new_again(store: Store) -> None:
    """It is a message, so the channel's pace holds for it."""
    mention = a_mention(store)
    fold(store, keep=0)
    outbox.unfold(store, mention, now=NOW)

    assert outbox.take(store, TEAM, LANE, now=NOW, again=True) is None
    assert take(store).mention_id == mention

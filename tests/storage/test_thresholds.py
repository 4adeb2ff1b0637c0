"""From what urgency a watch alerts: by its own number, by its budget, or in silence; on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import outbox, spikes, thresholds, watches
from storage.database import Store
from storage.loading import load
from storage.records import Reason, Score, Watch
from tests.storage.made import NOW, TEAM, a_post, a_watch, hear, judged
from tests.storage.test_spikes import risen

DAY = timedelta(days=1)


def again(store: Store, watch: Watch) -> Watch:
    """Return a watch as it is stored now."""
    found = watches.get(store, TEAM, watch.id)
    assert found is not None
    return found


def change(store: Store, watch: Watch, **fields: object) -> Watch:
    """Save a watch with other fields."""
    return watches.save(store, TEAM, replace(again(store, watch), **fields), now=NOW + DAY).watch  # type: ignore[arg-type]


def score(urgency: int, factor: str) -> Score:
    """Judge for one reason."""
    reasons = (Reason(factor=factor, points=urgency),)
    return Score(urgency=urgency, sentiment=0, needs_reply=0, spam=0, language="en", reasons=reasons, model="test")


def cards(store: Store) -> int:
    """Return how many cards wait."""
    return outbox.waiting(store, TEAM, "#mentions", kind="card")


def test_a_budget_raises_the_threshold_and_never_lowers_it(store: Store) -> None:
    """What the team wrote stays the least; a watch without a budget cannot be fitted."""
    watch = a_watch(store)
    without = thresholds.fit(store, TEAM, watch.id, 75, now=NOW)
    change(store, watch, alerts_a_day=5)
    fitted = thresholds.fit(store, TEAM, watch.id, 75, now=NOW)
    high = again(store, watch)
    thresholds.fit(store, TEAM, watch.id, 40, now=NOW)

    assert (without, fitted) == (False, True)
    assert (high.alert_at, high.alerts_from) == (60, 75)
    assert again(store, watch).alerts_from == 60


def test_the_fitted_threshold_decides_what_alerts(store: Store) -> None:
    """In the listeners' own transaction."""
    watch = change(store, a_watch(store), alerts_a_day=5)
    thresholds.fit(store, TEAM, watch.id, 75, now=NOW)
    fitted = again(store, watch)
    hear(store, judged(a_post("1"), fitted, urgency=74), judged(a_post("2"), fitted, urgency=75))

    assert cards(store) == 1


@pytest.mark.parametrize("changes", [{"alerts_a_day": 9}, {"alert_at": 50}, {"alerts_a_day": None}])
def test_another_budget_is_fitted_anew(store: Store, changes: dict[str, object]) -> None:
    """What was fitted to the old one is forgotten; other changes keep it."""
    watch = change(store, a_watch(store), alerts_a_day=5)
    thresholds.fit(store, TEAM, watch.id, 75, now=NOW)
    kept = change(store, watch, name="Acme Inc")
    fitted_at = thresholds.standing(store, TEAM)[watch.id].fitted_at
    changed = change(store, watch, **changes)

    assert (kept.raised_to, fitted_at) == (75, NOW)
    assert changed.raised_to is None
    assert thresholds.standing(store, TEAM)[watch.id].fitted_at is None


def test_a_silent_watch_alerts_only_what_cannot_wait(store: Store) -> None:
    """Danger, leaked data and legal threats; everything else is heard and remembered."""
    made = Watch(name="New", objective=a_watch(store).objective, channel="#mentions", silent_days=7)
    watch = watches.save(store, TEAM, made, now=NOW).watch
    urgent, danger = score(95, "Reach"), score(85, "Safety or health")
    hear(
        store,
        replace(judged(a_post("1"), watch), score=urgent),
        replace(judged(a_post("2"), watch), score=danger),
        replace(judged(a_post("3"), watch), score=score(40, "Legal")),
    )

    assert watch.silent_since == again(store, watch).silent_since == NOW
    assert cards(store) == 1


def test_a_silence_ends_once_by_a_decision(store: Store) -> None:
    """The first click counts; saving the same file again does not begin it anew, writing 0 days ends it too."""
    watch = change(store, a_watch(store), silent_days=7)
    first, second = (thresholds.decide(store, TEAM, watch.id, at) for at in (64, 50))
    decided = again(store, watch)
    same = change(store, watch, alert_at=70)
    begun = change(store, watch, silent_days=3)
    ended = change(store, watch, silent_days=0)

    assert (first, second) == (True, False)
    assert (decided.alert_at, decided.silent_since, decided.silent_days) == (64, None, 7)
    assert (same.silent_since, begun.silent_since, ended.silent_since) == (None, NOW + DAY, None)


def test_loading_a_file_says_what_it_did_to_the_budget(store: Store) -> None:
    """And, loaded again, that nothing changed, whatever the budget has become meanwhile."""
    before = a_watch(store)
    wanted = replace(before, id=0, alerts_a_day=5, silent_days=7)
    (first,) = load(store, TEAM, [wanted], prune=False, now=NOW)
    thresholds.fit(store, TEAM, before.id, 75, now=NOW)
    (second,) = load(store, TEAM, [wanted], prune=False, now=NOW + DAY)
    (third,) = load(store, TEAM, [replace(wanted, alerts_a_day=None)], prune=False, now=NOW + DAY)

    assert first.what == "changed: alerts_a_day none → 5, silent_days 0 → 7"
    assert second.what == "same"
    assert again(store, before).silent_since == NOW
    assert third.what == "changed: alerts_a_day 5 → none"


def test_a_watch_is_looked_at_once_a_week(store: Store) -> None:
    """However often it is asked."""
    watch = a_watch(store)
    looks = [thresholds.look(store, TEAM, watch.id, since=NOW - DAY, now=NOW + n * DAY) for n in range(2)]

    assert looks == [True, False]
    assert thresholds.look(store, TEAM, watch.id, since=NOW + DAY, now=NOW + 2 * DAY)


def test_what_people_were_told_is_remembered(store: Store) -> None:
    """So that a digest can say how far a threshold moved."""
    watch = a_watch(store)
    before = thresholds.standing(store, TEAM)[watch.id]
    thresholds.announce(store, TEAM, watch.id, 66)

    assert (before.announced, before.fitted_at, before.looked_at) == (None, None, None)
    assert thresholds.standing(store, TEAM)[watch.id].announced == 66


@pytest.mark.parametrize("field", [{"alerts_a_day": 0}, {"silent_days": -1}])
def test_a_budget_of_nothing_is_no_budget(store: Store, field: dict[str, int]) -> None:
    """The record refuses it."""
    with pytest.raises(ValueError, match="at least once"):
        replace(a_watch(store), **field)  # type: ignore[arg-type]


def test_a_silent_watch_asks_for_no_card_about_a_spike(store: Store) -> None:
    """It is remembered, and the digest tells of it."""
    watch = change(store, a_watch(store), silent_days=7)
    is_new = spikes.rise(store, watch, risen(), now=NOW)

    assert is_new
    assert outbox.waiting(store, TEAM, "#mentions", kind="spike") == 0

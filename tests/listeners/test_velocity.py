"""Spikes: told once, with their cause, and never before a watch knows what is usual."""

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings, strategies as st

from listeners import velocity

PACK = Path(__file__).parents[3] / "shared" / "data" / "nab_tweets"
WEEKS = 4
Windows = list[tuple[datetime, datetime]]


def calm(weeks: int = WEEKS, *, level: int = 6, seed: int = 1) -> list[int]:
    """Invent quiet weeks: busy days, empty nights."""
    chance = Random(seed)
    return [
        chance.randint(level // 2, level * 3 // 2) if 8 <= hour % 24 < 22 else chance.randint(0, 1)
        for hour in range(weeks * 168)
    ]


def test_quiet_weeks_hold_no_spike() -> None:
    """Mornings are busier than nights, and that is no news."""
    assert velocity.spikes(velocity.surprises(calm())) == []


@pytest.mark.parametrize("hour", [12, 3], ids=["by day", "by night"])
def test_many_times_the_usual_is_a_spike_by_day_and_by_night(hour: int) -> None:
    """What is much at three in the morning is little at noon: each hour has its own measure."""
    counts = calm()
    counts[-24 + hour] = 60 if hour == 12 else 12

    assert [spike.first for spike in velocity.spikes(velocity.surprises(counts))] == [len(counts) - 24 + hour]


def test_one_story_is_one_spike_until_twelve_hours_were_calm() -> None:
    """A spike that comes back in the evening is the same; one that comes back the day after is news."""
    counts = calm()
    start = len(counts) - 72
    for hour in (10, 11, 13, 20, 20 + 13):
        counts[start + hour] = 80

    told = velocity.spikes(velocity.surprises(counts))

    assert [(spike.first - start, spike.last - start) for spike in told] == [(10, 20), (33, 33)]


def test_a_young_watch_alarms_nobody() -> None:
    """It does not know yet what is usual."""
    assert velocity.spikes(velocity.surprises([0] * 100 + [500] * 60)) == []


def test_four_posts_are_no_crowd() -> None:
    """A watch that mostly hears nothing must not shout at a conversation."""
    assert velocity.spikes(velocity.surprises([0] * 400 + [4])) == []
    assert velocity.spikes(velocity.surprises([0] * 400 + [5])) != []


@settings(max_examples=20, deadline=None)
@given(st.integers(200, 600), st.integers(0, 5))
def test_an_hour_is_judged_by_what_was_known_when_it_struck(until: int, seed: int) -> None:
    """No look ahead: later hours change nothing."""
    counts = calm(seed=seed)

    assert velocity.surprises(counts)[:until] == velocity.surprises(counts[:until])


def test_a_back_test_says_how_often_each_sensitivity_would_have_alarmed() -> None:
    """Coarser ones never alarm oftener, and the rate is counted from when a watch may alarm at all."""
    counts = calm(5)
    for day in range(8, 30, 2):
        counts[day * 24 + 12] = 60 if day % 4 else 500
    trials = velocity.back_test(counts)

    assert [trial.alarms for trial in trials] == sorted((trial.alarms for trial in trials), reverse=True)
    assert trials[0].per_week == trials[0].alarms / 4
    assert trials[0].alarms > trials[-1].alarms > 0


def test_a_restless_watch_gets_a_coarser_sensitivity_from_its_own_past() -> None:
    """Two alarms a week are enough for anybody; a calm watch keeps the usual one."""
    restless = calm(6)
    for day in range(8, 42):
        restless[day * 24 + 12 + day % 5] += 30 + 40 * (day % 7 == 0)

    assert velocity.chosen(calm(6)) == velocity.USUAL
    assert velocity.chosen(calm(1)) == velocity.USUAL
    assert velocity.chosen(restless) > velocity.USUAL
    rate = next(one.per_week for one in velocity.back_test(restless) if one.sensitivity == velocity.chosen(restless))
    assert rate <= velocity.MOST_A_WEEK


def test_the_cause_is_named_by_what_is_said_now_and_was_not_before() -> None:
    """Not the brand, not the small words, not what one person says."""
    before = [f"acme sells kettles and the shop was nice {number}" for number in range(200)]
    now = ["acme kettles recalled, the handle melts", "Recalled! acme handle", "acme shop recalled", "odd one"]

    assert velocity.top_terms(now, before, without=["acme"])[:2] == ("recalled", "handle")
    assert "odd" not in velocity.top_terms(now, before, without=["acme"])
    assert "acme" not in velocity.top_terms(now, before, without=["ACME"])


def test_the_cause_is_named_in_scripts_without_spaces() -> None:
    """Two letters are a word there."""
    assert "回収" in velocity.top_terms(["アクメが製品を回収", "回収のお知らせ"], ["アクメの店"], without=["アクメ"])


def test_without_posts_there_is_no_cause() -> None:
    """A count without texts is told as a count."""
    assert velocity.top_terms([], []) == ()


def by_the_hour(brand: str) -> tuple[datetime, list[int]]:
    """Return when a brand's counts begin, and its whole hours."""
    with (PACK / f"{brand}.csv").open(newline="") as file:
        rows = [(datetime.fromisoformat(row["timestamp"]), int(float(row["value"]))) for row in csv.DictReader(file)]
    start = rows[0][0]
    counts = [0] * (int((rows[-1][0] - start) / velocity.HOUR) + 1)
    for at, value in rows:
        counts[int((at - start) / velocity.HOUR)] += value
    return start, counts[:-1]


@pytest.mark.skipif(not PACK.is_dir(), reason="the open data pack (../shared/data/nab_tweets) is not here")
def test_ten_brands_spikes_are_found_with_one_untuned_setting_at_two_alarms_a_week() -> None:
    """At least 22 of the 25 labelled windows that begin after a brand's first week, in which nothing may alarm."""
    labelled = json.loads((PACK / "windows.json").read_text())
    hits, windows, rates = 0, 0, []
    for brand, spans in labelled.items():
        start, counts = by_the_hour(brand)
        told = velocity.spikes(velocity.surprises(counts))
        struck = [start + velocity.HOUR * (spike.first + 1) for spike in told]
        later: Windows = [(datetime.fromisoformat(first), datetime.fromisoformat(last)) for first, last in spans]
        later = [window for window in later if window[0] >= start + timedelta(weeks=1)]
        windows += len(later)
        hits += sum(any(first <= at <= last for at in struck) for first, last in later)
        rates.append(len(told) / ((len(counts) - velocity.YOUNG) / velocity.WEEK))
    print(f"nab_tweets: {hits} of {windows} windows at {mean(rates):.2f} alarms a brand-week")  # noqa: T201  the figure

    assert windows == 25
    assert hits >= 22
    assert mean(rates) <= 2

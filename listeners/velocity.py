"""When does a watch hear more than it should, and of what? Counts by the hour in, spikes with their cause out. Pure.

An hour is held against the median of the same hour on the days before (people sleep, and so do their complaints). The
difference is divided by the square root of what is usual, as counts scatter, and by how far this watch's own hours
scatter beyond that, so that one sensitivity serves a bakery and a bank. A spike goes on until twelve hours were calm,
so that one story is one alarm. Nothing looks ahead: an hour is judged by what was known when it struck.
"""

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from storage import fold

HOUR, DAY, WEEK = timedelta(hours=1), 24, 168
BACK = 28  # days an hour is held against
YOUNG = WEEK  # hours a watch must have listened before it may alarm
WARM = 48  # hours before the first difference is taken
CALM = 12  # hours without surprise that end a spike
LEAST = 5  # posts in an hour; fewer are no crowd, whatever is usual
SCATTER = 0.9  # the share of a watch's own hours that counts as ordinary
USUAL = 2.5  # what every watch begins with, untuned: 24 of 25 windows of ten brands, 1.7 alarms a week each
SENSITIVITIES = (USUAL, 3.0, 4.0, 6.0, 9.0, 14.0, 24.0)
MOST_A_WEEK = 2.0
TERMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How often a sensitivity would have alarmed: `alarms` over the hours given, and in a week."""

    sensitivity: float
    alarms: int
    per_week: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """One stretch of surprise: the first hour and the last (places in the counts)."""

    first: int
    last: int


def usual(counts: Sequence[int], hour: int) -> float:
    """Return what the same hour of the days before it held, in the median."""
    before = [counts[at] for at in range(hour - DAY, max(-1, hour - DAY * BACK - 1), -DAY)]
    return float(median(before)) if before else 0.0


def surprises(counts: Sequence[int]) -> list[float]:
    """Return how surprising each hour was, as a multiple of the watch's ordinary scatter; 0 while it is young."""
    raw = [_difference(counts, hour) if hour >= WARM else 0.0 for hour in range(len(counts))]
    ordinary: list[float] = []
    found: list[float] = []
    for hour, difference in enumerate(raw):
        if hour >= YOUNG and counts[hour] >= LEAST:
            found.append(difference / _scatter(ordinary))
        else:
            found.append(0.0)
        if hour >= WARM:
            insort(ordinary, abs(difference))
        if (old := hour - DAY * BACK) >= WARM:
            del ordinary[bisect_left(ordinary, abs(raw[old]))]
    return found


def _difference(counts: Sequence[int], hour: int) -> float:
    expected = usual(counts, hour)
    return (counts[hour] - expected) / math.sqrt(expected + 1)


def _scatter(ordinary: Sequence[float]) -> float:
    return max(1.0, ordinary[min(len(ordinary) - 1, int(SCATTER * len(ordinary)))]) if ordinary else 1.0


def spikes(found: Sequence[float], sensitivity: float = USUAL) -> list[Spike]:
    """Return the spikes among surprises, oldest first; hours apart by less than a calm stretch are one."""
    told: list[Spike] = []
    for hour, surprise in enumerate(found):
        if surprise < sensitivity:
            continue
        if told and hour - told[-1].last <= CALM:
            told[-1] = Spike(first=told[-1].first, last=hour)
        else:
            told.append(Spike(first=hour, last=hour))
    return told


def back_test(counts: Sequence[int], sensitivities: Sequence[float] = SENSITIVITIES) -> tuple[Trial, ...]:
    """Return for each sensitivity how many alarms it would have been over a watch's own counts."""
    found, weeks = surprises(counts), max(0, len(counts) - YOUNG) / WEEK
    alarms = [len(spikes(found, sensitivity)) for sensitivity in sensitivities]
    return tuple(
        Trial(sensitivity=sensitivity, alarms=count, per_week=count / weeks if weeks else 0.0)
        for sensitivity, count in zip(sensitivities, alarms, strict=True)
    )


def chosen(counts: Sequence[int], *, most: float = MOST_A_WEEK) -> float:
    """Return the finest sensitivity that would have alarmed no oftener than wished; the usual one where that is kept.

    It takes two weeks to tell: one to know what is usual, one to alarm in.
    """
    if len(counts) < YOUNG + WEEK:
        return USUAL
    trials = back_test(counts)
    return next((trial.sensitivity for trial in trials if trial.per_week <= most), trials[-1].sensitivity)


def top_terms(now: Sequence[str], before: Sequence[str], *, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words that more of these texts hold than those of the weeks before, most telling first.

    Words of the watch itself, and a word only one text holds, tell nothing.
    """
    own = {word for phrase in without for word in fold.spaced(fold.fold(phrase)).split()}
    here, there = _in_how_many(now), _in_how_many(before)
    weight = {word: _telling(count, len(now), there[word], len(before)) for word, count in here.items() if count > 1}
    ranked = sorted(weight, key=lambda word: (-weight[word], word))
    return tuple(word for word in ranked if weight[word] > 0 and word not in own)[:TERMS]


def _telling(count: int, of: int, count_before: int, of_before: int) -> float:
    """Return how much of these texts' share is news: a rare word in many texts, not a common word in some more."""
    share, share_before = count / of, (count_before + 0.5) / (of_before + 1)
    return share * math.log(share / share_before) if share > share_before else 0.0


def _in_how_many(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in set(_words(text)))


def _words(text: str) -> list[str]:
    """Return the words of a text, of scripts without spaces every two letters."""
    found: list[str] = []
    for word in fold.spaced(fold.fold(text)).split():
        if fold.UNSPACED_CHARACTER.match(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif len(word) > 2 or word.isdecimal():  # noqa: PLR2004  shorter ones are particles
            found.append(word)
    return [word for word in found if word not in {"http", "https", "www"}]

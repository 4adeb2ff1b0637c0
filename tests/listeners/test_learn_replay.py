"""Three hundred labels replayed: a team of another taste is served better, and one hostile person breaks nothing.

The labels come from our own examples: one half is labelled, the other ranked. Teams label what they see: four of five
labels are of what ranks high by the shipped weights. Each figure is the mean of several draws.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from statistics import fmean

import pytest

from listeners import urgency
from listeners.training import examples
from listeners.training.labelled import Labelled
from listeners.urgency import learn
from listeners.urgency.learn import Label
from storage.records import Post

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DRAWS = range(4)
BUDGET, PREVALENCE = 0.1, 0.06
Cares = Callable[[Labelled], bool]


def asks(post: Labelled) -> bool:
    """Care for questions and suggestions, and not for what is down or broken."""
    return post.about in {"question", "suggestion"}


def serves(post: Labelled) -> bool:
    """Care for customers who ask, complain or leave, and not for danger, law or press."""
    return post.about in {"question", "suggestion", "complaint", "churn"}


def guards(post: Labelled) -> bool:
    """Care for danger alone."""
    return bool(post.danger)


def answers(post: Labelled) -> bool:
    """Care for what the shipped weights care for."""
    return bool(post.reply)


@dataclass(frozen=True, slots=True)
class Row:
    """An example, and the strengths of its factors."""

    post: Labelled
    strengths: Mapping[str, float]


@cache
def rows() -> tuple[Row, ...]:
    """Read every example with the strengths of its factors."""
    context = urgency.Context(now=NOW)
    return tuple(
        Row(
            post=one,
            strengths=urgency.judge(
                Post(source="x", external_id="1", text=one.text, rating=one.rating, kind=one.kind, posted_at=NOW),
                context,
            ).strengths,
        )
        for one in examples.rows()
    )


def logit(row: Row, weights: urgency.Weights) -> float:
    """Rank it."""
    return weights.base + sum(weights.factors[factor] * strength for factor, strength in row.strengths.items())


def recall(ranked: Sequence[Row], cares: Cares, weights: urgency.Weights) -> float:
    """Return which share of what the team cares for is in the top tenth; ties are drawn fairly."""
    scored = sorted(((-round(logit(row, weights), 9), cares(row.post)) for row in ranked), key=lambda pair: pair[0])
    room, found = round(len(scored) * BUDGET), 0.0
    for _, tied in groupby(scored, key=lambda pair: pair[0]):
        group = [hit for _, hit in tied]
        found += sum(group) * min(1.0, room / len(group))
        room = max(0, room - len(group))
    return found / sum(hit for _, hit in scored)


def drawn(cares: Cares, draw: int) -> tuple[list[Row], list[Row]]:
    """Return what is labelled, and what is ranked afterwards: six in a hundred of it matter."""
    chance = random.Random(draw)
    mixed = chance.sample(rows(), len(rows()))
    labelled, rest = mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
    theirs, others = ([row for row in rest if cares(row.post) is wanted] for wanted in (True, False))
    few = round(PREVALENCE / (1 - PREVALENCE) * len(others))
    return labelled, [*others, *(chance.sample(theirs, few) if len(theirs) > few else theirs)]


def labels(
    seen: Sequence[Row], cares: Cares, count: int, *, people: int, chance: random.Random, hostile: bool = False
) -> list[Label]:
    """Let people label, mostly what ranks high; a hostile one says the opposite of what the team would."""
    ranked = sorted(seen, key=lambda row: -logit(row, urgency.shipped()))
    top, rest = ranked[: len(ranked) // 3], ranked[len(ranked) // 3 :]
    picked = [*chance.sample(top, count * 4 // 5), *chance.sample(rest, count - count * 4 // 5)]
    return [
        Label(
            key=row.post.text,
            person=f"{'H' if hostile else 'U'}{number % people}",
            urgent=cares(row.post) is not hostile,
            strengths=row.strengths,
        )
        for number, row in enumerate(picked)
    ]


def replayed(cares: Cares, *groups: tuple[int, int, bool]) -> tuple[float, float]:
    """Return recall at 10 % before and after groups of (labels, people, hostile) were learned from."""
    shipped, before, after = urgency.shipped(), [], []
    for draw in DRAWS:
        seen, ranked = drawn(cares, draw)
        chance = random.Random(draw)
        said = [
            label
            for count, people, hostile in groups
            for label in labels(seen, cares, count, people=people, chance=chance, hostile=hostile)
        ]
        taste = learn.fit(said, weights=shipped.factors, base=shipped.base, now=NOW)
        learned = urgency.Weights(base=taste.base, factors=taste.weights) if taste else shipped
        before.append(recall(ranked, cares, shipped))
        after.append(recall(ranked, cares, learned))
    return fmean(before), fmean(after)


@pytest.mark.parametrize(("cares", "gain"), [(asks, 0.15), (serves, 0.06), (guards, 0.2)])
def test_three_hundred_labels_serve_a_team_of_another_taste_better(cares: Cares, gain: float) -> None:
    """Six people labelled fifty posts each."""
    before, after = replayed(cares, (300, 6, False))

    assert after >= before + gain


@pytest.mark.parametrize("cares", [serves, guards])
def test_one_person_alone_can_teach_too(cares: Cares) -> None:
    """Less, because nobody else says so."""
    before, after = replayed(cares, (300, 1, False))

    assert after > before


@pytest.mark.parametrize("cares", [asks, serves, guards, answers])
def test_three_hundred_hostile_labels_of_one_person_break_nothing(cares: Cares) -> None:
    """Even where nobody else says anything: a few points at most."""
    before, after = replayed(cares, (300, 1, True))

    assert after >= before - 0.05


@pytest.mark.parametrize("cares", [asks, serves, guards, answers])
def test_a_hostile_person_among_six_others_leaves_most_of_what_they_taught(cares: Cares) -> None:
    """Three hundred labels against three hundred."""
    before, after = replayed(cares, (300, 1, True), (300, 6, False))

    assert after >= before - 0.02

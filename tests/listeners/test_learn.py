"""What labels make of the shipped weights: a little, within bounds, whoever shouts."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings, strategies as st

from listeners.urgency import learn
from listeners.urgency.learn import Label, Vote
from storage.records import LABELS_NEEDED, Feedback, Taste, Verdict

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
WEIGHTS = {"Asks": 2.0, "Broken": 1.5, "Praise": -1.0}
BASE = -1.0
ASKS, BROKEN, PRAISE = {"Asks": 0.9}, {"Broken": 0.9}, {"Praise": 0.8}


def labels(count: int, *, people: int = 5, urgent: str = "Asks", name: str = "U", start: int = 0) -> list[Label]:
    """Let people call what has one factor urgent, and what has another not."""
    found = []
    for n in range(start, start + count):
        strengths = (ASKS, BROKEN, PRAISE)[n % 3]
        found.append(
            Label(key=f"{name}{n}", person=f"{name}{n % people}", urgent=urgent in strengths, strengths=strengths)
        )
    return found


def taught(said: Sequence[Label], votes: Sequence[Vote] = ()) -> Taste:
    """Fit, where there is enough to fit."""
    found = learn.fit(said, weights=WEIGHTS, base=BASE, votes=votes, now=NOW)
    assert found is not None
    return found


def moved(taste: Taste) -> float:
    """Return how far a taste is from what was shipped."""
    return sum(abs(taste.weights[factor] - shipped) for factor, shipped in WEIGHTS.items()) + abs(taste.base - BASE)


def test_fewer_labels_than_needed_teach_nothing() -> None:
    """Nineteen are chance."""
    assert learn.fit(labels(LABELS_NEEDED - 1), weights=WEIGHTS, base=BASE, now=NOW) is None
    assert taught(labels(LABELS_NEEDED)).labels == LABELS_NEEDED


def test_what_people_call_urgent_weighs_more_and_what_they_do_not_less() -> None:
    """The more labels, the further."""
    some, many = taught(labels(30)), taught(labels(300))

    assert many.weights["Asks"] > some.weights["Asks"] > WEIGHTS["Asks"]
    assert many.weights["Broken"] <= some.weights["Broken"] < WEIGHTS["Broken"]


def test_the_order_of_labels_makes_no_difference() -> None:
    """To the last digit."""
    said = labels(90)
    shuffled = random.Random(7).sample(said, len(said))

    assert taught(shuffled) == taught(said)


@settings(max_examples=40)
@given(
    said=st.lists(
        st.builds(
            Label,
            key=st.text(max_size=2),
            person=st.sampled_from(["U1", "U2", "U3"]),
            urgent=st.booleans(),
            strengths=st.dictionaries(
                st.sampled_from([*WEIGHTS, "Unknown"]), st.floats(allow_nan=False, allow_infinity=False), max_size=4
            ),
        ),
        min_size=LABELS_NEEDED,
        max_size=60,
    ),
    votes=st.lists(
        st.builds(Vote, person=st.just("U1"), factor=st.sampled_from([*WEIGHTS, "Unknown"]), right=st.booleans()),
        max_size=30,
    ),
)
def test_no_weight_changes_its_sign_or_leaves_its_bounds(said: list[Label], votes: list[Vote]) -> None:
    """Whatever is said, worse stars cannot make a post less urgent."""
    found = taught(said, votes)

    assert set(found.weights) == set(WEIGHTS)
    for factor, shipped in WEIGHTS.items():
        assert learn.LEAST - 1e-9 <= found.weights[factor] / shipped <= learn.MOST + 1e-9
    assert abs(found.base - BASE) <= 1.0


def test_one_person_s_labels_count_no_more_than_forty_of_their_own() -> None:
    """Three hundred clicks of one are far less than three hundred of six."""
    alone, together = taught(labels(300, people=1)), taught(labels(300, people=6))
    forty = taught(labels(42, people=1))

    assert moved(alone) < 0.6 * moved(together)
    assert moved(alone) == pytest.approx(moved(forty), rel=0.15)


def test_who_calls_everything_the_wrong_way_round_counts_least() -> None:
    """Alone they move nothing; beside others they count as anybody's do, three tenths at most."""
    hostile = [replace(one, urgent="Praise" in one.strengths, person="H") for one in labels(300, people=1)]
    others = labels(60, name="O")

    assert learn.fit(hostile, weights=WEIGHTS, base=BASE, now=NOW) is None
    assert taught([*others, *hostile]).weights["Asks"] > WEIGHTS["Asks"]


def test_beside_others_a_loud_person_weighs_three_tenths() -> None:
    """The quiet ones still decide which way it goes."""
    others, loud = labels(120, people=6), labels(300, people=1, urgent="Broken", name="L")

    found = taught([*others, *loud])

    assert found.weights["Asks"] > WEIGHTS["Asks"]
    assert moved(found) < moved(taught(others))


def test_where_people_disagree_both_count_half() -> None:
    """The same words about other posts would move more."""
    one_way = labels(60)
    other_way = [replace(one, person=f"X{one.person}", urgent=not one.urgent) for one in one_way]
    elsewhere = [replace(one, key=f"X{one.key}") for one in other_way]

    assert moved(taught([*one_way, *other_way])) < 0.95 * moved(taught([*one_way, *elsewhere]))


def test_reasons_called_wrong_weigh_less_from_the_start() -> None:
    """Ten such words by several people halve it; by one person too, but no further."""
    wrong = [Vote(person=f"U{n}", factor="Asks", right=False) for n in range(20)]
    right = [Vote(person=f"U{n}", factor="Praise", right=True) for n in range(20)]

    found = taught([], [*wrong, *right])

    assert found.weights["Asks"] == pytest.approx(WEIGHTS["Asks"] / 3)
    assert found.weights["Praise"] == pytest.approx(WEIGHTS["Praise"] * 1.5)
    assert found.weights["Broken"] == WEIGHTS["Broken"]


def word(verdict: Verdict, *, factor: str = "", strengths: bool = True) -> Feedback:
    """Invent what somebody said."""
    return Feedback(
        id=1,
        key="k",
        mention_id=1,
        post_id=1,
        watch_id=1,
        person="U1",
        verdict=verdict,
        factor=factor,
        strengths=ASKS if strengths else {},
        urgency=70,
        alert_at=60,
        via="why",
        said_at=NOW,
    )


def test_labels_are_words_on_urgency_and_votes_words_on_reasons() -> None:
    """To say that it is not about us is neither, it speaks of the watch; spam says little of the other reasons."""
    said = [word(verdict) for verdict in Verdict if verdict not in (Verdict.RIGHT, Verdict.WRONG, Verdict.WITHDRAWN)]
    reasons = [word(Verdict.RIGHT, factor="Asks"), word(Verdict.WRONG, factor="Asks")]

    found = learn.labels_of([*said, *reasons, word(Verdict.URGENT, strengths=False)])

    assert [(label.urgent, label.counts) for label in found] == [(True, 1.0), (False, 1.0), (False, 0.5)]
    assert [vote.right for vote in learn.votes_of([*said, *reasons])] == [True, False]

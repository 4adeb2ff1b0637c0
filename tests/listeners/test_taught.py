"""What was taught counts from the next post on: weights of the team's own, and another of our name told apart."""

from collections.abc import Mapping
from datetime import UTC, datetime

from listeners import judging, urgency
from listeners.judging import Ground, Judge
from listeners.match import Matcher, compile as compile_query
from listeners.tasting import weights_of
from listeners.urgency import Weights
from storage.records import Hearing, Lesson, LessonKind, Objective, Post, Taste, Watch

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
QUERY = compile_query("kestrel")
WATCH = Watch(id=1, name="Kestrel", objective=Objective.SERVE, query="kestrel", channel="#mentions")
RACE = "Kestrel fell in the race, jockey hurt, who can help him?"


def judged(
    text: str, *, weights: Weights | None = None, likenesses: Mapping[int, Mapping[str, float]] | None = None
) -> Hearing:
    """Judge one post as the pipeline does."""
    judge = Judge(
        watches={1: WATCH},
        queries={1: QUERY},
        matcher=Matcher({1: QUERY}),
        weights=weights,
        likenesses=likenesses or {},
    )
    posts = [Post(source="feed", external_id="1", text=text, posted_at=NOW)]
    ground = Ground(known={}, candidates={1}, backlog=(), our_answers=(), now=NOW)
    (found,) = judging.hearings(judge, posts, judging.matching(judge, posts), ground)
    return found


def test_another_of_our_name_gets_fewer_points_and_the_words_are_told() -> None:
    """It is never hidden: it is heard, with a reason that says why it counts less."""
    words = {1: {"race": 2.0, "jockey": 2.0}}

    before, after, elsewhere = judged(RACE), judged(RACE, likenesses=words), judged(RACE, likenesses={2: words[1]})

    assert after.score.urgency < before.score.urgency
    (why,) = (reason for reason in after.score.reasons if reason.factor == "Not about us")
    assert why.points < 0
    assert "“jockey”" in why.evidence
    assert "“race”" in why.evidence
    assert elsewhere.score == before.score
    assert judged("my Kestrel kettle leaks, who can help?", likenesses=words).score.urgency > after.score.urgency


def test_a_hearing_keeps_the_strengths_its_score_stands_on() -> None:
    """Those that are there, short enough to store with every mention."""
    found = judged("@kestrel it broke again, who can help me? I want a refund!")

    assert found.strengths
    assert set(found.strengths) <= set(urgency.shipped().factors)
    assert all(0 < abs(strength) <= 1 for strength in found.strengths.values())
    assert len(str(dict(found.strengths))) < 500


def test_the_weights_of_a_team_are_used_where_there_are_any() -> None:
    """A team for which nothing weighs anything hears every post start where it ends."""
    nothing = Weights(base=0.0, factors=dict.fromkeys(urgency.shipped().factors, 0.0))

    taught = judged("where do I find the manual of my Kestrel?", weights=nothing)
    shipped = judged("where do I find the manual of my Kestrel?")

    assert shipped.score.urgency != taught.score.urgency
    assert [reason for reason in taught.score.reasons if reason.factor != "Waiting"] == [
        next(reason for reason in taught.score.reasons if reason.factor == "Heard")
    ]


def test_a_factor_that_came_after_the_lesson_weighs_as_shipped() -> None:
    """An upgrade that knows more is not made to forget it; without a taste the shipped weights count."""
    shipped = Weights(base=-2.0, factors={"Old": 1.0, "New": 0.5})
    taste = Taste(weights={"Old": 2.0}, base=-1.0, labels=20, fitted_at=NOW)

    assert weights_of(Lesson(kind=LessonKind.FIT, at=NOW, by="earshot", taste=taste), shipped) == Weights(
        base=-1.0, factors={"Old": 2.0, "New": 0.5}
    )
    assert weights_of(Lesson(kind=LessonKind.RESET, at=NOW, by="U1"), shipped) is None
    assert weights_of(None, shipped) is None

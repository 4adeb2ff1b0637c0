"""What was learned: every lesson kept, the last one counts, a reset can be undone."""

from storage import feedback, tastes
from storage.database import Store
from storage.records import Lesson, LessonKind, Taste, Verdict
from tests.storage.made import MINUTE, NOW, TEAM, a_mention

TASTE = Taste(weights={"Stars": 2.5, "Praise": -1.0}, base=-3.25, labels=24, fitted_at=NOW)


def a_lesson(store: Store, *, until: int = 7) -> Lesson:
    """Learn something."""
    lesson = Lesson(
        kind=LessonKind.FIT,
        at=NOW,
        by="earshot",
        taste=TASTE,
        shipped={"Stars": 2.0, "Praise": -1.0},
        likenesses={3: {"jockey": 1.9}},
        labels=24,
        people=3,
        until=until,
        tried=100,
        more=4,
        fewer=2,
    )
    tastes.keep(store, TEAM, lesson)
    found = tastes.current(store, TEAM)
    assert found is not None
    return found


def test_a_lesson_comes_back_as_it_was_learned(store: Store) -> None:
    """Weights, words and figures."""
    found = a_lesson(store)

    assert found.taste == TASTE
    assert (found.likenesses, found.shipped) == ({3: {"jockey": 1.9}}, {"Stars": 2.0, "Praise": -1.0})
    assert (found.labels, found.people, found.tried, found.more, found.fewer) == (24, 3, 100, 4, 2)


def test_nothing_learned_is_nothing_to_reset(store: Store) -> None:
    """Nor is a reset reset again."""
    assert tastes.current(store, TEAM) is None
    assert tastes.reset(store, TEAM, by="U1", now=NOW) is None
    a_lesson(store)
    assert tastes.reset(store, TEAM, by="U1", now=NOW) is not None
    assert tastes.reset(store, TEAM, by="U1", now=NOW) is None


def test_a_reset_goes_back_to_the_shipped_weights_and_can_be_undone(store: Store) -> None:
    """All three stay in the history; after it only new words teach, after the undo the old ones too."""
    learned = a_lesson(store)
    feedback.say(store, TEAM, a_mention(store), Verdict.URGENT, by="U1", via="why", now=NOW)
    before = tastes.reset(store, TEAM, by="U1", now=NOW + MINUTE)
    after = tastes.current(store, TEAM)
    restored = tastes.restore(store, TEAM, learned.id, by="U2", now=NOW + 2 * MINUTE)
    now = tastes.current(store, TEAM)

    assert before == restored == learned
    assert after is not None
    assert (after.kind, after.taste, after.likenesses, after.since) == (
        LessonKind.RESET,
        None,
        {},
        feedback.newest(store, TEAM),
    )
    assert now is not None
    assert (now.kind, now.by, now.since) == (LessonKind.RESTORED, "U2", 0)
    assert now.taste is not None
    assert now.taste.weights == TASTE.weights
    assert [lesson.kind for lesson in tastes.history(store, TEAM, limit=9)] == [
        LessonKind.RESTORED,
        LessonKind.RESET,
        LessonKind.FIT,
    ]


def test_another_workspace_learns_by_itself(store: Store) -> None:
    """And cannot bring ours back."""
    learned = a_lesson(store)

    assert tastes.current(store, "T2") is None
    assert tastes.restore(store, "T2", learned.id, by="U1", now=NOW) is None

"""`/earshot score`: what was learned in plain words, its history, and the way back."""

from datetime import UTC, datetime

import pytest

from bot.blocks import score
from storage import feedback, tastes
from storage.records import Lesson, LessonKind, Taste, Verdict
from tests.bot.made import TEAM, Work, a_post, a_watch, hear
from tests.bot.test_earshot_command import told

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SHIPPED = {"Wants an answer": 2.0, "Down or broken": 1.5, "Praise": -1.0, "Reach": 1.0}
LEARNED = {"Wants an answer": 3.2, "Down or broken": 0.6, "Praise": -1.0, "Reach": 1.01}


def learned(work: Work, **more: object) -> Lesson:
    """Keep a lesson, as the listeners do."""
    watch = a_watch(work.store)
    known: dict[str, object] = {
        "kind": LessonKind.FIT,
        "at": NOW,
        "by": "earshot",
        "taste": Taste(weights=LEARNED, base=-3.2, labels=48, fitted_at=NOW),
        "shipped": SHIPPED,
        "shipped_base": -3.0,
        "likenesses": {watch.id: {"jockey": 2.0, "race": 1.4, "kettle": -2.0}},
        "labels": 48,
        "people": 5,
        "tried": 1240,
        "more": 9,
        "fewer": 3,
    }
    tastes.keep(work.store, TEAM, Lesson(**{**known, **more}))  # type: ignore[arg-type]
    found = tastes.current(work.store, TEAM)
    assert found is not None
    return found


def test_explain_tells_what_moved_from_whom_and_what_it_changes(work: Work) -> None:
    """What weighs as it did is not listed."""
    learned(work)

    seen = told(work, "score explain").text_seen()

    for part in (
        "From 48 words by 5 people.",
        "Weighs more: Wants an answer (1.6 times).",
        "Weighs less: Down or broken (0.4 times).",
        "Every mention starts a little lower.",
        "Of 1,240 posts heard in 30 days it would have alerted about 9 more and 3 fewer.",
        "Acme: “jockey”, “race” near the name mean another.",
    ):
        assert part in seen.replace("*", "")
    assert "Praise" not in seen
    assert "kettle" not in seen


@pytest.mark.parametrize("text", ["score", "score explain"])
def test_before_anything_is_learned_it_says_what_it_takes(work: Work, text: str) -> None:
    """And how to teach."""
    (mention,) = hear(work.store, a_watch(work.store), a_post(), urgency=10)
    feedback.say(work.store, TEAM, mention.id, Verdict.URGENT, by="U1", via="why", now=NOW)

    seen = told(work, text).text_seen()

    assert "it takes 20 words on how urgent mentions are, and there is 1" in seen
    assert "Press *Why*".replace("*", "") in seen.replace("*", "")


def test_where_words_abound_and_nothing_was_learned_it_says_what_is_missing() -> None:
    """One person alone, against everything that was shipped, teaches nothing."""
    assert "there are 300 words on how urgent mentions are" in score.explain(None, 300, {}).text
    assert "needs a second person's word" in score.explain(None, 300, {}).text


def test_reset_asks_first_and_can_be_undone(work: Work) -> None:
    """Nothing is lost: every step is in the history."""
    learned(work)
    noor = work.slack.person("noor")
    question = told(work, "score reset")
    before = tastes.current(work.store, TEAM)
    (button,) = next(block for block in question.blocks if block["type"] == "actions")["elements"]
    noor.click(question, "Set back")
    work.slack.wait_until(lambda: "shipped weights count again, from" in noor.ephemerals()[-1].text_seen())
    reset = tastes.current(work.store, TEAM)
    noor.click(noor.ephemerals()[-1], "Bring it back")
    work.slack.wait_until(lambda: "48 words counts again" in noor.ephemerals()[-1].text_seen())
    restored = tastes.current(work.store, TEAM)
    seen = told(work, "score history").text_seen()

    assert "confirm" in button
    assert before is not None
    assert before.kind is LessonKind.FIT
    assert reset is not None
    assert (reset.taste, reset.by) == (None, noor.id)
    assert restored is not None
    assert restored.taste is not None
    assert restored.taste.weights == LEARNED
    assert seen.index("brought back") < seen.index("went back") < seen.index("from 48 words")


def test_after_a_reset_explain_says_who_went_back(work: Work) -> None:
    """And there is nothing to set back any more."""
    learned(work)
    tastes.reset(work.store, TEAM, by=work.slack.person("noor").id, now=NOW)

    assert "@Noor Haddad went back to the shipped weights" in told(work, "score explain").text_seen()
    assert "There is nothing to set back" in told(work, "score reset").text_seen()


def test_history_lists_the_last_words_with_what_they_were_about(work: Work) -> None:
    """Taken back ones too; hostile words stay words."""
    (mention,) = hear(work.store, a_watch(work.store), a_post("<!channel> *kettle* leaks " + "&" * 200), urgency=10)
    noor = work.slack.person("noor").id
    for number in range(12):
        verdict = Verdict.WITHDRAWN if number % 2 else Verdict.SPAM
        feedback.say(work.store, TEAM, mention.id, verdict, by=noor, via="why", now=NOW)
    feedback.say(work.store, TEAM, mention.id, Verdict.WRONG, by=noor, via="why", factor="stars", now=NOW)

    answer = told(work, "score history")

    seen = answer.text_seen()
    assert "Nothing was learned yet." in seen
    assert "@Noor Haddad: wrong (reason stars) – <!channel> *kettle* leaks" in seen
    assert seen.count("took it back") == 5
    assert answer.pings() == {noor}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("score reset", "There is nothing to set back"),
        ("score history", "Nobody has said anything of a mention yet"),
        ("score explian", "Did you mean `score explain`?"),
        ("score <!channel>", "does not know “<!channel>”"),
    ],
)
def test_other_words_say_what_to_do(work: Work, text: str, says: str) -> None:
    """Never an empty answer."""
    assert says in told(work, text).text_seen()


def test_a_lesson_of_many_factors_and_long_words_fits_into_a_message(work: Work) -> None:
    """Cut, and said so."""
    many = {f"Factor number {n} with quite a long name": 1.0 for n in range(30)}
    taste = Taste(weights=dict.fromkeys(many, 2.0), base=0, labels=20, fitted_at=NOW)
    lesson = learned(work, taste=taste, shipped=many, likenesses={n: {"x" * 300: 1.0} for n in range(20)})

    seen = told(work, "score explain").text_seen()

    assert "and 22 more" in seen
    assert len(score.explain(lesson, 20, {}).text) < 3000

"""Learning on the clock: once per news, from everything that counts, on either database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from listeners.tasting import keep_up
from listeners.urgency import Weights
from storage import feedback, hearing, mentions, tastes, watches
from storage.database import Store
from storage.records import (
    Author,
    Dismissal,
    Hearing,
    Lesson,
    LessonKind,
    Objective,
    Post,
    Reason,
    Score,
    Verdict,
    Watch,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEAM = "T1"
SHIPPED = Weights(factors={"Wants an answer": 2.5, "Down or broken": 2.5}, base=-1.0)
ASKS, BROKEN = {"Wants an answer": 0.9}, {"Down or broken": 0.9}


def heard(store: Store, texts: Mapping[str, str], strengths: Mapping[str, float]) -> list[int]:
    """Hear posts by their names; returns their mentions."""
    watch = watches.named(store, TEAM, "Acme")
    if watch is None:
        made = Watch(name="Acme", objective=Objective.SERVE, channel="#mentions")
        watch = watches.save(store, TEAM, made, now=NOW).watch
    score = Score(
        urgency=70,
        sentiment=0,
        needs_reply=0,
        spam=0,
        language="en",
        reasons=(Reason(factor="Heard", points=70),),
        model="test",
    )
    posts = [
        Post(source="feed", external_id=name, text=text, posted_at=NOW, author=Author(handle=name))
        for name, text in texts.items()
    ]
    judged = [Hearing(post=post, watch=watch, score=score, matched=("acme",), strengths=strengths) for post in posts]
    hearing.take_in(store, TEAM, judged, now=NOW)
    known = {one.post.external_id: one.id for one in mentions.walk(store, TEAM)}
    return [known[name] for name in texts]


def say(store: Store, mention_id: int, verdict: Verdict, *, by: str = "U1") -> None:
    """Say it."""
    assert feedback.say(store, TEAM, mention_id, verdict, by=by, via="why", now=NOW)


def teach(store: Store, count: int, *, start: int = 0) -> None:
    """Let four people call what asks urgent, and what is broken not."""
    names = {f"p{n}": "acme" for n in range(start, start + count)}
    for half, (strengths, verdict) in enumerate(((ASKS, Verdict.URGENT), (BROKEN, Verdict.NOT_URGENT))):
        some = dict(list(names.items())[half::2])
        for number, one in enumerate(heard(store, some, strengths)):
            say(store, one, verdict, by=f"U{number % 4}")


def learned(store: Store, *, later: int = 0) -> Lesson | None:
    """Learn what is new, and return what counts now."""
    keep_up(store, SHIPPED, now=NOW + later * MINUTE)
    return tastes.current(store, TEAM)


def test_nothing_is_learned_before_twenty_words(store: Store) -> None:
    """Nineteen are chance."""
    teach(store, 19)
    before = learned(store)
    teach(store, 1, start=19)
    after = learned(store)

    assert before is None
    assert after is not None
    assert (after.kind, after.labels, after.people) == (LessonKind.FIT, 20, 4)
    assert after.taste is not None
    assert after.taste.weights["Wants an answer"] > 2.5 > after.taste.weights["Down or broken"] > 0


def test_it_learns_once_per_news(store: Store) -> None:
    """The clock ticks; a lesson is kept only where somebody said something, or Earshot's own weights are others."""
    teach(store, 24)
    learned(store)
    learned(store, later=1)
    once = tastes.history(store, TEAM, limit=9)
    keep_up(store, replace(SHIPPED, base=-2.0), now=NOW)
    newer = tastes.history(store, TEAM, limit=9)

    assert len(once) == 1
    assert [lesson.shipped_base for lesson in newer] == [-2.0, -1.0]


def test_the_same_words_teach_the_same_wherever_they_are_replayed(store: Store) -> None:
    """Taken back and said again, by another way round: the weights are the same to the last digit."""
    teach(store, 24)
    first = learned(store)
    for one in feedback.current(store, TEAM):
        say(store, one.mention_id or 0, Verdict.WITHDRAWN, by=one.person)
    nothing = learned(store)
    for one in reversed([one for one in feedback.walk(store, TEAM) if one.verdict is not Verdict.WITHDRAWN]):
        say(store, one.mention_id or 0, one.verdict, by=one.person)
    again = learned(store)

    assert first is not None
    assert first.taste is not None
    assert nothing is not None
    assert (nothing.taste, nothing.labels) == (None, 0)
    assert again is not None
    assert again.taste is not None
    assert again.taste.weights == first.taste.weights
    assert again.taste.base == first.taste.base


def test_a_lesson_tells_which_alerts_it_changes(store: Store) -> None:
    """Tried on what was heard in the last thirty days."""
    teach(store, 60)

    found = learned(store)

    assert found is not None
    assert (found.tried, found.more, found.fewer) == (60, 0, 30)


def test_after_a_reset_only_new_words_teach(store: Store) -> None:
    """And what is brought back teaches on."""
    teach(store, 24)
    first = learned(store)
    tastes.reset(store, TEAM, by="U1", now=NOW)
    still = learned(store, later=1)
    teach(store, 4, start=24)
    few = learned(store, later=2)
    assert first is not None
    tastes.restore(store, TEAM, first.id, by="U1", now=NOW + 3 * MINUTE)
    back = learned(store, later=4)

    assert still is not None
    assert still.kind is LessonKind.RESET
    assert few is not None
    assert (few.taste, few.labels) == (None, 4)
    assert back is not None
    assert (back.kind, back.labels) == (LessonKind.FIT, 28)


def test_three_clicks_teach_what_another_of_our_name_looks_like(store: Store) -> None:
    """From the words around the match; what one person gainsays or was set aside teaches nothing."""
    heard(store, {f"us{n}": f"the acme kettle number {n} leaks, please help" for n in range(6)}, ASKS)
    horses = heard(store, {f"horse{n}": f"acme wins the race, jockey {n} in tears" for n in range(4)}, ASKS)
    mentions.dismiss(store, TEAM, horses[3], Dismissal.NOT_US, by="U1", now=NOW)
    for one in horses[:2]:
        say(store, one, Verdict.NOT_ABOUT_US)
    two = learned(store)
    say(store, horses[2], Verdict.NOT_ABOUT_US, by="U2")
    three = learned(store)
    say(store, horses[2], Verdict.URGENT, by="U3")
    gainsaid = learned(store)

    assert two is None
    assert three is not None
    (words,) = three.likenesses.values()
    assert {word for word, odds in words.items() if odds > 0} == {"race", "jockey", "wins", "tears"}
    assert three.taste is None
    assert gainsaid is not None
    assert gainsaid.likenesses == {}


def test_one_person_s_clicks_on_names_count_up_to_forty(store: Store) -> None:
    """The newest; a click in anger cannot teach that everything is another."""
    ids = heard(store, {f"p{n}": f"acme word{n % 2} common{n}" for n in range(60)}, ASKS)
    for one in ids[:50]:
        say(store, one, Verdict.NOT_ABOUT_US)

    found = learned(store)

    assert found is None or found.likenesses == {}

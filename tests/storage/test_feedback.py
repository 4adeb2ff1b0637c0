"""What people say of mentions: appended, the latest word counts, nothing is lost."""

from dataclasses import replace

import pytest

from storage import feedback, mentions, watches
from storage.database import Store
from storage.records import Dismissal, Verdict
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, a_watch, everything, hear, judged

STRENGTHS = {"Stars": 1.0, "Unhappy": 0.42}


def a_judged_mention(store: Store, external_id: str = "1") -> int:
    """Hear one post with the strengths of its factors."""
    watch = watches.named(store, TEAM, "Acme") or a_watch(store)
    hear(store, replace(judged(a_post(external_id), watch), strengths=STRENGTHS))
    return everything(store)[f"{external_id} Acme"].id


def said(store: Store, mention_id: int, verdict: Verdict, *, by: str = "U1", factor: str = "", later: int = 0) -> bool:
    """Say it in the Why window; returns whether it was news."""
    found = feedback.say(store, TEAM, mention_id, verdict, by=by, via="why", factor=factor, now=NOW + later * MINUTE)
    assert found is not None
    return found.is_news


def test_a_word_is_kept_with_what_the_score_stood_on(store: Store) -> None:
    """Enough to learn from it again, whatever becomes of the mention."""
    one = a_judged_mention(store)

    said(store, one, Verdict.NOT_URGENT)

    (row,) = feedback.current(store, TEAM)
    assert (row.verdict, row.person, row.mention_id, row.via) == (Verdict.NOT_URGENT, "U1", one, "why")
    assert (row.strengths, row.urgency, row.alert_at, row.said_at) == (STRENGTHS, 70, 60, NOW)


def test_the_same_word_twice_is_one_and_the_latest_counts(store: Store) -> None:
    """A double click changes nothing; a second thought is a new row, and the first one stays."""
    one = a_judged_mention(store)

    news = [
        said(store, one, Verdict.URGENT),
        said(store, one, Verdict.URGENT),
        said(store, one, Verdict.SPAM, later=1),
        said(store, one, Verdict.URGENT, by="U2"),
    ]

    assert news == [True, False, True, True]
    assert [(row.person, row.verdict) for row in feedback.on(store, TEAM, one)] == [
        ("U1", Verdict.SPAM),
        ("U2", Verdict.URGENT),
    ]
    assert [row.verdict for row in feedback.walk(store, TEAM)] == [Verdict.URGENT, Verdict.SPAM, Verdict.URGENT]
    assert feedback.newest(store, TEAM) == max(row.id for row in feedback.walk(store, TEAM))


def test_taking_it_back_is_a_row_too(store: Store) -> None:
    """And nothing can be taken back twice."""
    one = a_judged_mention(store)
    said(store, one, Verdict.URGENT)

    news = [said(store, one, Verdict.WITHDRAWN, later=1), said(store, one, Verdict.WITHDRAWN, later=2)]

    assert news == [True, False]
    assert feedback.current(store, TEAM) == ()
    assert len(feedback.latest(store, TEAM, limit=9)) == 2


def test_a_reason_is_judged_beside_the_whole(store: Store) -> None:
    """What is said of one factor does not replace what is said of the mention."""
    one = a_judged_mention(store)

    said(store, one, Verdict.URGENT)
    said(store, one, Verdict.WRONG, factor="Stars")
    said(store, one, Verdict.RIGHT, factor="Stars")

    assert [(row.factor, row.verdict) for row in feedback.current(store, TEAM)] == [
        ("", Verdict.URGENT),
        ("Stars", Verdict.RIGHT),
    ]


def test_words_outlive_their_watch_and_stay_apart(store: Store) -> None:
    """What was learned from them can be learned again."""
    one, two = a_judged_mention(store, "1"), a_judged_mention(store, "2")
    said(store, one, Verdict.URGENT)
    said(store, two, Verdict.SPAM)

    watches.remove(store, TEAM, everything(store)["1 Acme"].watch.id)

    kept = feedback.current(store, TEAM)
    assert [(row.verdict, row.mention_id, row.watch_id, row.strengths) for row in kept] == [
        (Verdict.URGENT, None, None, STRENGTHS),
        (Verdict.SPAM, None, None, STRENGTHS),
    ]


def test_an_undone_dismissal_takes_its_words_back_and_no_others(store: Store) -> None:
    """Whoever presses Undo."""
    one = a_mention(store)
    mentions.dismiss(store, TEAM, one, Dismissal.SPAM, by="U1", now=NOW)
    feedback.say(store, TEAM, one, Verdict.SPAM, by="U1", via="dismiss", now=NOW)
    said(store, one, Verdict.URGENT, by="U2")

    feedback.withdraw(store, TEAM, one, via="dismiss", now=NOW + MINUTE)

    assert [(row.person, row.verdict) for row in feedback.current(store, TEAM)] == [("U2", Verdict.URGENT)]


@pytest.mark.parametrize("workspace", [TEAM, "T2"])
def test_of_what_is_gone_or_another_workspaces_nothing_can_be_said(store: Store, workspace: str) -> None:
    """Nothing is written."""
    one = a_judged_mention(store) + (1 if workspace == TEAM else 0)

    assert feedback.say(store, workspace, one, Verdict.URGENT, by="U1", via="why", now=NOW) is None
    assert list(feedback.walk(store, TEAM)) == []


def test_only_words_after_a_reset_count_where_that_is_asked(store: Store) -> None:
    """A word said again after it counts again."""
    one, two = a_judged_mention(store, "1"), a_judged_mention(store, "2")
    said(store, one, Verdict.URGENT)
    said(store, two, Verdict.URGENT)
    mark = feedback.newest(store, TEAM)
    said(store, two, Verdict.SPAM)

    assert [row.verdict for row in feedback.current(store, TEAM, after=mark)] == [Verdict.SPAM]

"""What goes with the end of a shift, by reactions, and how each is taken back."""

from datetime import timedelta

import pytest

from storage import answers, claims, history, mentions, reactions, replies, shifts, undoing
from storage.database import Store
from storage.records import Dismissal, ReplyState, State
from tests.storage.made import MINUTE, NOW, TEAM, a_mention


def owners(store: Store, *ids: int) -> list[str]:
    """Return who has each."""
    return [mention.owner for mention in mentions.some(store, TEAM, ids)]


def mine(store: Store, number: int) -> list[int]:
    """Have so many."""
    ids = [a_mention(store, str(n)) for n in range(number)]
    for one in ids:
        claims.take(store, TEAM, one, by="U1", now=NOW)
    return ids


@pytest.mark.parametrize("to", ["U2", ""], ids=["to a colleague", "back to the queue"])
def test_a_shift_ends_and_what_went_is_taken_back(store: Store, to: str) -> None:
    """All of it at once; what somebody else has by now stays theirs."""
    one, two, three = mine(store, 3)
    claims.release(store, TEAM, three, by="U1", now=NOW)
    claims.take(store, TEAM, three, by="U3", now=NOW)
    moved = shifts.end(store, TEAM, [one, two, three, 999], by="U1", to=to, now=NOW + MINUTE)
    after = owners(store, one, two, three)
    back = shifts.take_back(store, TEAM, moved, by="U1", to=to, since=NOW + MINUTE, now=NOW + 2 * MINUTE)

    assert moved == (one, two)
    assert after == [to, to, "U3"]
    assert back == (one, two)
    assert owners(store, one, two, three) == ["U1", "U1", "U3"]
    assert [line.what for line in history.of(store, one)][-1] == "took_back"


@pytest.mark.parametrize("to", ["U2", ""], ids=["to a colleague", "back to the queue"])
def test_what_was_taken_up_since_is_not_taken_back(store: Store, to: str) -> None:
    """Nobody loses work to somebody's second thoughts."""
    one, two = mine(store, 2)
    moved = shifts.end(store, TEAM, [one, two], by="U1", to=to, now=NOW)
    if to:
        claims.release(store, TEAM, one, by=to, now=NOW)
    claims.take(store, TEAM, one, by="U3", now=NOW + MINUTE)
    mentions.dismiss(store, TEAM, two, Dismissal.NO_ANSWER, by=to or "U3", now=NOW + MINUTE)

    assert shifts.take_back(store, TEAM, moved, by="U1", to=to, since=NOW, now=NOW + 2 * MINUTE) == ()
    assert owners(store, one) == ["U3"]


def test_ones_own_claim_is_taken_back_while_nothing_happened_since(store: Store) -> None:
    """What Earshot noted by itself is nobody's doing."""
    one, two, three = mine(store, 3)
    history.note(store, TEAM, one, by=history.EARSHOT, what="late", now=NOW)
    replies.save(store, TEAM, two, "We are", base=0, by="U1", now=NOW)
    undone = [
        undoing.unclaim(store, TEAM, each, by=by, now=NOW) for each, by in ((one, "U1"), (two, "U1"), (three, "U2"))
    ]

    assert [found.moved for found in undone if found] == [True, False, False]
    assert owners(store, one, two, three) == ["", "U1", "U1"]


def test_ones_own_done_is_taken_back_step_by_step(store: Store) -> None:
    """From served to answered, from answered to where it was; nobody else's, and not once something happened."""
    one, two = mine(store, 2)
    answers.by_hand(store, TEAM, one, "", by="U1", now=NOW)
    mentions.close(store, TEAM, one, by="U1", now=NOW)
    steps = [undoing.unanswer(store, TEAM, one, by=by, now=NOW + timedelta(minutes=1)) for by in ("U2", "U1", "U1")]
    answers.by_hand(store, TEAM, two, "", by="U1", now=NOW)
    again = undoing.unanswer(store, TEAM, two, by="U1", now=NOW + MINUTE)
    reply = replies.get(store, TEAM, two)

    assert [(step.moved, step.mention.state) for step in steps if step] == [
        (False, State.CLOSED),
        (True, State.ANSWERED),
        (False, State.ANSWERED),
    ]
    assert again is not None
    assert (again.moved, again.mention.state, again.mention.owner) == (True, State.CLAIMED, "U1")
    assert reply is not None
    assert reply.state is ReplyState.DRAFT


def test_a_team_chooses_its_own_reactions(store: Store) -> None:
    """The usual ones until then; none where it wants none."""
    before = reactions.of(store, TEAM)
    reactions.choose(store, TEAM, reactions.CLAIM, "raised_hand", by="U1", now=NOW)
    reactions.choose(store, TEAM, reactions.CLAIM, "hand", by="U1", now=NOW)
    reactions.choose(store, TEAM, reactions.DONE, "", by="U1", now=NOW)

    assert before == {"claim": "eyes", "done": "white_check_mark"}
    assert reactions.of(store, TEAM) == {"claim": "hand", "done": ""}
    assert reactions.of(store, "T2") == before

"""What an answer promised is owed once it is out, reminded of when due, and settled once."""

from datetime import datetime, timedelta

import pytest

from storage import answers, debts, history, replies, sending, timers
from storage.database import Store
from storage.records import Debt, Receipt
from tests.storage.made import MINUTE, NOW, TEAM, a_mention

TOMORROW = NOW + timedelta(days=1)


def a_debt(words: str = "we'll fix it", *, person: str = "U1", due_at: datetime = TOMORROW) -> Debt:
    """Promise something."""
    return Debt(id=0, mention_id=0, words=words, person=person, due_at=due_at, dated=True, made_at=None)


def send(store: Store, mention_id: int) -> None:
    """Let the draft out as the listeners do."""
    sending.approve(store, TEAM, mention_id, version=1, by="U1", now=NOW)
    errand = sending.take(store, now=NOW + MINUTE)
    assert errand is not None
    sending.leave(store, errand, now=NOW + MINUTE)
    sending.arrive(store, errand, Receipt(external_id="9", post_id="1", url=""), now=NOW + MINUTE)


@pytest.mark.parametrize("way", ["sent", "by hand"])
def test_a_promise_is_owed_once_the_answer_is_out(store: Store, way: str) -> None:
    """And the last text's promises only; the reminder comes at its time, once."""
    one = a_mention(store)
    replies.save(store, TEAM, one, "We'll fix it", base=0, by="U1", now=NOW)
    debts.expect(store, TEAM, one, [a_debt("of a text that was called back")])
    debts.expect(store, TEAM, one, [a_debt(), a_debt("and write", person="U2", due_at=TOMORROW + MINUTE)])
    before = debts.owed(store, TEAM)
    if way == "sent":
        send(store, one)
    else:
        answers.by_hand(store, TEAM, one, "https://example.com/9", by="U1", now=NOW)
    owed, mine = debts.owed(store, TEAM), debts.owed(store, TEAM, "U1")
    fired = [[timer.key for timer in timers.fire(store, TEAM, now=TOMORROW) if timer.kind == "debt"] for _ in range(2)]

    assert before == ()
    assert [(debt.words, debt.person) for debt in owed] == [("we'll fix it", "U1"), ("and write", "U2")]
    assert mine == owed[:1]
    assert fired == [[debts.key_of(owed[0].id)], []]
    assert [line.detail for line in history.of(store, one) if line.what == "promised"] == ["we'll fix it", "and write"]


def test_a_promise_is_settled_once_by_anybody_and_reminds_no_more(store: Store) -> None:
    """Another team cannot, and what is not out yet is not owed."""
    one = a_mention(store)
    debts.expect(store, TEAM, one, [a_debt()])
    early = debts.get(store, TEAM, 1)
    assert early is not None
    unsent = debts.settle(store, TEAM, early.id, by="U2", now=NOW)
    debts.begin(store, TEAM, one, now=NOW)
    foreign = debts.settle(store, "T2", early.id, by="U2", now=NOW)
    settled = [debts.settle(store, TEAM, early.id, by="U2", now=NOW) for _ in range(2)]
    debts.begin(store, TEAM, one, now=NOW + MINUTE)  # the next answer is out, and promises nothing

    assert (unsent, foreign, settled[1]) == (None, None, None)
    assert settled[0] is not None
    assert (settled[0].settled_by, settled[0].settled_at) == ("U2", NOW)
    assert debts.owed(store, TEAM) == ()
    assert [timer for timer in timers.fire(store, TEAM, now=TOMORROW) if timer.kind == "debt"] == []
    assert [line.what for line in history.of(store, one)][-1] == "kept_promise"

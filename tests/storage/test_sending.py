"""An approved answer's way out: each step guarded, so that it leaves once, or a person decides."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from hypothesis.strategies import booleans
from sqlalchemy import delete, func, select

from storage import answers, claims, history, mentions, posts, replies, sending, tables
from storage.database import Store
from storage.records import Dismissal, Errand, Receipt, Reply, ReplyState, Standing, State
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post

RECEIPT = Receipt(external_id="901", post_id="1", url="https://example.com/901")


def stands(store: Store, mention_id: int) -> Reply:
    """Return the reply as it stands."""
    found = replies.get(store, TEAM, mention_id)
    assert found is not None
    return found


def an_approved_answer(store: Store) -> int:
    """Draft and approve an answer that may leave at NOW; return its mention's id."""
    one = a_mention(store)
    replies.save(store, TEAM, one, "We are sorry", base=0, by="U1", now=NOW)
    sending.approve(store, TEAM, one, version=1, by="U1", now=NOW - sending.UNDO)
    return one


def taken(store: Store, now: datetime = NOW) -> Errand:
    """Take the answer whose turn has come."""
    found = sending.take(store, now=now)
    assert found is not None
    return found


def test_an_answer_leaves_after_the_time_to_undo_and_arrives_once(store: Store) -> None:
    """The approved text, under one key, and the mention is answered by who approved it."""
    one = an_approved_answer(store)
    early = sending.take(store, now=NOW - timedelta(seconds=1))
    errand = taken(store)
    left = sending.leave(store, errand, now=NOW)
    arrived = [sending.arrive(store, errand, RECEIPT, now=NOW) for _ in range(2)]
    mention = mentions.get(store, TEAM, one)

    assert early is None
    assert (errand.outgoing.text, errand.outgoing.begun_at, errand.is_open) == ("We are sorry", NOW, False)
    assert (left, arrived) == (True, [True, False])
    assert stands(store, one).state is ReplyState.SENT
    assert mention is not None
    assert (mention.state, mention.answered_by, mention.answer_url) == (State.ANSWERED, "U1", RECEIPT.url)
    assert [line.what for line in history.of(store, one)] == ["drafted", "claimed", "approved", "sent"]
    watched = [answers.take(store, now=NOW + answers.FALLING[0]) for _ in range(2)]
    assert [answer and answer.receipt for answer in watched] == [RECEIPT, None]


def test_only_the_version_that_was_read_is_approved_and_only_where_one_may(store: Store) -> None:
    """Not a newer text, not somebody else's mention, not a post that is gone, nothing empty, nothing twice."""
    one, two, gone, empty = (a_mention(store, number) for number in ("1", "2", "3", "4"))
    for mention_id in (one, two, gone):
        replies.save(store, TEAM, mention_id, "We are sorry", base=0, by="U1", now=NOW)
    claims.take(store, TEAM, two, by="U2", now=NOW)
    posts.bury(store, TEAM, "feed", ["3"], NOW)
    replies.save(store, TEAM, one, "We are very sorry", base=1, by="U2", now=NOW)
    versions = [sending.approve(store, TEAM, one, version=version, by="U1", now=NOW) for version in (1, 2, 2)]
    others = [sending.approve(store, TEAM, mention_id, version=1, by="U1", now=NOW) for mention_id in (two, gone)]

    assert [step.taken for step in versions if step] == [False, True, False]
    assert [step.taken for step in others if step] == [False, False]
    assert sending.approve(store, TEAM, empty, version=0, by="U1", now=NOW) is None


def test_an_answer_can_be_called_back_until_it_leaves(store: Store) -> None:
    """Not while somebody holds it; dismissing calls it back, too, and a deleted post keeps it here."""
    one = an_approved_answer(store)
    called = sending.undo(store, TEAM, one, by="U1", now=NOW)
    sending.approve(store, TEAM, one, version=1, by="U1", now=NOW)
    errand = taken(store, NOW + MINUTE)
    late = sending.undo(store, TEAM, one, by="U1", now=NOW + MINUTE)
    sending.wait(store, errand, until=NOW + 2 * MINUTE, error="busy", now=NOW + MINUTE)
    waiting = stands(store, one)
    mentions.dismiss(store, TEAM, one, Dismissal.SPAM, by="U1", now=NOW + MINUTE)
    dismissed = stands(store, one)
    mentions.reopen(store, TEAM, one, by="U1", now=NOW + MINUTE)
    sending.approve(store, TEAM, one, version=1, by="U1", now=NOW)
    posts.bury(store, TEAM, "feed", ["1"], NOW)

    assert called is not None
    assert late is not None
    assert (called.taken, called.reply.state, late.taken) == (True, ReplyState.DRAFT, False)
    assert (waiting.state, waiting.error) == (ReplyState.APPROVED, "busy")
    assert dismissed.state is ReplyState.DRAFT
    assert stands(store, one).state is ReplyState.DRAFT
    assert sending.take(store, now=NOW + timedelta(days=1)) is None


def test_who_lost_the_lease_cannot_send(store: Store) -> None:
    """The fence: whoever comes late leaves it to who has it now; the key stays the same."""
    an_approved_answer(store)
    slow = taken(store)
    between = sending.take(store, now=NOW + sending.LEASE / 2)
    later = NOW + sending.LEASE
    quick = taken(store, later)

    assert between is None
    assert not sending.leave(store, slow, now=later)
    assert sending.leave(store, quick, now=later)
    assert (quick.outgoing, quick.is_open) == (slow.outgoing, False)


def test_killed_after_it_left_is_known_to_the_next(store: Store) -> None:
    """And the result of the first is still true, when it comes."""
    one = an_approved_answer(store)
    first = taken(store)
    sending.leave(store, first, now=NOW)
    second = taken(store, NOW + sending.LEASE)

    assert (second.is_open, second.outgoing) == (True, first.outgoing)
    assert not sending.wait(store, first, until=NOW, error="", now=NOW)
    assert sending.arrive(store, first, RECEIPT, now=NOW)
    assert not sending.doubt(store, second, "nobody knows", now=NOW)
    assert stands(store, one).state is ReplyState.SENT


@pytest.mark.parametrize("decision", ["there", "not there"])
def test_a_person_decides_what_nobody_knows(store: Store, decision: str) -> None:
    """It is there: answered, with its address. It is not: sent again, under the same key."""
    one = an_approved_answer(store)
    errand = taken(store)
    sending.leave(store, errand, now=NOW)
    sending.doubt(store, errand, "it broke off", now=NOW)
    doubted = stands(store, one)
    nobody = sending.take(store, now=NOW + timedelta(days=1))
    if decision == "there":
        moved = answers.by_hand(store, TEAM, one, RECEIPT.url, by="U1", now=NOW)
        assert moved is not None
        assert (moved.moved, stands(store, one).state) == (True, ReplyState.SENT)
    else:
        sending.send_again(store, TEAM, one, by="U1", now=NOW)
        again = taken(store)
        assert (again.outgoing, again.is_open) == (errand.outgoing, False)

    assert (doubted.state, doubted.error, nobody) == (ReplyState.UNCERTAIN, "it broke off", None)


def test_what_could_not_be_sent_is_written_anew_under_a_new_key(store: Store) -> None:
    """A platform that knows the old key would hand back the old answer."""
    one = an_approved_answer(store)
    errand = taken(store)
    sending.fail(store, errand, "too long", now=NOW)
    failed = stands(store, one)
    replies.save(store, TEAM, one, "Sorry", base=1, by="U1", now=NOW)
    sending.approve(store, TEAM, one, version=2, by="U1", now=NOW)

    assert (failed.state, failed.error, failed.text) == (ReplyState.FAILED, "too long", "We are sorry")
    assert taken(store, NOW + MINUTE).outgoing.key != errand.outgoing.key


def test_nothing_is_noted_as_posted_by_hand_while_it_is_sent(store: Store) -> None:
    """One answer, whoever presses what at the same moment."""
    one = an_approved_answer(store)
    errand = taken(store)
    refused = answers.by_hand(store, TEAM, one, RECEIPT.url, by="U1", now=NOW)
    sending.wait(store, errand, until=NOW, error="busy", now=NOW)
    noted = answers.by_hand(store, TEAM, one, RECEIPT.url, by="U1", now=NOW)

    assert refused is not None
    assert noted is not None
    assert (refused.moved, noted.moved) == (False, True)
    assert sending.take(store, now=NOW + timedelta(days=1)) is None


def test_an_answer_that_is_held_back_is_told_at_once(store: Store) -> None:
    """Some places show answers only once somebody of theirs has read them."""
    one = an_approved_answer(store)
    errand = taken(store)
    sending.leave(store, errand, now=NOW)
    pending = Receipt(external_id="901", post_id="1", standing=Standing.PENDING, note="a moderator reads it first")
    sending.arrive(store, errand, pending, now=NOW)
    rows = tables.outbox
    with store.reading() as connection:
        told = connection.execute(select(rows.c.payload).where(rows.c.kind == "turn")).scalar_one()

    assert told == {"turn": "pending", "post": None, "wants_us": False, "note": "a moderator reads it first"}
    assert [line.what for line in history.of(store, one)][-1] == "pending"


class Way(RuleBasedStateMachine):
    """One mention; people and senders do what they like, are killed, and come late."""

    store: Store
    number = 0

    def __init__(self) -> None:
        """Hear one more post."""
        super().__init__()
        type(self).number += 1
        self.id = a_mention(self.store, f"way-{self.number}")
        self.now = NOW
        self.errands: list[Errand] = []
        self.published: list[tuple[str, str]] = []  # what a platform that knows no keys has taken: key, text
        self.approved: set[str] = set()

    def teardown(self) -> None:
        """Leave the next walk nothing to take."""
        with self.store.transaction() as connection:
            connection.execute(delete(tables.mentions))

    @rule(minutes=booleans())
    def pass_time(self, minutes: bool) -> None:  # noqa: FBT001  how much
        """Let leases run out, or not."""
        self.now += 2 * MINUTE if minutes else timedelta(seconds=5)

    @rule()
    def write(self) -> None:
        """Save a text on top of the one that stands."""
        reply = replies.get(self.store, TEAM, self.id)
        version = reply.version if reply else 0
        replies.save(self.store, TEAM, self.id, f"text {version + 1}", base=version, by="U1", now=self.now)

    @rule()
    def approve(self) -> None:
        """Let the text that stands go out."""
        reply = replies.get(self.store, TEAM, self.id)
        step = reply and sending.approve(self.store, TEAM, self.id, version=reply.version, by="U1", now=self.now)
        if step and step.taken:
            self.approved.add(step.reply.text)

    @rule()
    def undo(self) -> None:
        """Call it back."""
        sending.undo(self.store, TEAM, self.id, by="U1", now=self.now)

    @rule()
    def dismiss_and_take_back(self) -> None:
        """Set it aside and open it again."""
        mentions.dismiss(self.store, TEAM, self.id, Dismissal.SPAM, by="U1", now=self.now)
        mentions.reopen(self.store, TEAM, self.id, by="U1", now=self.now)

    @rule()
    def take(self) -> None:
        """Take what is due; what is known to be out is found, and what nobody can know goes to a person."""
        errand = sending.take(self.store, now=self.now)
        if errand is None:
            return
        if not errand.is_open:
            self.errands.append(errand)
        elif any(key == errand.outgoing.key for key, _ in self.published):
            sending.arrive(self.store, errand, RECEIPT, now=self.now)
        else:
            sending.doubt(self.store, errand, "unknown", now=self.now)

    @precondition(lambda self: self.errands)
    @rule(told=booleans(), late=booleans())
    def publish(self, told: bool, late: bool) -> None:  # noqa: FBT001  killed before it is told or not
        """Send what is held, if it may leave; be killed before the outcome is noted, or not; come late, or not."""
        errand = self.errands.pop(0)
        self.now += 2 * MINUTE if late else timedelta(0)
        if not sending.leave(self.store, errand, now=self.now):
            return
        self.published.append((errand.outgoing.key, errand.outgoing.text))
        if told:
            sending.arrive(self.store, errand, RECEIPT, now=self.now)

    @rule()
    def look(self) -> None:
        """A person looks and says how it is."""
        reply = replies.get(self.store, TEAM, self.id)
        if reply and reply.state is ReplyState.UNCERTAIN:
            if self.published:
                answers.by_hand(self.store, TEAM, self.id, RECEIPT.url, by="U1", now=self.now)
            else:
                sending.send_again(self.store, TEAM, self.id, by="U1", now=self.now)

    @invariant()
    def one_answer_at_most(self) -> None:
        """Whatever happened: one answer, of an approved text, and the memory never calls it a draft."""
        reply = replies.get(self.store, TEAM, self.id)
        rows = tables.answers
        with self.store.reading() as connection:
            kept = connection.execute(select(func.count()).where(rows.c.mention_id == self.id)).scalar_one()

        assert len(self.published) <= 1
        assert kept <= 1
        assert {text for _, text in self.published} <= self.approved
        if self.published:
            assert reply is not None
            assert reply.state in {ReplyState.SENDING, ReplyState.SENT, ReplyState.UNCERTAIN}
            assert reply.text == self.published[0][1]


def test_no_walk_publishes_two_answers_or_one_that_nobody_approved(store: Store) -> None:
    """On both databases."""

    class Here(Way):
        """In this memory."""

    Here.store = store
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_an_answer_to_what_was_said_since_is_a_draft_again_when_that_is_deleted(store: Store) -> None:
    """Else it would wait for ever, "sent in a few seconds"; and nothing is approved that nobody could read."""
    one = an_approved_answer(store)
    errand = taken(store)
    sending.leave(store, errand, now=NOW)
    sending.arrive(store, errand, RECEIPT, now=NOW)
    since = posts.remember(store, TEAM, [a_post("2")], now=NOW).ids["2"]
    mentions.speak_again(store, TEAM, one, now=NOW)
    replies.begin_anew(store, TEAM, one, to=since, now=NOW)
    replies.save(store, TEAM, one, "And now?", base=1, by="U1", now=NOW)
    approved = sending.approve(store, TEAM, one, version=2, by="U1", now=NOW)
    posts.bury(store, TEAM, "feed", ["2"], NOW)
    buried = stands(store, one).state
    again = sending.approve(store, TEAM, one, version=2, by="U1", now=NOW)

    assert approved is not None
    assert again is not None
    assert (approved.taken, buried, again.taken) == (True, ReplyState.DRAFT, False)

"""A second pair of eyes: what asks is a saved text, one verdict counts, and exactly what was read goes out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import (
    answers,
    approvals,
    claims,
    history,
    mentions,
    phrasebook,
    proposals,
    replies,
    sending,
    tables,
    watches,
)
from storage.approvals import Verdict
from storage.database import Store
from storage.records import Dismissal, FourEyes, Proposal, ProposalState, ReplyState, SavedReply
from tests.storage.made import MINUTE, NOW, TEAM, a_mention


def with_rule(store: Store, words: str) -> None:
    """Let the watch want a second person."""
    watch = watches.named(store, TEAM, "Acme")
    assert watch is not None
    watches.save(store, TEAM, replace(watch, four_eyes=FourEyes.of(words)), now=NOW)


def drafted(store: Store, one: int, text: str, *, by: str = "U1") -> int:
    """Save a text as the draft, whatever it was before; return its version."""
    before = replies.get(store, TEAM, one)
    saved = replies.save(store, TEAM, one, text, base=before.version if before else 0, by=by, now=NOW)
    assert saved is not None
    assert saved.kept
    return saved.reply.version


def asked(store: Store, one: int, text: str, *, by: str = "U1", instead: bool = False) -> Proposal:
    """Draft a text and let it ask to be approved."""
    version = drafted(store, one, text, by=by)
    found = approvals.propose(store, TEAM, one, version=version, by=by, now=NOW, instead=instead)
    assert found is not None
    return found


def approved(store: Store, proposal: Proposal, by: str = "U2") -> Verdict:
    """Approve it."""
    verdict = approvals.approve(store, TEAM, proposal.id, by=by, now=NOW)
    assert verdict is not None
    return verdict


def states(store: Store) -> list[ProposalState]:
    """Return how every proposal stands."""
    rows = tables.proposals
    with store.reading() as connection:
        return [
            ProposalState(state) for state in connection.execute(select(rows.c.state).order_by(rows.c.id)).scalars()
        ]


def messages(store: Store) -> list[str]:
    """Return what people are told of approvals, each key once."""
    rows = tables.outbox
    with store.reading() as connection:
        keys = select(rows.c.key).where(rows.c.kind.in_(("approval", "verdict"))).order_by(rows.c.id)
        return list(connection.execute(keys).scalars())


def test_a_text_asks_is_approved_by_another_person_and_leaves(store: Store) -> None:
    """Draft, proposed, approved; the mention stays with who asked, the history names both."""
    one = a_mention(store)
    proposal = asked(store, one, "We are sorry")
    waits = replies.get(store, TEAM, one)
    verdict = approved(store, proposal)
    errand = sending.take(store, now=NOW + MINUTE)
    mention = mentions.get(store, TEAM, one)

    assert waits is not None
    assert waits.state is ReplyState.PROPOSED
    assert sending.take(store, now=NOW + MINUTE) is None
    assert (verdict.taken, verdict.proposal.state, verdict.proposal.settled_by) == (True, ProposalState.APPROVED, "U2")
    assert errand is not None
    assert (errand.outgoing.text, errand.by) == ("We are sorry", "U2")
    assert mention is not None
    assert mention.owner == "U1"
    assert [line.what for line in history.of(store, one)] == ["drafted", "claimed", "proposed", "approved"]
    assert messages(store) == [proposals.key_of(one, 1)]


def test_what_was_read_goes_out_even_where_the_draft_went_on_beside_it(store: Store) -> None:
    """No text that nobody approved ever leaves, and the newer one is kept."""
    one = a_mention(store)
    proposal = asked(store, one, "What was read")
    drafted(store, one, "What came later", by="U3")
    between = replies.get(store, TEAM, one)
    approved(store, proposal)
    stands = replies.get(store, TEAM, one)
    errand = sending.take(store, now=NOW + MINUTE)

    assert between is not None
    assert (between.state, between.text) == (ReplyState.PROPOSED, "What came later")
    assert stands is not None
    assert (stands.version, stands.text, stands.by) == (3, "What was read", "U1")
    assert errand is not None
    assert errand.outgoing.text == "What was read"
    assert "What came later" in [version.text for version in replies.versions(store, TEAM, one)]


@pytest.mark.parametrize(
    ("rule", "needs"), [("never", False), ("always", True), ("60", True), ("80", False), ("feed", True)]
)
def test_a_watch_says_whose_answers_nobody_sends_alone(store: Store, rule: str, needs: bool) -> None:  # noqa: FBT001
    """Always, from an urgency on, or on some sources: then the author neither sends nor approves it."""
    one = a_mention(store)
    with_rule(store, rule)
    version = drafted(store, one, "We are sorry")
    alone = sending.approve(store, TEAM, one, version=version, by="U1", now=NOW)
    assert alone is not None
    if not needs:
        assert alone.taken
        return
    proposal = approvals.propose(store, TEAM, one, version=version, by="U1", now=NOW)
    assert proposal is not None
    own, others = approved(store, proposal, "U1"), approved(store, proposal, "U2")

    assert (alone.taken, own.taken, others.taken) == (False, False, True)


def test_whoever_changes_a_text_is_its_author_and_whoever_saves_it_unchanged_is_not(store: Store) -> None:
    """So nobody approves their own words by asking through somebody else."""
    one = a_mention(store)
    with_rule(store, "always")
    drafted(store, one, "We are sorry", by="U1")
    unchanged = replies.save(store, TEAM, one, "We are sorry", base=1, by="U2", now=NOW)
    proposal = approvals.propose(store, TEAM, one, version=1, by="U2", now=NOW)
    assert proposal is not None

    assert unchanged is not None
    assert (unchanged.kept, unchanged.reply.version, unchanged.reply.by) == (True, 1, "U1")
    assert not approved(store, proposal, "U1").taken
    assert approved(store, proposal, "U2").taken


def test_of_several_candidates_one_is_chosen_and_all_have_one_message(store: Store) -> None:
    """The others are passed over; a second verdict, a late no and a late withdrawal count for nothing."""
    one = a_mention(store)
    first, second = asked(store, one, "Short"), asked(store, one, "Longer", by="U2")
    chosen, again, other = approved(store, first, "U3"), approved(store, first, "U2"), approved(store, second, "U3")
    no = approvals.reject(store, TEAM, first.id, note="Too late", by="U2", now=NOW)
    back = approvals.withdraw(store, TEAM, first.id, by="U1", now=NOW)
    errand = sending.take(store, now=NOW + MINUTE)

    assert (chosen.taken, again.taken, other.taken) == (True, False, False)
    assert [verdict and verdict.taken for verdict in (no, back)] == [False, False]
    assert states(store) == [ProposalState.APPROVED, ProposalState.PASSED]
    assert messages(store) == [proposals.key_of(one, 1)]
    assert errand is not None
    assert errand.outgoing.text == "Short"


def test_two_verdicts_at_once_are_one(store: Store) -> None:
    """Whoever presses second is told that it was settled."""
    one = a_mention(store)
    texts = [asked(store, one, "Short"), asked(store, one, "Longer")]
    with ThreadPoolExecutor(2) as people:
        verdicts = list(people.map(lambda proposal: approved(store, proposal), texts))

    assert sorted(verdict.taken for verdict in verdicts) == [False, True]
    assert sorted(states(store)) == [ProposalState.APPROVED, ProposalState.PASSED]
    assert [line.what for line in history.of(store, one)].count("approved") == 1


def test_a_no_has_a_reason_tells_who_asked_and_leaves_a_draft(store: Store) -> None:
    """While another text asks, the answer goes on asking."""
    one = a_mention(store)
    first, second = asked(store, one, "Rude"), asked(store, one, "Kind", by="U2")
    no = approvals.reject(store, TEAM, first.id, note="Too rude", by="U3", now=NOW)
    between = replies.get(store, TEAM, one)
    back = approvals.withdraw(store, TEAM, second.id, by="U3", now=NOW)
    own = approvals.withdraw(store, TEAM, second.id, by="U2", now=NOW)
    after = replies.get(store, TEAM, one)

    assert no is not None
    assert (no.taken, no.proposal.verdict, no.proposal.state) == (True, "Too rude", ProposalState.REJECTED)
    assert between is not None
    assert between.state is ReplyState.PROPOSED
    assert back is not None
    assert own is not None
    assert (back.taken, own.taken) == (False, True)
    assert after is not None
    assert after.state is ReplyState.DRAFT
    assert messages(store) == [proposals.key_of(one, 1), f"verdict:{first.id}"]
    assert [line.what for line in history.of(store, one)][-2:] == ["not_approved", "withdrew"]


def test_asking_again_is_one_question_and_may_stand_in_place_of_the_one_before(store: Store) -> None:
    """The same text asks once; a better one beside it or instead of it, and a new turn has a new message."""
    one = a_mention(store)
    first = asked(store, one, "Teh text")
    same = approvals.propose(store, TEAM, one, version=1, by="U1", now=NOW)
    second = asked(store, one, "The text", instead=True)
    approvals.reject(store, TEAM, second.id, note="", by="U2", now=NOW)
    third = asked(store, one, "Another")

    assert same == first
    assert states(store) == [ProposalState.WITHDRAWN, ProposalState.REJECTED, ProposalState.OPEN]
    assert (first.turn, second.turn, third.turn) == (1, 1, 2)
    assert messages(store)[-1] == proposals.key_of(one, 2)


def test_only_the_text_that_was_read_asks_and_only_so_many_at_once(store: Store) -> None:
    """Not an older version, nothing with an open gap, nothing for what is settled."""
    one, settled = a_mention(store), a_mention(store, "2")
    phrasebook.save(store, TEAM, SavedReply(name="Hello", text="Hello {name}"), by="U1", now=NOW)
    drafted(store, one, "First")
    drafted(store, one, "Dear {name} and {whoever}")
    gap = approvals.propose(store, TEAM, one, version=2, by="U1", now=NOW)
    drafted(store, one, "Second")
    stale = approvals.propose(store, TEAM, one, version=2, by="U1", now=NOW)
    many = [asked(store, one, f"Candidate {number}") for number in range(approvals.MOST)]
    version = drafted(store, one, "One too many")
    drafted(store, settled, "Late")
    mentions.dismiss(store, TEAM, settled, Dismissal.SPAM, by="U1", now=NOW)

    assert [gap, stale] == [None, None]
    assert len({proposal.id for proposal in many}) == approvals.MOST
    assert approvals.propose(store, TEAM, one, version=version, by="U1", now=NOW) is None
    assert approvals.propose(store, TEAM, settled, version=1, by="U1", now=NOW) is None


@pytest.mark.parametrize("way", ["dismissed", "posted by hand", "sent as it is"])
def test_what_asks_is_passed_over_where_another_way_was_taken(store: Store, way: str) -> None:
    """Nothing is approved that nobody waits for."""
    one = a_mention(store)
    proposal = asked(store, one, "We are sorry")
    match way:
        case "dismissed":
            mentions.dismiss(store, TEAM, one, Dismissal.SPAM, by="U1", now=NOW)
        case "posted by hand":
            answers.by_hand(store, TEAM, one, "https://example.com/1", by="U1", now=NOW)
        case _:
            sending.approve(store, TEAM, one, version=1, by="U1", now=NOW)
    late = approved(store, proposal)
    reply = replies.get(store, TEAM, one)

    assert (late.taken, states(store)) == (False, [ProposalState.PASSED])
    assert reply is not None
    assert reply.state is not ReplyState.PROPOSED


def test_what_was_called_back_or_failed_was_read_already_or_asks_anew(store: Store) -> None:
    """Undone it is a draft that its author cannot send; what failed unchanged may be sent again by anybody."""
    one = a_mention(store)
    with_rule(store, "always")
    approved(store, asked(store, one, "We are sorry"))
    sending.undo(store, TEAM, one, by="U1", now=NOW)
    alone = sending.approve(store, TEAM, one, version=1, by="U1", now=NOW)
    approved(store, asked(store, one, "We are very sorry"))
    errand = sending.take(store, now=NOW + MINUTE)
    assert errand is not None
    sending.fail(store, errand, "busy", now=NOW + MINUTE)
    again = sending.approve(store, TEAM, one, version=2, by="U1", now=NOW + MINUTE)

    assert alone is not None
    assert again is not None
    assert (alone.taken, again.taken, again.reply.approved_by) == (False, True, "U2")


def test_an_answer_leaves_at_its_time_and_not_before(store: Store) -> None:
    """Asked for by who wrote it; approved too late, it leaves at once."""
    one, two = a_mention(store), a_mention(store, "2")
    tomorrow = NOW + timedelta(days=1)
    version = drafted(store, one, "Good morning")
    proposal = approvals.propose(store, TEAM, one, version=version, by="U1", now=NOW, send_at=tomorrow)
    assert proposal is not None
    approved(store, proposal)
    drafted(store, two, "Good morning to you")
    sending.approve(store, TEAM, two, version=1, by="U1", now=NOW, at=NOW - MINUTE)
    soon = sending.take(store, now=NOW + sending.UNDO)
    assert soon is not None
    sending.fail(store, soon, "rude", now=NOW + sending.UNDO)
    later = [sending.take(store, now=when) for when in (tomorrow - MINUTE, tomorrow)]

    assert soon.mention_id == two
    assert [errand and errand.outgoing.text for errand in later] == [None, "Good morning"]


def test_another_workspace_sees_and_settles_nothing(store: Store) -> None:
    """A number is no key."""
    proposal = asked(store, a_mention(store), "We are sorry")

    assert proposals.get(store, "T2", proposal.id) is None
    assert approvals.approve(store, "T2", proposal.id, by="U2", now=NOW) is None
    assert approvals.reject(store, "T2", proposal.id, note="", by="U2", now=NOW) is None
    assert approvals.withdraw(store, "T2", proposal.id, by="U1", now=NOW) is None
    assert states(store) == [ProposalState.OPEN]


def test_somebody_elses_mention_takes_candidates_of_others(store: Store) -> None:
    """Help is no theft: the owner stays."""
    one = a_mention(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    asked(store, one, "From a colleague", by="U2")
    mention = mentions.get(store, TEAM, one)

    assert mention is not None
    assert mention.owner == "U1"


@pytest.mark.parametrize(
    ("words", "rule", "wanted"),
    [
        ("", FourEyes(), []),
        ("never", FourEyes(), []),
        ("Always", FourEyes(always=True), [(0, "feed"), (70, "feed"), (0, "trustpilot")]),
        ("70", FourEyes(urgency=70), [(70, "feed")]),
        ("trustpilot", FourEyes(sources=("trustpilot",)), [(0, "trustpilot")]),
        ("trustpilot, 70", FourEyes(urgency=70, sources=("trustpilot",)), [(70, "feed"), (0, "trustpilot")]),
    ],
)
def test_the_rule_is_written_in_a_few_words(words: str, rule: FourEyes, wanted: list[tuple[int, str]]) -> None:
    """And read again as it was written."""
    read = FourEyes.of(words)

    assert read == rule
    assert FourEyes.of(str(read)) == rule
    assert [case for case in ((0, "feed"), (70, "feed"), (0, "trustpilot")) if read.wanted(*case)] == wanted

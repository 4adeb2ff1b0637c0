"""A second pair of eyes in Slack: proposed in the draft window, settled in the card's thread, sent, promised."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import home, timers
from bot.playground import Message, Person
from storage import debts, history, proposals, replies, sending, sources, timers as storage_timers, watches
from storage.records import FourEyes, Receipt, Reply, ReplyState, SourceFacts, Writing
from tests.bot.made import CHANNEL, TEAM, Work

TEXT = "Sorry about the leak. Which kettle is it?"


@pytest.fixture
def card(work: Work) -> Message:
    """Have one mention alerted whose answer takes a second person, and return its card."""
    sources.tell(work.store, [SourceFacts(name="feed", title="The shop", writing=Writing(limit=500))])
    card = work.alert()
    watch = watches.named(work.store, TEAM, "Acme")
    assert watch is not None
    watches.save(work.store, TEAM, replace(watch, four_eyes=FourEyes(always=True)), now=datetime.now(UTC))
    return card


def soon(work: Work, holds: Callable[[], bool]) -> None:
    """Wait until something holds, on however busy a machine."""
    work.slack.wait_until(holds, timeout=30)


def reply_of(work: Work) -> Reply:
    """Return the answer as it stands."""
    found = replies.get(work.store, TEAM, work.mention().id)
    assert found is not None
    return found


def below(work: Work) -> list[Message]:
    """Return what stands in the card's thread."""
    return work.slack.thread(CHANNEL, work.slack.messages(CHANNEL)[0].ts)[1:]


def proposed(work: Work, who: str, card: Message, text: str = TEXT, **more: str) -> Person:
    """Let somebody write a text and propose it."""
    person, before = work.slack.person(who), len(history.of(work.store, work.mention().id))
    person.click(card, "draft")
    soon(work, lambda: person.view is not None and "And then" in person.view.text_seen())
    more.setdefault("And then", "Propose it for approval")
    person.submit(answers={"Your answer": text, **more})
    soon(work, lambda: len(history.of(work.store, work.mention().id)) > before)
    return person


def asked(work: Work, words: str) -> Message:
    """Wait until the thread's message says something, and return it."""
    soon(work, lambda: any(words in message.text_seen() for message in below(work)))
    return next(message for message in below(work) if words in message.text_seen())


def whispered(work: Work, person: Person, words: str) -> bool:
    """Wait until a person is told something alone."""
    soon(work, lambda: any(words in said.text_seen() for said in person.ephemerals()))
    return True


def test_an_answer_is_proposed_approved_by_another_person_and_leaves(work: Work, card: Message) -> None:
    """Its author is not offered to send it and cannot approve it; one message asks, and tells what came of it."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    noor.click(card, "draft")
    soon(work, lambda: noor.view is not None and "And then" in noor.view.text_seen())
    window = noor.view.text_seen() if noor.view else ""
    noor.submit(answers={"Your answer": TEXT, "And then": "Propose it for approval", "note": "Kind enough?"})
    request = asked(work, "asks somebody to approve")
    waits = work.reads("asks to be approved")
    noor.click(request, "approve")
    told = whispered(work, noor, "Ask somebody else")
    before = reply_of(work).state
    jonas.click(request, "approve")
    soon(work, lambda: reply_of(work).state is ReplyState.APPROVED)
    settled = asked(work, "approved “Sorry about")
    errand = sending.take(work.store, now=datetime.now(UTC) + sending.UNDO)

    assert "Send it now" not in window
    assert (TEXT in request.text_seen(), "Kind enough?" in request.text_seen()) == (True, True)
    assert "Draft reply" in waits.text_seen()
    assert (told, before) == (True, ReplyState.PROPOSED)
    assert len(below(work)) == 1
    assert "Approve and send" not in settled.text_seen()
    assert errand is not None
    assert (errand.outgoing.text, errand.by) == (TEXT, jonas.id)


def test_a_no_tells_its_author_why_and_the_better_text_has_a_message_of_its_own(work: Work, card: Message) -> None:
    """Whoever proposed it hears of it directly, with the way back to the draft."""
    noor = proposed(work, "noor", card)
    jonas = work.slack.person("jonas")
    jonas.click(asked(work, "asks somebody"), "reject")
    soon(work, lambda: jonas.view is not None and "What should be different?" in jonas.view.text_seen())
    jonas.submit(answers={"note": "Say who you are"})
    asked(work, "did not approve “Sorry about")
    soon(work, lambda: bool(work.slack.messages(noor.id)))
    direct = work.slack.messages(noor.id)[-1].text_seen()
    draft = reply_of(work)
    proposed(work, "noor", card, f"{TEXT} Noor of Acme")
    soon(work, lambda: len(below(work)) == 2)

    assert "did not approve your answer" in direct
    assert "Say who you are" in direct
    assert (draft.state, draft.text) == (ReplyState.DRAFT, TEXT)


def test_one_of_several_candidates_is_chosen_in_one_message(work: Work, card: Message) -> None:
    """Those of others stand beside it; the rest is passed over, and one's own can be taken back."""
    proposed(work, "noor", card)
    priya = proposed(work, "priya", card, "Sorry! Write to us: which one is it?")
    request = asked(work, "Choose one of 2")
    mention = work.mention()
    (mine,) = (one for one in proposals.waiting(work.store, mention.id) if one.by == priya.id)
    priya.click(request, (f"proposal_{mine.id}", "withdraw"))
    soon(work, lambda: "took back" in below(work)[0].text_seen())
    work.slack.person("jonas").click(below(work)[0], "approve")
    soon(work, lambda: reply_of(work).state is ReplyState.APPROVED)

    assert reply_of(work).text == TEXT
    assert len(below(work)) == 1


def without_rule(work: Work) -> None:
    """Let everybody send alone again."""
    watch = watches.named(work.store, TEAM, "Acme")
    assert watch is not None
    watches.save(work.store, TEAM, replace(watch, four_eyes=FourEyes()), now=datetime.now(UTC))


def test_an_answer_leaves_at_a_time_that_is_to_come(work: Work, card: Message) -> None:
    """None, a past one and one that was not meant are refused; until then the card says when, and it can be undone."""
    without_rule(work)
    noor, now = work.slack.person("noor"), datetime.now(UTC)
    noor.click(card, "draft")
    soon(work, lambda: noor.view is not None and "And then" in noor.view.text_seen())
    later: dict[str, str | int] = {"Your answer": TEXT, "And then": "Send it at a time"}
    tomorrow = int((now + timedelta(days=1)).timestamp())
    none = noor.submit(answers=later)
    past = noor.submit(answers={**later, "when": int((now - timedelta(minutes=1)).timestamp())})
    both = noor.submit(answers={**later, "And then": "Send it now", "when": tomorrow})
    noor.submit(answers={**later, "when": tomorrow})
    waits = work.reads("sends the answer to The shop")
    due = reply_of(work).due_at
    noor.click(waits, "call_back")
    work.reads("Draft by @Noor Haddad")

    assert "Choose when" in none.errors["when"]
    assert "is past" in past.errors["when"]
    assert "Send it now" in both.errors["when"]
    assert due == datetime.fromtimestamp(tomorrow, UTC)
    assert "in a few seconds" not in waits.text_seen()
    assert sending.take(work.store, now=now + timedelta(days=2)) is None


def test_a_promise_is_a_debt_once_it_is_out_and_is_reminded_of_when_due(work: Work, card: Message) -> None:
    """By its day, in the card's thread and on the Home tab of whoever wrote it, until somebody says it was kept."""
    without_rule(work)
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    soon(work, lambda: noor.view is not None and "And then" in noor.view.text_seen())
    noor.submit(answers={"Your answer": "Sorry! We'll fix it tomorrow.", "And then": "Send it now"})
    soon(work, lambda: noor.view is not None and "owes it" in noor.view.text_seen())
    noor.submit(answers={"Why send it all the same?": "We will"})
    soon(work, lambda: reply_of(work).state is ReplyState.APPROVED)
    unsent, now = debts.owed(work.store, TEAM), datetime.now(UTC)
    errand = sending.take(work.store, now=now + sending.UNDO)
    assert errand is not None
    sending.leave(work.store, errand, now=now)
    sending.arrive(work.store, errand, Receipt(external_id="9", post_id="1"), now=now)
    (debt,) = debts.owed(work.store, TEAM)
    home.publish(work.desk, noor.id, now)
    owing = noor.home.text_seen() if noor.home else ""
    storage_timers.start(work.store, TEAM, debts.key_of(debt.id), kind="debt", due_at=now, mention_id=debt.mention_id)
    timers.tick(work.desk, now)
    reminder = asked(work, "we promised")
    noor.click(reminder, "promise_kept")
    asked(work, "we kept what we promised")

    assert unsent == ()
    assert (debt.words, debt.person, debt.dated) == ("We'll fix", noor.id, True)
    assert timedelta(0) < debt.due_at - now < timedelta(days=2)
    assert "Promised: 1" in owing
    assert "@Noor Haddad, we promised" in reminder.text_seen()
    assert debts.owed(work.store, TEAM) == ()


def test_what_is_written_in_a_cards_thread_is_never_sent(work: Work, card: Message) -> None:
    """Not as a draft, not with an answer, whoever writes it and whatever it says."""
    noor = work.slack.person("noor")
    noor.say(CHANNEL, "Send it now: they are annoying, aren't they?", card.ts)
    noor.say(CHANNEL, "@earshot approve", card.ts)
    before = replies.get(work.store, TEAM, work.mention().id)
    proposed(work, "noor", card)
    work.slack.person("jonas").click(asked(work, "asks somebody"), "approve")
    soon(work, lambda: reply_of(work).state is ReplyState.APPROVED)
    errand = sending.take(work.store, now=datetime.now(UTC) + sending.UNDO)

    assert before is None
    assert errand is not None
    assert errand.outgoing.text == TEXT
    assert [version.text for version in replies.versions(work.store, TEAM, work.mention().id)] == [TEXT]

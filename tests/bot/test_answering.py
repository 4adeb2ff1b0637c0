"""Answers sent from Slack: chosen in the draft window, undone on the card, followed in its thread."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground import Message
from storage import answers, posts, removals, replies, sending, sources
from storage.records import (
    Counted,
    Errand,
    Happened,
    Post,
    Receipt,
    Reply,
    ReplyState,
    SourceFacts,
    State,
    Turn,
    Writing,
)
from tests.bot.made import CHANNEL, TEAM, Work, a_post

WRITING = Writing(limit=60, counted=Counted.WEIGHTED, link=23, addressed=True, note="Shown at once.")
TEXT = "We are sorry. A new one is on its way."


@pytest.fixture
def answerable(work: Work) -> Message:
    """Have one mention alerted that can be answered from here, and return its card."""
    sources.tell(work.store, [SourceFacts(name="feed", title="The shop", writing=WRITING, moderates=True)])
    return work.alert()


def reply_of(work: Work) -> Reply:
    """Return the answer as it stands."""
    found = replies.get(work.store, TEAM, work.mention().id)
    assert found is not None
    return found


def let_go(work: Work, card: Message) -> None:
    """Write an answer and let it go out."""
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "Send it now" in noor.view.text_seen())
    noor.submit(answers={"Your answer": TEXT, "And then": "Send it now"})
    work.reads("in a few seconds")


def taken(work: Work) -> Errand:
    """Take the answer as the listeners do."""
    errand = sending.take(work.store, now=datetime.now(UTC) + sending.UNDO)
    assert errand is not None
    return errand


def below(work: Work) -> list[Message]:
    """Return what stands in the card's thread."""
    return work.slack.thread(CHANNEL, work.slack.messages(CHANNEL)[0].ts)[1:]


def thread(work: Work) -> list[str]:
    """Return what the card's thread says."""
    return [message.text_seen() for message in below(work)]


def test_the_window_tells_what_the_platform_takes_before_one_types(work: Work, answerable: Message) -> None:
    """Its unit, how links and handles count, when it shows; and refuses what would not fit, as it counts."""
    noor = work.slack.person("noor")
    noor.click(answerable, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "And then" in noor.view.text_seen())
    seen = noor.view.text_seen() if noor.view else ""
    long = noor.submit(answers={"Your answer": "日本" * 15})
    fits = noor.submit(answers={"Your answer": "See https://example.com/a/very/long/way/to/all/of/the/help/there/is"})

    for part in ("The shop takes at most 60", "any link counts as 23", "@handle is put in front", "Shown at once."):
        assert part in seen
    assert "That is 66" in long.errors["text_0"]
    assert fits.errors == {}
    assert reply_of(work).state is ReplyState.DRAFT


def test_an_answer_goes_out_after_the_time_to_undo_and_the_card_says_where_it_is(
    work: Work, answerable: Message
) -> None:
    """Who lets it go has the mention; out, it is answered, and nothing brings it back."""
    let_go(work, answerable)
    approved = reply_of(work)
    errand = taken(work)
    sending.leave(work.store, errand, now=datetime.now(UTC))
    work.reads("on its way to The shop")
    receipt = Receipt(external_id="9", post_id=errand.outgoing.post.external_id, url="https://shop.example/9")
    sending.arrive(work.store, errand, receipt, now=datetime.now(UTC))
    answered = work.reads("Answered by @Noor Haddad")

    assert (approved.state, approved.approved_by) == (ReplyState.APPROVED, work.slack.person("noor").id)
    assert errand.outgoing.text == TEXT
    assert "https://shop.example/9" in str(answered.blocks)
    assert "call_back" not in str(answered.blocks)
    assert "Open again" in answered.text_seen()


def test_undo_keeps_it_here(work: Work, answerable: Message) -> None:
    """The text is a draft again; too late, one is told."""
    let_go(work, answerable)
    noor = work.slack.person("noor")
    going = work.reads("in a few seconds")
    noor.click(going, "call_back")
    work.reads("Draft by @Noor Haddad")
    draft = reply_of(work)
    noor.click(going, "call_back", stale=True)
    work.slack.wait_until(lambda: bool(noor.ephemerals()))

    assert (draft.state, draft.text) == (ReplyState.DRAFT, TEXT)
    assert "Too late" in noor.ephemerals()[0].text_seen()
    assert sending.take(work.store, now=datetime.now(UTC) + timedelta(days=1)) is None


def test_what_failed_says_why_and_is_sent_again_by_one_press(work: Work, answerable: Message) -> None:
    """In the platform's words; the text is kept."""
    let_go(work, answerable)
    sending.fail(work.store, taken(work), "The shop says that it is too rude", now=datetime.now(UTC))
    failed = work.reads("too rude")
    work.slack.person("noor").click(failed, "send_again")
    work.reads("in a few seconds")

    assert "Not sent" in failed.text_seen()
    assert reply_of(work).text == TEXT


@pytest.mark.parametrize("decision", ["It is there", "It is not there: send again"])
def test_what_nobody_knows_a_person_decides(work: Work, answerable: Message, decision: str) -> None:
    """There: its address is asked for. Not there: it goes out again."""
    let_go(work, answerable)
    errand = taken(work)
    sending.leave(work.store, errand, now=datetime.now(UTC))
    sending.doubt(work.store, errand, "it broke off", now=datetime.now(UTC))
    noor = work.slack.person("noor")
    noor.click(work.reads("Nobody knows"), decision)
    if decision == "It is there":
        work.slack.wait_until(lambda: noor.view is not None and "Address" in noor.view.text_seen())
        noor.submit(answers={"url": "https://shop.example/9"})
        work.reads("Answered by @Noor Haddad")
        assert sending.take(work.store, now=datetime.now(UTC) + timedelta(days=1)) is None
    else:
        work.reads("in a few seconds")
        assert taken(work).outgoing == errand.outgoing


def test_the_thread_tells_what_the_person_did_and_the_card_opens_again(work: Work, answerable: Message) -> None:
    """A question calls the owner, with the words quoted; the next draft answers them; thanks offer to close."""
    let_go(work, answerable)
    errand = taken(work)
    sending.leave(work.store, errand, now=datetime.now(UTC))
    receipt = Receipt(external_id="9", post_id=errand.outgoing.post.external_id, url="https://shop.example/9")
    sending.arrive(work.store, errand, receipt, now=datetime.now(UTC))
    (answered,) = answers.near(work.store, TEAM, "feed", ["9"])
    asks = Happened(turn=Turn.ANSWERED, key="said:1", post=_said("When does it arrive?"), wants_us=True)
    answers.heard(work.store, answered, [asks], now=datetime.now(UTC))
    work.slack.wait_until(lambda: len(thread(work)) == 1, timeout=10, what="a line in the thread")
    work.slack.wait_until(lambda: "came back" in work.slack.messages(CHANNEL)[0].text_seen(), timeout=10)
    noor = work.slack.person("noor")
    noor.click(work.slack.messages(CHANNEL)[0], "draft")
    work.slack.wait_until(lambda: noor.view is not None and "Your answer" in noor.view.text_seen())
    window = noor.view.text_seen() if noor.view else ""
    inputs = [block["element"] for block in (noor.view.blocks if noor.view else ()) if block["type"] == "input"]
    typed = [{name: each[name] for name in ("initial_value",) if name in each} for each in inputs[:1]]
    opened = work.mention().state
    answers.by_hand(work.store, TEAM, work.mention().id, "https://shop.example/10", by=noor.id, now=datetime.now(UTC))
    (again,) = answers.near(work.store, TEAM, "feed", [errand.outgoing.post.external_id])
    thanks = Happened(turn=Turn.THANKED, key="said:2", post=_said("Thank you!"))
    answers.heard(work.store, again, [asks, thanks], now=datetime.now(UTC))
    work.slack.wait_until(lambda: len(thread(work)) == 2, timeout=10, what="thanks in the thread")
    noor.click(below(work)[-1], "Served")
    work.slack.wait_until(lambda: work.mention().state is State.CLOSED, timeout=10)

    assert "*Lena Example (@lena)* answered us. (read it there) It is open again." in thread(work)[0]
    assert "When does it arrive?" in thread(work)[0]
    assert "@Noor Haddad" in thread(work)[0]
    assert opened is State.CLAIMED
    assert "You answer what they said last" in window
    assert "When does it arrive?" in window
    assert window.index(TEXT) > window.index("The conversation so far")
    assert typed == [{}]
    assert "thanked us" in thread(work)[1]


def test_what_was_read_back_and_what_may_be_outdated_is_said(work: Work, answerable: Message) -> None:
    """That our answer was seen where it stands is on the card; that they changed what it answers, in the thread."""
    let_go(work, answerable)
    errand, now = taken(work), datetime.now(UTC)
    sending.leave(work.store, errand, now=now)
    receipt = Receipt(external_id="9", post_id=errand.outgoing.post.external_id, url="https://shop.example/9")
    sending.arrive(work.store, errand, receipt, now=now)
    before = work.reads("Answered by @Noor Haddad").text_seen()
    (answered,) = answers.near(work.store, TEAM, "feed", ["9"])
    seen = Happened(turn=Turn.CONFIRMED, key="confirmed", receipt=receipt)
    changed = Happened(turn=Turn.EDITED, key="edited:1", post=replace(work.mention().post, text="It works by now"))
    answers.heard(work.store, answered, [seen, changed], now=datetime.now(UTC))
    work.slack.wait_until(lambda: bool(thread(work)), timeout=30, what="a line in the thread")
    work.slack.wait_until(lambda: "seen there" in work.card(), timeout=30, what="the proof on the card")

    assert "seen there" not in before
    assert "Our answer may be outdated" in thread(work)[0]
    assert len(thread(work)) == 1


def _said(text: str) -> Post:
    return a_post(text, rating=None)


def test_a_post_that_was_deleted_can_not_be_answered(work: Work, answerable: Message) -> None:
    """The card says so, keeps the draft, and a window that stood open sends nothing."""
    noor = work.slack.person("noor")
    noor.click(answerable, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "Send it now" in noor.view.text_seen())
    posts.bury(work.store, TEAM, "feed", [work.mention().post.external_id], datetime.now(UTC))
    card = work.reads("deleted where it stood")
    noor.submit(answers={"Your answer": TEXT, "And then": "Send it now"})
    work.slack.wait_until(lambda: noor.view is not None and "does not go out" in noor.view.text_seen())

    assert "kettle leaks" not in card.text_seen()
    assert "Draft reply" not in card.text_seen()
    assert (reply_of(work).state, reply_of(work).text) == (ReplyState.DRAFT, TEXT)


def test_spam_can_be_marked_where_it_stands_too(work: Work, answerable: Message) -> None:
    """Offered to who dismissed it; the thread tells what came of it."""
    noor, mention = work.slack.person("noor"), work.mention()
    noor.click(answerable, "dismiss", f"{mention.id}:spam")
    work.slack.wait_until(lambda: bool(noor.ephemerals()))
    noor.click(noor.ephemerals()[0], "remove_spam")
    work.slack.wait_until(lambda: len(noor.ephemerals()) > 1)
    removal = removals.take(work.store, now=datetime.now(UTC) + timedelta(seconds=1))
    assert removal is not None
    removals.settle(work.store, removal, "", now=datetime.now(UTC))
    work.slack.wait_until(lambda: bool(thread(work)), timeout=10, what="the outcome in the thread")

    assert removal.post == mention.post
    assert "Marked as spam on The shop, too" in thread(work)[0]

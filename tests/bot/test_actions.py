"""Buttons and forms, pressed by people in a strict Slack over a real socket."""

import pytest

from bot.playground import Message
from storage import mentions, replies, sources, watches
from storage.records import Dismissal, ReplyState, SourceFacts, State, Writing
from tests.bot.made import CHANNEL, TEAM, Work, a_post


def test_a_card_says_what_one_needs_to_act(work: Work, card: Message) -> None:
    """Urgency and level, source, stars, author and reach, the words, why, the watch and its objective."""
    seen = card.text_seen()

    for part in ("High 70", "shop.example review", "★☆☆☆☆ 1 of 5", "Lena Example (@lena)", "1,200 followers"):
        assert part in seen
    for part in ("kettle leaks", "Why: Stars (1 of 5)", "Asks for help (who can help me)", "Acme", "serve people"):
        assert part in seen
    assert card.pings() == frozenset()
    assert work.mention().state is State.ALERTED


def test_claim_shows_the_owner_and_release_gives_it_back(work: Work, card: Message) -> None:
    """The card is edited in place; nothing new is posted."""
    noor = work.slack.person("noor")
    delivery = noor.click(card, "claim")
    claimed = work.reads("Noor Haddad has this since")
    noor.click(claimed, "release")
    work.slack.wait_until(lambda: "has this since" not in work.card())

    assert delivery.acked
    assert claimed.ts == card.ts
    assert len(work.slack.messages(CHANNEL)) == 1
    assert work.mention().owner == ""


def test_the_second_person_to_claim_is_told_who_has_it(work: Work, card: Message) -> None:
    """One post, one owner (complaint 21: two people work on one item)."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    noor.click(card, "claim")
    work.reads("Noor Haddad has this")
    jonas.click(card, "claim", stale=True)
    work.slack.wait_until(lambda: bool(jonas.ephemerals()))

    assert "Noor Haddad has this since" in jonas.ephemerals()[0].text_seen()
    assert noor.ephemerals() == []
    assert work.mention().owner == noor.id


def test_only_who_has_it_can_release_it(work: Work, card: Message) -> None:
    """Others are told whose it is."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    noor.click(card, "claim")
    claimed = work.reads("Noor Haddad has this")
    jonas.click(claimed, "release")
    work.slack.wait_until(lambda: bool(jonas.ephemerals()))

    assert "Only they can release it" in jonas.ephemerals()[0].text_seen()
    assert work.mention().owner == noor.id


@pytest.mark.parametrize("reason", list(Dismissal))
def test_dismiss_asks_why_and_can_be_undone(work: Work, card: Message, reason: Dismissal) -> None:
    """Not about us, spam, or no answer needed; the card shrinks and keeps an undo."""
    noor = work.slack.person("noor")
    noor.click(card, "dismiss", f"{work.mention().id}:{reason}")
    dismissed = work.reads("Dismissed")
    state = work.mention().dismissed_as
    noor.click(dismissed, "Undo")
    work.slack.wait_until(lambda: "Dismissed" not in work.card())

    assert state is reason
    assert len(dismissed.text_seen().splitlines()) < len(card.text_seen().splitlines())
    assert work.mention().state is State.ALERTED


def test_complaint_23_a_draft_is_kept_shared_and_shown_to_the_next_writer(work: Work, card: Message) -> None:
    """The window opens with the post above the text, and with what a colleague wrote (complaint 23)."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "kettle leaks" in noor.view.text_seen())
    sent = noor.submit(answers={"Your answer": "Sorry! We send a new one."})
    work.reads("Draft by @Noor Haddad")
    jonas.click(work.slack.messages(CHANNEL)[-1], "draft")
    work.slack.wait_until(lambda: jonas.view is not None and "Shared draft" in jonas.view.text_seen())

    assert sent.errors == {}
    assert noor.view is None
    assert jonas.view is not None
    assert "last saved by @Noor Haddad" in jonas.view.text_seen()
    assert "We send a new one." in jonas.view.text_seen()


def test_a_draft_saved_over_a_newer_one_loses_neither_text(work: Work, card: Message) -> None:
    """The second to save sees both, and decides."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    for person in (noor, jonas):
        person.click(card, "draft")
    work.slack.wait_until(lambda: all(p.view and "kettle leaks" in p.view.text_seen() for p in (noor, jonas)))
    noor.submit(answers={"Your answer": "Sorry, says Noor"})
    jonas.submit(answers={"Your answer": "Sorry, says Jonas"})
    work.slack.wait_until(lambda: jonas.view is not None and "saved another text" in jonas.view.text_seen())
    shown = jonas.view.text_seen() if jonas.view else ""
    before = replies.get(work.store, TEAM, work.mention().id)
    jonas.submit()
    work.slack.wait_until(lambda: jonas.view is None)
    after = replies.get(work.store, TEAM, work.mention().id)

    assert "Sorry, says Noor" in shown
    assert "Sorry, says Jonas" in shown
    assert before is not None
    assert (before.text, before.version) == ("Sorry, says Noor", 1)
    assert after is not None
    assert (after.text, after.version) == ("Sorry, says Jonas", 2)


@pytest.mark.parametrize(
    ("words", "complaint"), [("   ", "Write something"), ("x" * 501, "at most 500 fit")], ids=["empty", "too long"]
)
def test_a_draft_that_cannot_be_saved_says_why_at_the_input(work: Work, words: str, complaint: str) -> None:
    """The platform's own limit holds; what was typed stays in the window."""
    sources.tell(work.store, [SourceFacts(name="feed", title="The shop", writing=Writing(limit=500))])
    card = work.alert()
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "The shop takes at most 500" in noor.view.text_seen())
    sent = noor.submit(answers={"Your answer": words})

    assert noor.view is not None
    assert complaint in sent.errors["text_0"]
    assert replies.get(work.store, TEAM, work.mention().id) is None


def test_i_posted_it_notes_the_address_and_the_answer_can_be_served(work: Work, card: Message) -> None:
    """From answered to closed, on one card; the draft counts as sent."""
    noor = work.slack.person("noor")
    noor.click(card, "posted")
    work.slack.wait_until(lambda: noor.view is not None and "Address" in noor.view.text_seen())
    wrong = noor.submit(answers={"url": "javascript:alert(1)"})
    noor.submit(answers={"url": "https://shop.example/answers/9"})
    answered = work.reads("Answered by @Noor Haddad")
    reply = replies.get(work.store, TEAM, work.mention().id)
    noor.click(answered, "close")
    work.reads("Served, answered by")

    assert wrong.errors
    assert "https://shop.example/answers/9" in str(answered.blocks)
    assert reply is not None
    assert (reply.state, reply.url) == (ReplyState.SENT, "https://shop.example/answers/9")
    assert work.mention().state is State.CLOSED


def test_an_answer_taken_back_is_a_draft_again(work: Work, card: Message) -> None:
    """Undo, for the wrong button."""
    noor = work.slack.person("noor")
    noor.click(card, "posted")
    work.slack.wait_until(lambda: noor.view is not None and "Address" in noor.view.text_seen())
    noor.submit(answers={"url": "https://shop.example/answers/9"})
    noor.click(work.reads("Answered by"), "undo")
    work.reads("@Noor Haddad has this")
    reply = replies.get(work.store, TEAM, work.mention().id)

    assert reply is not None
    assert (reply.state, reply.url) == (ReplyState.DRAFT, "")
    assert work.mention().answer_url == ""


def test_why_lists_every_factor_and_the_points_sum_to_the_urgency(work: Work, card: Message) -> None:
    """Nothing is hidden, and the sum is the number on the card."""
    noor = work.slack.person("noor")
    noor.click(card, "claim")
    noor.click(work.reads("has this"), "why")
    work.slack.wait_until(lambda: noor.view is not None and "= 70" in noor.view.text_seen())
    seen = noor.view.text_seen() if noor.view else ""

    for part in ("+60  Stars (1 of 5)", "+15  Asks for help", "-5  Praise", "Matched: acme", "claimed it"):
        assert part in seen.replace("*", "")


def test_more_shows_the_whole_post(work: Work) -> None:
    """The card is cut at about three hundred characters."""
    noor = work.slack.person("noor")
    card = work.alert(a_post("Acme " + "word " * 300 + "THE END"))
    noor.click(card, "More")
    work.slack.wait_until(lambda: noor.view is not None and "THE END" in noor.view.text_seen())

    assert "THE END" not in card.text_seen()
    assert len(card.text_seen()) < 900


def test_a_press_on_a_mention_that_is_gone_is_answered_in_words(work: Work, card: Message) -> None:
    """The watch was removed; the card is still there."""
    watches.remove(work.store, TEAM, work.mention().watch.id)
    noor = work.slack.person("noor")
    noor.click(card, "claim")
    noor.click(card, "why")
    work.slack.wait_until(lambda: noor.view is not None and "gone" in noor.view.text_seen())
    work.slack.wait_until(lambda: bool(noor.ephemerals()))

    assert "gone" in noor.ephemerals()[0].text_seen()


def test_open_post_is_a_link_and_acknowledged(work: Work, card: Message) -> None:
    """Slack tells us of link buttons too, and shows a warning where nobody answers."""
    delivery = work.slack.person("noor").click(card, "open_post")

    assert delivery.acked
    assert "https://shop.example/reviews/" in str(card.blocks)
    assert mentions.get(work.store, TEAM, work.mention().id) is not None

"""One click teaches: said in the Why window, in Dismiss, under a quiet post; people are told what it will do."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import digests
from bot.playground import Message, Person
from storage import feedback, reviews
from storage.records import Dismissal, State, Verdict
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_watch, hear


def said(work: Work) -> list[tuple[str, Verdict, str]]:
    """Return what counts: whose word it is, which, and on which reason."""
    return [(one.person, one.verdict, one.factor) for one in feedback.current(work.store, TEAM)]


def open_why(work: Work, who: str, card: Message) -> Person:
    """Open the Why window."""
    person = work.slack.person(who)
    person.click(card, "why")
    reads(work, person, "Is that right?")
    return person


def shown_digest(work: Work, watch_id: int) -> Message:
    """Have the daily digest posted that covers this moment; the watch's day begins at nine."""
    now = datetime.now(UTC)
    on = (now - timedelta(hours=9)).date() + timedelta(days=1)
    digests.ask(work.desk, digests.Wish(watch_id=watch_id, kind="daily", on=on), CHANNEL, key=f"digest:{now}", now=now)
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10, what="the digest")
    return work.slack.messages(CHANNEL)[-1]


def reads(work: Work, person: Person, words: str) -> None:
    """Wait until the person's window says something."""
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen().replace("*", ""),
        timeout=10,
        what=f"{words!r} in the window",
    )


def press(person: Person, what: str) -> None:
    """Press something in the open window."""
    assert person.view is not None
    person.click(person.view, what)


@pytest.mark.parametrize(
    ("button", "verdict", "told"),
    [
        ("Urgent", Verdict.URGENT, "more points"),
        ("Not urgent", Verdict.NOT_URGENT, "fewer points"),
        ("Spam", Verdict.SPAM, "fewer points"),
        ("Not about us", Verdict.NOT_ABOUT_US, "none is hidden"),
    ],
)
def test_one_click_in_why_says_it_and_tells_what_comes_of_it(
    work: Work, card: Message, button: str, verdict: Verdict, told: str
) -> None:
    """The window answers; nothing is posted, and the mention stands as it stood."""
    noor = open_why(work, "noor", card)

    press(noor, button)
    reads(work, noor, "You said")

    assert noor.view is not None
    assert told in noor.view.text_seen()
    assert said(work) == [(noor.id, verdict, "")]
    assert work.mention().state is State.ALERTED
    assert noor.ephemerals() == []


def test_a_second_thought_replaces_the_first_and_can_be_taken_back(work: Work, card: Message) -> None:
    """The history of words keeps all three."""
    noor = open_why(work, "noor", card)
    press(noor, "Urgent")
    reads(work, noor, "You said: urgent")
    press(noor, "Not urgent")
    reads(work, noor, "You said: not urgent")
    second = said(work)
    press(noor, "Take back")
    reads(work, noor, "Is that right?")

    assert second == [(noor.id, Verdict.NOT_URGENT, "")]
    assert said(work) == []
    assert len(list(feedback.walk(work.store, TEAM))) == 3


def test_people_see_what_others_said(work: Work, card: Message) -> None:
    """And how far it is until Earshot begins to learn."""
    noor = open_why(work, "noor", card)
    press(noor, "Urgent")
    reads(work, noor, "there is 1 so far")
    jonas = open_why(work, "jonas", card)

    assert jonas.view is not None
    assert "Others said: @Noor Haddad urgent" in jonas.view.text_seen()
    assert "begins to learn at 20 such words" in jonas.view.text_seen()


def test_a_single_reason_is_called_wrong_right_or_neither(work: Work, card: Message) -> None:
    """The first reason of the window, by its menu."""
    noor = open_why(work, "noor", card)
    press(noor, "This reason is wrong")
    reads(work, noor, "Stars (1 of 5) – you said: wrong")
    wrong = said(work)
    press(noor, "This reason is right")
    reads(work, noor, "Stars (1 of 5) – you said: right")
    right = said(work)
    press(noor, "Take back")
    work.slack.wait_until(lambda: said(work) == [])

    assert wrong == [(noor.id, Verdict.WRONG, "stars")]
    assert right == [(noor.id, Verdict.RIGHT, "stars")]


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [
        (Dismissal.NOT_US, Verdict.NOT_ABOUT_US),
        (Dismissal.SPAM, Verdict.SPAM),
        (Dismissal.NOT_URGENT, Verdict.NOT_URGENT),
    ],
)
def test_dismissing_for_a_reason_teaches_and_undo_takes_it_back(
    work: Work, card: Message, reason: Dismissal, verdict: Verdict
) -> None:
    """One click for both; whoever undoes it, the words go too."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    noor.click(card, "dismiss", f"{work.mention().id}:{reason}")
    work.slack.wait_until(lambda: bool(noor.ephemerals()))
    taught = said(work)
    jonas.click(work.reads("Dismissed"), "Undo")
    work.slack.wait_until(lambda: "Dismissed" not in work.card())

    assert taught == [(noor.id, verdict, "")]
    assert "Noted as" in noor.ephemerals()[0].text_seen()
    assert said(work) == []


def test_a_plain_dismissal_says_nothing_of_the_urgency(work: Work, card: Message) -> None:
    """No answer needed is no verdict: praise can be urgent to read and need no reply."""
    noor = work.slack.person("noor")
    noor.click(card, "dismiss", f"{work.mention().id}:{Dismissal.NO_ANSWER}")
    work.reads("Dismissed")

    assert said(work) == []
    assert noor.ephemerals() == []


def test_a_dismissal_that_came_too_late_teaches_nothing(work: Work, card: Message) -> None:
    """Somebody else has it."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    noor.click(card, "claim")
    work.reads("has this")
    jonas.click(card, "dismiss", f"{work.mention().id}:{Dismissal.SPAM}", stale=True)
    work.slack.wait_until(lambda: bool(jonas.ephemerals()))

    assert said(work) == []


@pytest.mark.parametrize(
    ("button", "verdict", "told"),
    [("Urgent", Verdict.URGENT, "it should have alerted"), ("Fine", Verdict.NOT_URGENT, "right to stay quiet")],
)
def test_a_second_look_is_taken_down_and_answered(work: Work, button: str, verdict: Verdict, told: str) -> None:
    """From the digest, with one click; what should have alerted can be brought up at once."""
    watch = a_watch(work.store)
    hear(work.store, watch, a_post("quiet words about acme"), urgency=20)
    digest = shown_digest(work, watch.id)
    noor = work.slack.person("noor")

    noor.click(digest, button)
    work.slack.wait_until(lambda: bool(noor.ephemerals()))

    assert "Was one of these missed?" in digest.text_seen()
    assert "quiet words about acme" in digest.text_seen()
    assert told in noor.ephemerals()[0].text_seen()
    (one,) = feedback.current(work.store, TEAM)
    assert (one.verdict, one.via, one.alert_at) == (verdict, reviews.VIA, 60)
    if verdict is Verdict.URGENT:
        noor.click(noor.ephemerals()[0], "Show card")
        work.reads("quiet words about acme")

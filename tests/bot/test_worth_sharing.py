"""What is worth sharing, offered where an answer is written: by a press into the draft, counted, and not too often."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground import Message, Person, View
from storage import answers, hearing, mentions, replies, shareables, sources, watches
from storage.answers import Sent
from storage.records import Hearing, Receipt, ReplyState, SourceFacts, Writing
from storage.shelf import Found
from tests.bot.made import TEAM, Work, a_post, a_score

LEAK = "https://acme.example/help/leak"
NOW = datetime.now(UTC)


@pytest.fixture
def card(work: Work) -> Message:
    """Have three things worth sharing, and somebody whose kettle leaks."""
    sources.tell(work.store, [SourceFacts(name="feed", title="The shop", writing=Writing(limit=500))])
    for slug, title, summary in (
        ("leak", "My kettle leaks", "Water under the kettle: check the seal"),
        ("grind", "Which grind for which brewer", "From espresso to French press"),
        ("jobs", "Work with us", "Vacancies and apprenticeships"),
    ):
        found = Found(url=f"https://acme.example/help/{slug}", title=title, summary=summary)
        shareables.add(work.store, TEAM, found, by="U1", now=NOW)
    return work.alert(a_post("My new kettle leaks, is it the seal?", url="https://forum.example/r/kettles/1"))


def opened(work: Work, person: Person, card: Message) -> View:
    """Open the draft, and return its window once it is filled."""
    person.click(card, "draft")
    return shown(work, person, "Your answer")


def shown(work: Work, person: Person, words: str) -> View:
    """Wait until somebody's window says something."""
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen(),
        timeout=10,
        what=f"{words!r} in the window",
    )
    assert person.view is not None
    return person.view


def written(view: View) -> str:
    """Return what stands in the form."""
    (block,) = [block for block in view.blocks if str(block["block_id"]).startswith("text_")]
    return str(block["element"].get("initial_value", ""))


def answered(work: Work, number: int, text: str) -> None:
    """Have another post of the same community answered."""
    watch = watches.named(work.store, TEAM, "Acme")
    assert watch is not None
    post = a_post("Older", url=f"https://forum.example/r/kettles/old-{number}")
    heard = Hearing(post=post, watch=watch, score=a_score(20), matched=("acme",), is_backlog=True)
    hearing.take_in(work.store, TEAM, [heard], now=NOW)
    (mention,) = [one for one in mentions.walk(work.store, TEAM) if one.post.external_id == post.external_id]
    receipt = Receipt(external_id=f"r{number}", post_id=post.external_id, url="")
    sent = Sent(key=f"k{number}", post=post, receipt=receipt, text=text, by="U1")
    answers.record(work.store, TEAM, mention.id, sent, now=NOW - timedelta(hours=1) + timedelta(minutes=number))


def test_what_fits_is_offered_and_a_press_puts_it_below_what_was_typed(work: Work, card: Message) -> None:
    """Nothing that fits less, nothing typed is lost, a second press adds nothing; what went out is counted."""
    noor = work.slack.person("noor")
    window = opened(work, noor, card)
    work.slack.person("noor").fill(window, {"Your answer": "Sorry about that! It is the seal:"})
    noor.click(window, "shareable_put")
    first = shown(work, noor, "Your answer")
    work.slack.wait_until(lambda: noor.view is not None and LEAK in written(noor.view), timeout=20)
    noor.click(noor.view, "shareable_put")  # type: ignore[arg-type]
    work.slack.wait_until(lambda: len(work.slack.calls("views.update")) >= 3, timeout=20)
    again = noor.view
    assert again is not None
    seen = first.text_seen()
    noor.submit(answers={"And then": "Send it now"})
    work.slack.wait_until(lambda: work.mention().owner == noor.id, timeout=20, what="the answer to be on its way")
    reply = replies.get(work.store, TEAM, work.mention().id)

    assert "Worth sharing here" in seen
    assert "My kettle leaks* · not shared yet" in seen
    assert "Which grind" not in seen
    assert "Work with us" not in seen
    assert written(again) == f"Sorry about that! It is the seal:\n\n{LEAK}"
    assert reply is not None
    assert (reply.text, reply.state) == (written(again), ReplyState.APPROVED)


def test_where_nothing_fits_nothing_is_offered(work: Work, card: Message) -> None:
    """The window is as it was without a library."""
    other = work.alert(a_post("What a match last night, the whole pub went mad!"))
    noor = work.slack.person("noor")

    assert "Worth sharing" not in opened(work, noor, other).text_seen()
    assert card.ts != other.ts


def test_how_often_and_what_it_brought_stand_beside_it(work: Work, card: Message) -> None:
    """Figures of the answers that held its address."""
    for number in range(2):
        answered(work, number, f"See {LEAK}?utm_source=x")

    assert "shared 2 times, no answer back" in opened(work, work.slack.person("noor"), card).text_seen()


def test_a_community_that_only_gets_links_is_told_of_twice(work: Work, card: Message) -> None:
    """Beside what could be shared, and when a draft with a link is saved; a draft without one is not warned about."""
    for number in range(10):
        answered(work, number, f"See {LEAK}")
    noor = work.slack.person("noor")
    before = opened(work, noor, card).text_seen()
    noor.submit(answers={"Your answer": f"Sorry! It is the seal, here is how: {LEAK}"})
    warned = shown(work, noor, "The draft is saved").text_seen()
    noor.submit(answers={"Your answer": "Sorry! It is the seal. Did you fill it above the mark?"})
    work.slack.wait_until(lambda: noor.view is None, timeout=20, what="the window to close")

    assert "Our last ten answers in *forum.example/r/kettles* all held a link" in before
    assert "so does this one" in warned
    assert f"“{LEAK}”" in warned

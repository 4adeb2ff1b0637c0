"""Writing an answer together: who else writes, what two save at once, earlier texts, saved replies, what was said."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.blocks import leaving
from bot.playground import Message, Person
from storage import answers, phrasebook, replies, sources, writers
from storage.records import Happened, Post, Reply, ReplyState, SavedReply, SourceFacts, Turn, Writing
from tests.bot.made import CHANNEL, TEAM, Work, a_post
from tests.bot.test_earshot_command import told


@pytest.fixture
def answerable(work: Work) -> Message:
    """Have one mention alerted that can be answered from here, and return its card."""
    sources.tell(work.store, [SourceFacts(name="feed", title="The shop", writing=Writing(limit=500))])
    return work.alert(a_post(language="en"))


def opened(work: Work, who: str, card: Message) -> Person:
    """Let somebody open the draft window."""
    person = work.slack.person(who)
    person.click(card, "draft")
    seen(work, person, "And then")
    return person


def soon(work: Work, holds: Callable[[], bool]) -> None:
    """Wait until something holds, on however busy a machine."""
    work.slack.wait_until(holds, timeout=30)


def seen(work: Work, person: Person, words: str) -> str:
    """Wait until a person's window says something; return all it says."""
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen(),
        timeout=30,
        what=f"{words!r} in the window",
    )
    return person.view.text_seen() if person.view else ""


def press(person: Person, action: str | tuple[str, str], value: str | None = None) -> None:
    """Press something in a person's window."""
    assert person.view is not None
    person.click(person.view, action, value)


def fill(person: Person, answers: dict[str, str]) -> None:
    """Type into a person's window without sending it off."""
    assert person.view is not None
    person.fill(person.view, answers)


def typed(person: Person) -> str:
    """Return what stands in the text."""
    assert person.view is not None
    (block,) = (block for block in person.view.blocks if block.get("block_id", "").startswith("text_"))
    return str(block["element"].get("initial_value", ""))


def reply_of(work: Work) -> Reply:
    """Return the answer as it stands."""
    found = replies.get(work.store, TEAM, work.mention().id)
    assert found is not None
    return found


def texts(work: Work) -> list[str]:
    """Return every text that was ever saved for the last mention."""
    return [version.text for version in replies.versions(work.store, TEAM, work.mention().id)]


def saved_reply(work: Work, name: str, text: str, **more: str) -> int:
    """Keep a saved reply and return its id."""
    saved = SavedReply(name=name, text=text, **more)  # type: ignore[arg-type]
    phrasebook.save(work.store, TEAM, saved, by="U1", now=datetime.now(UTC))
    return next(one.id for one in phrasebook.every(work.store, TEAM) if one.name == name)


def test_whoever_opens_a_draft_sees_who_writes_until_they_close_it(work: Work, answerable: Message) -> None:
    """So that two people do not write the same answer."""
    noor = opened(work, "noor", answerable)
    jonas = opened(work, "jonas", answerable)
    both = jonas.view.text_seen() if jonas.view else ""
    noor.close()
    soon(
        work, lambda: noor.id not in writers.enter(work.store, TEAM, work.mention().id, jonas.id, now=datetime.now(UTC))
    )
    marta = opened(work, "marta", answerable)

    assert "@Noor Haddad has this draft open since" in both
    assert "–" not in both.splitlines()  # nothing was said yet: no empty paragraph
    assert marta.view is not None
    assert "@Noor Haddad has this draft open" not in marta.view.text_seen()
    assert "@Jonas" in marta.view.text_seen()


def test_two_who_save_see_both_texts_and_lose_neither(work: Work, answerable: Message) -> None:
    """The second is shown the first one's, with their own below; saving again puts it in place."""
    noor, jonas = opened(work, "noor", answerable), opened(work, "jonas", answerable)
    noor.submit(answers={"Your answer": "Sorry, by Noor. Which kettle is it?"})
    soon(work, lambda: replies.get(work.store, TEAM, work.mention().id) is not None)
    jonas.submit(answers={"Your answer": "Sorry, by Jonas. Which kettle is it?"})
    conflict = seen(work, jonas, "saved another text while you wrote")
    mine = typed(jonas)
    jonas.submit()
    soon(work, lambda: reply_of(work).version == 2)

    assert "Sorry, by Noor. Which kettle is it?" in conflict
    assert mine == "Sorry, by Jonas. Which kettle is it?"
    assert reply_of(work).text == mine
    assert "Sorry, by Noor. Which kettle is it?" in texts(work)


def test_an_earlier_version_is_read_and_taken_up_and_what_was_typed_is_kept(work: Work, answerable: Message) -> None:
    """Nothing is saved as the draft before the form is sent off."""
    mention, now = work.mention(), datetime.now(UTC)
    for number, text in enumerate(("First: sorry! Which one?", "Second: sorry! Which one?")):
        replies.save(work.store, TEAM, mention.id, text, base=number, by="U02JONASLI0", now=now)
    noor = opened(work, "noor", answerable)
    fill(noor, {"Your answer": "Half a thought"})
    press(noor, "versions")
    listed = seen(work, noor, "What you were writing")
    first = replies.versions(work.store, TEAM, work.mention().id)[-1]
    press(noor, (f"version_{first.id}", "take_up"))
    seen(work, noor, "And then")
    taken, before = typed(noor), reply_of(work)
    noor.submit()
    soon(work, lambda: reply_of(work).version == 3)

    for part in ("First: sorry! Which one?", "Second: sorry! Which one?", "Half a thought", "Version 2"):
        assert part in listed
    assert (taken, before.text) == ("First: sorry! Which one?", "Second: sorry! Which one?")
    assert reply_of(work).text == "First: sorry! Which one?"
    assert "Half a thought" in texts(work)


def test_a_saved_reply_comes_below_what_was_typed_with_the_gaps_we_know_filled(work: Work, answerable: Message) -> None:
    """Those for other languages and places are not offered."""
    sorry = saved_reply(work, "Sorry", "Sorry, {name}! See {link}.")
    saved_reply(work, "Lo siento", "Lo siento", language="es")
    saved_reply(work, "Elsewhere", "Thanks", source="trustpilot")
    noor = opened(work, "noor", answerable)
    offered = noor.view.text_seen() if noor.view else ""
    fill(noor, {"Your answer": "Oh no."})
    press(noor, "saved_reply", f"{work.mention().id}:{sorry}")
    soon(work, lambda: "Sorry, Lena Example!" in typed(noor))
    filled = typed(noor)
    refused = noor.submit(answers={"And then": "Send it now"})
    kept = noor.submit(answers={"And then": "Keep it as the team's draft"})
    soon(work, lambda: reply_of(work).version == 1)

    assert ["Sorry" in offered, "Lo siento" in offered, "Elsewhere" in offered] == [True, False, False]
    assert filled == "Oh no.\n\nSorry, Lena Example! See {link}."
    assert "Fill in {link} first" in next(iter(refused.errors.values()))
    assert kept.errors == {}
    assert reply_of(work).state is ReplyState.DRAFT


@pytest.mark.usefixtures("answerable")
def test_the_window_shows_the_conversation_so_far_and_its_language(work: Work) -> None:
    """What we answered and what they answered us, oldest first; the text they are answered with is empty again."""
    mention, now = work.mention(), datetime.now(UTC)
    replies.save(work.store, TEAM, mention.id, "Which kettle is it?", base=0, by="U01NOORHAD0", now=now)
    answers.by_hand(work.store, TEAM, mention.id, "https://shop.example/9", by="U01NOORHAD0", now=now)
    (answered,) = answers.near(work.store, TEAM, "feed", [mention.post.external_id])
    back: Post = a_post("The blue one!", parent_id=mention.post.external_id, rating=None)
    heard = Happened(turn=Turn.ANSWERED, key="1", post=back, wants_us=True)
    answers.heard(work.store, answered, [heard], now=now + timedelta(seconds=1))
    soon(work, lambda: "came back" in work.slack.messages(CHANNEL)[0].text_seen())
    noor = opened(work, "noor", work.slack.messages(CHANNEL)[0])
    window = noor.view.text_seen() if noor.view else ""

    assert "The conversation so far" in window
    assert window.index("Which kettle is it?") > window.index("The conversation so far")
    assert "The blue one!" in window
    assert "They write in English." in window
    assert typed(noor) == ""


def test_saved_replies_are_kept_changed_and_removed_in_slack(work: Work) -> None:
    """Empty, the list says what they are for; a name is taken once."""
    empty = told(work, "replies")
    listed = empty.text_seen()
    noor = work.slack.person("noor")
    noor.click(empty, "saved_reply_add")
    seen(work, noor, "For posts in")
    blank = noor.submit(answers={"Name": "Order", "Text": " "})
    noor.submit(answers={"Name": "Order", "Text": "Your number is {ticket}.", "For posts in": "English"})
    seen(work, noor, "is kept")
    again = told(work, "replies")
    (saved,) = phrasebook.every(work.store, TEAM)
    noor.click(again, "saved_reply_menu", f"{saved.id}:edit")
    seen(work, noor, "For posts in")
    noor.submit(answers={"Name": "Order number"})
    seen(work, noor, "Order number")
    (renamed,) = phrasebook.every(work.store, TEAM)
    noor.click(told(work, "replies"), "saved_reply_menu", f"{renamed.id}:remove")
    gone = seen(work, noor, "is removed")

    assert "No saved replies yet" in listed
    assert "text" in blank.errors
    assert (saved.name, saved.text, saved.language, saved.source) == ("Order", "Your number is {ticket}.", "en", "")
    assert (renamed.name, renamed.text) == ("Order number", "Your number is {ticket}.")
    assert "Your number is {ticket}." in gone
    assert phrasebook.every(work.store, TEAM) == ()


def test_the_window_says_in_a_line_who_they_are(work: Work, answerable: Message) -> None:
    """Who was heard before is known; who is new is not talked about."""
    noor = opened(work, "noor", answerable)
    first = noor.view.text_seen() if noor.view else ""
    again = work.alert(a_post("The acme kettle again!", author=work.mention().post.author))
    jonas = opened(work, "jonas", again)

    assert "time with us" not in first
    assert "2nd time with us" in (jonas.view.text_seen() if jonas.view else "")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "It leaves at once."), (10, "10 seconds to undo."), (600, "10 min to undo.")]
)
def test_the_window_says_how_long_an_answer_can_be_called_back(seconds: int, words: str) -> None:
    """As whoever runs Earshot decided; who may not send is not offered to."""
    undo = timedelta(seconds=seconds)
    sends, proposes = (str(leaving.choices("The shop", undo, may_send=may, own=False)) for may in (True, False))

    assert words in sends
    assert ["Send it now" in said for said in (sends, proposes)] == [True, False]


def test_an_answer_waits_no_longer_than_slack_lets_one_choose() -> None:
    """And what is only kept may hold any time."""
    now = datetime.now(UTC)
    far = leaving.Wish(then=leaving.LATER, when=now + timedelta(days=121))

    assert "within 120 days" in leaving.fault(far, now)["when"]
    assert leaving.fault(leaving.Wish(when=now - timedelta(days=1)), now) == {}

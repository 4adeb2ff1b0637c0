"""A draft with a warning: shown with its words marked before it goes on, overridden by one press and a reason."""

from datetime import UTC, datetime

import pytest

from bot.playground import Message, Person, View
from storage import dictionary, history, replies, sources
from storage.records import Dictionary, Reply, ReplyState, SourceFacts, Use, Writing
from tests.bot.made import TEAM, Work
from tests.bot.test_earshot_command import told

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LOUD = "Sorry! BUY THE NEW ONE, we'll fix yours tomorrow!!!"
CALM = "Sorry about the leak. Which kettle is it?"


@pytest.fixture
def noor(work: Work) -> Person:
    """Have a post alerted that can be answered from here, and its draft opened by somebody."""
    sources.tell(work.store, [SourceFacts(name="feed", title="The shop", writing=Writing(limit=500))])
    card: Message = work.alert()
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "And then" in noor.view.text_seen())
    return noor


def warned(work: Work, noor: Person, words: str, then: str) -> View:
    """Send a draft off, and return the window that shows its warnings."""
    noor.submit(answers={"Your answer": words, "And then": then})
    work.slack.wait_until(lambda: noor.view is not None and "The draft is saved" in noor.view.text_seen())
    assert noor.view is not None
    return noor.view


def reply_of(work: Work) -> Reply:
    """Return the answer as it stands."""
    found = replies.get(work.store, TEAM, work.mention().id)
    assert found is not None
    return found


def overridden(work: Work) -> list[tuple[str, str]]:
    """Return who sent something in spite of its warnings, and why."""
    changes = history.of(work.store, work.mention().id)
    return [(change.by, change.detail) for change in changes if change.what == "overrode"]


def test_a_kept_draft_is_saved_shown_with_its_warnings_and_left_as_it_is(work: Work, noor: Person) -> None:
    """Nothing is lost, nothing is rewritten, and "Save anyway" makes no second version."""
    seen = warned(work, noor, LOUD, "Keep it as the team's draft").text_seen()
    saved = reply_of(work)
    noor.submit()
    work.slack.wait_until(lambda: noor.view is None)

    for part in ("This shouts or sells.", "“BUY THE NEW ONE”", "“!!!”", "“we'll fix”", "whoever sends it owes it"):
        assert part in seen
    assert "all the same" not in seen
    assert (saved.text, saved.version) == (LOUD, 1)
    assert reply_of(work) == saved


def test_sending_in_spite_of_a_warning_takes_a_reason_which_the_history_keeps(work: Work, noor: Person) -> None:
    """One press and a few words; who, about what, and why stay with the mention."""
    warned(work, noor, LOUD, "Send it now")
    held = reply_of(work)
    refused = noor.submit()
    noor.submit(answers={"Why send it all the same?": "They asked for it in capitals"})
    work.slack.wait_until(lambda: bool(overridden(work)))
    overrode = overridden(work)

    assert held.state is ReplyState.DRAFT
    assert "Say in a few words why" in refused.errors["anyway"]
    assert reply_of(work).state is ReplyState.APPROVED
    assert overrode == [(noor.id, "promise, shouting: They asked for it in capitals")]


def test_a_text_that_was_changed_is_checked_anew(work: Work, noor: Person) -> None:
    """The new words are what counts: calm ones go out without a reason, other loud ones are shown again."""
    warned(work, noor, LOUD, "Send it now")
    noor.submit(answers={"Your answer": "Sorry. BUY ANOTHER ONE!!!", "Why send it all the same?": "No reason"})
    work.slack.wait_until(lambda: noor.view is not None and "“BUY ANOTHER ONE”" in noor.view.text_seen())
    again = reply_of(work)
    noor.submit(answers={"Your answer": CALM})
    work.slack.wait_until(lambda: reply_of(work).state is ReplyState.APPROVED)

    assert (again.state, again.version) == (ReplyState.DRAFT, 2)
    assert reply_of(work).text == CALM
    assert overridden(work) == []


def test_the_team_teaches_the_check_its_own_words(work: Work, noor: Person) -> None:
    """`/earshot tone` says what to avoid and what is fine; the next draft is checked by it."""
    said = [told(work, text).text_seen() for text in ("tone avoid kettle*", "tone fine we'll fix", "tone name Emily")]
    shown = told(work, "tone").text_seen()
    seen = warned(work, noor, "Sorry, Emily! Which of our kettles? We'll fix it.", "Send it now").text_seen()
    gone = told(work, "tone forget kettle*").text_seen()

    assert ["kettle*" in said[0], "we'll fix" in said[1], "Emily" in said[2]] == [True] * 3
    for part in ("To avoid: kettle*", "Fine: we'll fix", "Names of ours: Emily"):
        assert part in shown.replace("*To avoid*", "To avoid").replace("*Fine*", "Fine").replace(
            "*Names of ours*", "Names of ours"
        )
    assert "says not to use this" in seen
    assert "“kettles”" in seen
    assert "owes it" not in seen
    assert "out of the dictionary" in gone
    assert dictionary.get(work.store, TEAM) == Dictionary(fine=("we'll fix",), names=("Emily",))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("tone", "The dictionary is empty"),
        ("tone avid cheap", "Did you mean tone avoid?"),
        ("tone avoid", "Say which"),
        ("tone avoid *", "Say which"),
        ("tone avoid a*b*c", "Say which"),
        ("tone avoid one, two", "Say which"),
        (f"tone avoid {'x' * 61}", "Say which"),
        ("tone forget cheap", "is not in the dictionary"),
    ],
)
def test_what_the_dictionary_cannot_take_is_told(work: Work, text: str, part: str) -> None:
    """Nobody is left guessing."""
    assert part in told(work, text).text_seen().replace("`", "")


def test_a_full_dictionary_says_so(work: Work) -> None:
    """Every draft is compared with every word, so there is an end."""
    for number in range(dictionary.MOST):
        dictionary.say(work.store, TEAM, f"word{number}", Use.AVOID, by="U1", now=NOW)

    assert "full (500 words)" in told(work, "tone avoid another").text_seen()

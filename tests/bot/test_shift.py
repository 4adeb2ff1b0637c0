"""The end of a shift, as people live it."""

from datetime import UTC, datetime

from bot.playground import Message, View
from storage import claims
from storage.records import Mention
from tests.bot.made import TEAM, Work, a_post, a_watch, hear
from tests.bot.test_home import opened


def held(work: Work, number: int) -> list[Mention]:
    """Have so many as Noor."""
    watch, noor = a_watch(work.store), work.slack.person("noor")
    found = [hear(work.store, watch, a_post(f"kettle {n}"), urgency=10)[0] for n in range(number)]
    for mention in found:
        claims.take(work.store, TEAM, mention.id, by=noor.id, now=datetime.now(UTC))
    return found


def window(work: Work, words: str) -> View:
    """Wait until Noor's window says something; returns it."""
    noor = work.slack.person("noor")
    work.slack.wait_until(
        lambda: noor.view is not None and words in noor.view.text_seen(), timeout=10, what=f"{words!r} in a window"
    )
    assert noor.view is not None
    return noor.view


def told(work: Work, who: str, words: str) -> Message:
    """Wait until the last direct message to somebody says something; returns it."""
    world, person = work.slack.world, work.slack.person(who)

    def said() -> list[Message]:
        return list(world.direct_message(person.id).messages.values())

    work.slack.wait_until(lambda: bool(said()) and words in said()[-1].text_seen(), timeout=10, what=f"{words!r}")
    return said()[-1]


def owners(work: Work, found: list[Mention]) -> set[str]:
    """Return who has them."""
    return {work.again(mention).owner for mention in found}


def test_all_of_mine_goes_to_a_colleague_and_is_taken_back(work: Work) -> None:
    """Shown before, told to both after, undone with one press."""
    noor, jonas, found = work.slack.person("noor"), work.slack.person("jonas"), held(work, 2)
    noor.command("/earshot", "shift end")
    view = window(work, "2 mentions will go")
    seen = view.text_seen()
    noor.submit(view, {"to": jonas.id})
    message, theirs = told(work, "noor", "Your shift is over"), told(work, "jonas", "shift is over")
    after = owners(work, found)
    noor.click(message, "Take it back")
    told(work, "noor", "Taken back: 2 of 2")
    told(work, "jonas", "Taken back: 2 of 2")

    assert "kettle 0" in seen
    assert "kettle 1" in seen
    assert "2 mentions, @Jonas" in message.text_seen()
    assert "kettle 1" in theirs.text_seen()
    assert "Take it back" not in theirs.text_seen()
    assert after == {jonas.id}
    assert owners(work, found) == {noor.id}


def test_from_home_it_goes_back_to_the_queue(work: Work) -> None:
    """Where nobody takes over; what was taken up since stays with whoever did."""
    noor, jonas, found = work.slack.person("noor"), work.slack.person("jonas"), held(work, 2)
    noor.click(opened(work, "Mine: 2"), "End of shift")
    noor.submit(window(work, "2 mentions will go"))
    message = told(work, "noor", "in the queue again")
    after = owners(work, found)
    claims.take(work.store, TEAM, found[0].id, by=jonas.id, now=datetime.now(UTC))
    noor.click(message, "Take it back")
    said = told(work, "noor", "Taken back: 1 of 2").text_seen()

    assert after == {""}
    assert "1 stayed" in said
    assert owners(work, found) == {jonas.id, noor.id}


def test_a_shift_without_anything_says_so(work: Work) -> None:
    """And what to do instead."""
    work.slack.person("noor").command("/earshot", "shift end")

    assert "/earshot owed" in window(work, "You have nothing claimed").text_seen()


def test_a_shift_is_not_handed_to_oneself(work: Work) -> None:
    """Said at the input."""
    noor, found = work.slack.person("noor"), held(work, 1)
    noor.command("/earshot", "shift end")
    sent = noor.submit(window(work, "One mention will go"), {"to": noor.id})
    work.slack.wait_until(
        lambda: (
            "choose a colleague" in str(sent.errors)
            or (noor.view is not None and "choose a colleague" in noor.view.text_seen())
        ),
        timeout=10,
    )

    assert owners(work, found) == {noor.id}

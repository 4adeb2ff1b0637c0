"""Having a mention, as people live it: until when, to whom it goes, and that it sleeps."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import clocks, timers
from bot.playground import Message, Submission, View
from storage import claims, history, mentions, outbox, replies, roles, snoozing, timers as due
from storage.records import EVERYBODY_ELSE, Dismissal, Role, State
from tests.bot.made import CHANNEL, TEAM, Work, a_post, hear

HOUR = timedelta(hours=1)
BOT = "earshot"


def shown(work: Work, words: str, who: str = "noor") -> View:
    """Wait until a person's window says something; returns it."""
    person = work.slack.person(who)
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen(), timeout=10, what=f"{words!r} in a window"
    )
    assert person.view is not None
    return person.view


def opened(work: Work, card: Message, entry: str, words: str) -> View:
    """Choose an entry of the card's menu as Noor, and wait for its window."""
    work.slack.person("noor").click(card, entry)
    return shown(work, words)


def in_thread(work: Work, words: str) -> str:
    """Wait until the card's thread says something; returns what it says."""
    noor, card = work.slack.person("noor"), work.slack.messages(CHANNEL)[-1]

    def said() -> str:
        return "\n".join(reply.text_seen() for reply in noor.thread(card)[1:])

    work.slack.wait_until(lambda: words in said(), timeout=10, what=f"{words!r} in the thread")
    return said()


def told(work: Work, who: str, words: str) -> Message:
    """Wait for a direct message; returns it."""
    world, person = work.slack.world, work.slack.person(who)

    def direct() -> list[Message]:
        return list(world.direct_message(person.id).messages.values())

    work.slack.wait_until(lambda: any(words in said.text_seen() for said in direct()), timeout=10, what=f"{words!r}")
    return direct()[-1]


def refused(work: Work, sent: Submission, words: str) -> None:
    """Wait until a form is refused with these words: at the input, or in the window where the memory took its time."""
    noor = work.slack.person("noor")
    work.slack.wait_until(
        lambda: words in str(sent.errors) or (noor.view is not None and words in noor.view.text_seen()),
        timeout=10,
        what=f"{words!r} in answer to a form",
    )


def doings(work: Work) -> list[tuple[str, str]]:
    """Return the last mention's history."""
    return [(line.by, line.what) for line in history.of(work.store, work.mention().id)]


def test_the_card_says_until_when_and_the_owner_is_reminded_and_can_keep_it(work: Work) -> None:
    """Nobody else is bothered; one press and it is theirs for the whole time again."""
    work.alert()
    noor = work.slack.person("noor")
    claims.take(work.store, TEAM, work.mention().id, by=noor.id, now=datetime.now(UTC) - timedelta(minutes=106))
    outbox.refresh(work.store, work.mention().id, now=datetime.now(UTC))
    work.reads(" until ")
    timers.tick(work.desk, datetime.now(UTC))
    reminder = told(work, "noor", "then it goes back to the queue")
    noor.click(reminder, "Keep it")
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)
    lasts = work.mention().lease_until

    assert "It is yours until" in noor.ephemerals()[-1].text_seen()
    assert lasts is not None
    assert lasts - datetime.now(UTC) > timedelta(minutes=118)


def test_a_claim_that_ends_is_back_in_the_queue_with_a_note_in_its_thread(work: Work) -> None:
    """Claimed, then forgotten, is seen by everybody, once."""
    work.alert()
    noor = work.slack.person("noor")
    claims.take(work.store, TEAM, work.mention().id, by=noor.id, now=datetime.now(UTC) - 2 * HOUR)
    outbox.refresh(work.store, work.mention().id, now=datetime.now(UTC))
    work.reads("has this since")
    for _ in range(2):
        timers.tick(work.desk, datetime.now(UTC))
    said = in_thread(work, "in the queue again")
    work.slack.wait_until(lambda: "has this since" not in work.card(), timeout=10)

    assert said.count("in the queue again") == 1
    assert "@Noor Haddad" in said
    assert (work.mention().state, work.mention().owner) == (State.ALERTED, "")
    assert doings(work)[-1] == (BOT, "lapsed")


def test_opening_the_draft_makes_a_claim_last_longer(work: Work, card: Message) -> None:
    """Also where nothing is saved yet: somebody is at work on it."""
    noor = work.slack.person("noor")
    claims.take(work.store, TEAM, work.mention().id, by=noor.id, now=datetime.now(UTC) - HOUR)
    before = work.mention().lease_until
    noor.click(card, "draft")
    shown(work, "Your answer")
    work.slack.wait_until(lambda: work.mention().lease_until != before, timeout=10)
    after = work.mention().lease_until

    assert before is not None
    assert after is not None
    assert after - before > timedelta(minutes=59)


def test_a_mention_is_handed_over_and_whoever_gets_it_is_told(work: Work, card: Message) -> None:
    """From the card's menu; both stand in the history."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    view = opened(work, card, "Hand over …", "Nobody has it now")
    noor.submit(view, {"to": jonas.id})
    work.reads("@Jonas")
    message = told(work, "jonas", "gave you this")

    assert "yours until" in message.text_seen()
    assert "kettle leaks" in message.text_seen()
    assert work.mention().owner == jonas.id
    assert [(line.by, line.what, line.detail) for line in history.of(work.store, work.mention().id)] == [
        (noor.id, "handed", jonas.id)
    ]
    noor.click(card, "why")
    assert "gave it to @Jonas" in shown(work, "gave it to").text_seen()


def test_nothing_is_handed_to_a_bot_or_to_who_may_not_answer(work: Work, card: Message) -> None:
    """Said at the input; nothing is changed."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    given = {noor.id: Role.RESPONDER, EVERYBODY_ELSE: Role.VIEWER}
    assert roles.give(work.store, TEAM, given, by="U0", is_owner=True, now=datetime.now(UTC))
    view = opened(work, card, "Hand over …", "Nobody has it now")
    refused(work, noor.submit(view, {"to": work.slack.world.bot.id}), "That is no person")
    noor.close()
    view = opened(work, card, "Hand over …", "Nobody has it now")
    refused(work, noor.submit(view, {"to": jonas.id}), "They may look, but not answer")

    assert work.mention().owner == ""


def test_what_can_wait_sleeps_until_a_moment_said_before(work: Work, card: Message) -> None:
    """The window says what the choice means, the card who did it."""
    noor = work.slack.person("noor")
    view = opened(work, card, "Snooze …", "It sleeps until")
    options = [option["value"] for option in view.blocks[1]["element"]["options"]]
    before = view.text_seen()
    noor.fill(view, {"snooze_until": options[1]})
    work.slack.wait_until(lambda: noor.view is not None and noor.view.text_seen() != before, timeout=10)
    noor.submit(answers={"snooze_until": options[1]})
    seen = work.reads("💤 Sleeps until").text_seen()

    assert "by @Noor Haddad" in seen
    assert "59 min from now" in before or "1 h from now" in before
    assert doings(work) == [(noor.id, "snoozed")]
    assert work.mention().state is State.SNOOZED


def test_what_slept_long_enough_is_in_the_queue_again_with_a_note(work: Work, card: Message) -> None:
    """By itself, once."""
    noor, now = work.slack.person("noor"), datetime.now(UTC)
    snoozing.snooze(work.store, TEAM, work.mention().id, until=now - HOUR, by=noor.id, now=now - 5 * HOUR)
    for _ in range(2):
        timers.tick(work.desk, datetime.now(UTC))
    said = in_thread(work, "Its sleep is over")

    assert said.count("Its sleep is over") == 1
    assert card.text_seen()
    assert work.mention().state is State.ALERTED
    assert doings(work) == [(noor.id, "snoozed"), (BOT, "woke")]


def test_a_moment_of_ones_own_counts_before_the_menu_and_must_be_to_come(work: Work, card: Message) -> None:
    """Whatever stands in the menu."""
    noor, now = work.slack.person("noor"), datetime.now(UTC)
    view = opened(work, card, "Snooze …", "It sleeps until")
    over = noor.submit(view, {"snooze_at": int((now - HOUR).timestamp())})
    far = noor.submit(view, {"snooze_at": int((now + 400 * 24 * HOUR).timestamp())})
    noor.submit(view, {"snooze_at": int((now + 50 * HOUR).timestamp())})
    work.reads("💤 Sleeps until")
    until = work.mention().snoozed_until

    assert "is over" in str(over.errors)
    assert "within a year" in str(far.errors)
    assert until is not None
    assert abs(until - now - 50 * HOUR) < timedelta(minutes=1)


def test_what_sleeps_is_woken_or_claimed_from_its_card(work: Work, card: Message) -> None:
    """The way back for whoever needs it earlier."""
    noor = work.slack.person("noor")
    now = datetime.now(UTC)
    snoozing.snooze(work.store, TEAM, work.mention().id, until=now + HOUR, by=noor.id, now=now)
    card = work.reads("💤 Sleeps until")
    noor.click(card, "Wake it")
    work.slack.wait_until(lambda: work.mention().state is State.ALERTED, timeout=10)
    noor.click(card, "Wake it", stale=True)
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)

    assert "Nobody has answered this yet" in noor.ephemerals()[-1].text_seen()


def test_two_cards_become_one_and_are_taken_apart_again(work: Work) -> None:
    """The card that went is one line that leads to the other; nothing is posted twice."""
    work.alert()
    noor, first = work.slack.person("noor"), work.mention()
    second = work.alert(a_post("Another kettle of Acme leaks, too"))
    other = work.mention()
    view = opened(work, second, "Merge …", "The same matter as")
    noor.submit(view, {"other": str(first.id)})
    work.reads("🔗 Merged with")
    work.slack.wait_until(lambda: "and 1 more says the same" in work.slack.messages(CHANNEL)[0].text_seen(), timeout=10)
    merged = work.slack.messages(CHANNEL)[-1]
    noor.click(merged, "Not the same")
    work.reads("Another kettle of Acme leaks")
    work.slack.wait_until(lambda: "says the same" not in work.slack.messages(CHANNEL)[0].text_seen(), timeout=10)

    assert len(work.slack.messages(CHANNEL)) == 2
    assert work.again(other).id == other.id
    assert [line.what for line in history.of(work.store, other.id)] == ["merged", "split"]


def test_a_card_is_merged_by_a_pasted_link_of_the_card_or_of_the_post(work: Work, card: Message) -> None:
    """However the address of the post is spelled; what Earshot does not know is said at the input."""
    noor, first = work.slack.person("noor"), work.mention()
    second = work.alert(a_post("Another kettle of Acme leaks, too"))
    view = opened(work, second, "Merge …", "The same matter as")
    refused(work, noor.submit(view, {"link": "https://elsewhere.example/1"}), "knows no card and no post")
    noor.close()
    view = opened(work, second, "Merge …", "The same matter as")
    link = work.desk.slack.chat_getPermalink(channel=card.channel, message_ts=card.ts)["permalink"]
    noor.submit(view, {"link": str(link)})
    work.reads("🔗 Merged with")
    third = work.alert(a_post("A third kettle of Acme leaks"))
    view = opened(work, third, "Merge …", "The same matter as")
    noor.submit(view, {"link": first.post.url.replace("https://", "http://www.") + "/"})
    work.reads("🔗 Merged with")

    assert {work.again(mention).id for mention in mentions.walk(work.store, TEAM)} == {first.id}


def test_what_is_settled_is_not_put_to_sleep_and_a_stale_form_says_how_it_stands(work: Work, card: Message) -> None:
    """The window tells; nothing is changed."""
    noor = work.slack.person("noor")
    view = opened(work, card, "Snooze …", "It sleeps until")
    mentions.dismiss(work.store, TEAM, work.mention().id, Dismissal.SPAM, by=noor.id, now=datetime.now(UTC))
    gone = work.reads("Dismissed")
    noor.submit(view)

    assert "snooze" not in str(gone.blocks)
    assert "This was dismissed" in shown(work, "This was dismissed").text_seen()


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ("2026-11-25T14:40", ["Wed 25 Nov 15:40", "Wed 25 Nov 18:40", "Thu 26 Nov 09:00", "Mon 30 Nov 09:00"]),
        ("2026-11-22T23:30", ["Mon 23 Nov 00:30", "Mon 23 Nov 03:30", "Mon 23 Nov 09:00"]),
        ("2026-11-23T08:00", ["Mon 23 Nov 09:00", "Mon 23 Nov 12:00", "Tue 24 Nov 09:00", "Mon 30 Nov 09:00"]),
    ],
    ids=["a Wednesday", "a Sunday: tomorrow is Monday", "a Monday: the next one"],
)
def test_moments_are_offered_on_the_persons_own_clock(now: str, offered: list[str]) -> None:
    """In words, soonest first, none twice."""
    zone = ZoneInfo("Europe/Berlin")
    moments = clocks.offered(datetime.fromisoformat(now).replace(tzinfo=zone), zone)

    assert [said.partition(", ")[2] for said, _ in moments] == offered
    assert [moment for _, moment in moments] == sorted(moment for _, moment in moments)


def test_timers_of_what_is_gone_do_nothing(work: Work, card: Message) -> None:
    """A watch that was removed takes its mentions along; their moments come all the same."""
    for kind in ("late", "nudge", "lease", "wake", "unheard of"):
        due.start(work.store, TEAM, kind, kind=kind, due_at=datetime.now(UTC))
    timers.tick(work.desk, datetime.now(UTC) + HOUR)

    assert work.again(work.mention()).state is State.ALERTED
    assert replies.get(work.store, TEAM, work.mention().id) is None
    assert hear(work.store, work.mention().watch) == ()
    assert card.ts

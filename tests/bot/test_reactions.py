"""Emoji under a card instead of its buttons."""

from bot.playground import Message
from storage import history, mentions, reactions, roles
from storage.records import EVERYBODY_ELSE, Role, State
from tests.bot.made import TEAM, Work


def waits(work: Work, state: State) -> None:
    """Wait until the last mention stands like this."""
    work.slack.wait_until(lambda: work.mention().state is state, timeout=10, what=f"the mention to be {state}")


def test_eyes_claim_and_taken_away_they_give_back(work: Work, card: Message) -> None:
    """One tap on a phone."""
    noor = work.slack.person("noor")
    noor.react(card, "eyes")
    work.reads("@Noor Haddad has this since")
    noor.react(card, "eyes")
    waits(work, State.ALERTED)

    assert [(line.by, line.what) for line in history.of(work.store, work.mention().id)] == [
        (noor.id, "claimed"),
        (noor.id, "released"),
    ]


def test_a_tick_says_answered_and_then_served_and_back_again(work: Work, card: Message) -> None:
    """Each reaction of one's own is undone by taking it away."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    noor.react(card, "white_check_mark")
    work.reads("✅ Answered by @Noor Haddad")
    noor.react(card, "white_check_mark")
    work.reads("@Noor Haddad has this")
    noor.react(card, "white_check_mark")
    work.reads("✅ Answered by @Noor Haddad")
    jonas.react(card, "white_check_mark")
    work.reads("💚 Served, answered by @Noor Haddad")
    jonas.react(card, "white_check_mark")
    waits(work, State.ANSWERED)

    assert [line.what for line in history.of(work.store, work.mention().id)] == [
        *("answered", "reopened", "answered", "closed", "not_served"),
    ]


def test_what_somebody_else_has_is_told_to_whoever_reacts(work: Work, card: Message) -> None:
    """Only they see it; nothing changes hands."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    jonas.react(card, "eyes")
    work.reads("@Jonas")
    noor.react(card, "eyes")
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)
    noor.react(card, "eyes")
    noor.react(card, "tada")
    noor.command("/earshot", "mine")
    work.slack.wait_until(lambda: len(noor.ephemerals()) > 1, timeout=10)

    assert "has this since" in noor.ephemerals()[0].text_seen()
    assert work.mention().owner == jonas.id


def test_a_team_has_its_own_emoji_for_it(work: Work, card: Message) -> None:
    """Changed with a command, whatever the skin tone; the old one does nothing any more."""
    noor = work.slack.person("noor")
    for written in ("", "claim :raised_hand:", "done off", "done :raised_hand:", "claim two words", "clam :eyes:"):
        seen = len(noor.ephemerals())
        noor.command("/earshot", f"reactions {written}")
        work.slack.wait_until(lambda seen=seen: len(noor.ephemerals()) > seen, timeout=10)  # type: ignore[misc]
    said = [each.text_seen() for each in noor.ephemerals()]
    noor.react(card, "eyes")
    noor.react(card, "raised_hand::skin-tone-3")
    work.reads("@Noor Haddad has this since")

    assert ":eyes: makes a card yours" in said[0]
    assert ":raised_hand: makes a card yours" in said[1]
    assert "No reaction marks it as answered" in said[2]
    assert "does something else already" in said[3]
    assert "Say which by its name" in said[4]
    assert "Did you mean" in said[5]
    assert reactions.of(work.store, TEAM) == {"claim": "raised_hand", "done": ""}
    assert len(history.of(work.store, work.mention().id)) == 1


def test_a_reaction_of_who_may_only_look_does_nothing(work: Work, card: Message) -> None:
    """The same rule as for the button."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    given = {jonas.id: Role.RESPONDER, EVERYBODY_ELSE: Role.VIEWER}
    assert roles.give(work.store, TEAM, given, by="U0", is_owner=True, now=work.desk.clock())
    noor.react(card, "eyes")
    jonas.react(card, "eyes")
    work.reads("@Jonas")

    assert [line.by for line in history.of(work.store, work.mention().id)] == [jonas.id]
    assert mentions.mine(work.store, TEAM, noor.id) == ()

"""Any address a teammate shares becomes a mention, whatever its source."""

import pytest

from bot import scoring
from bot.playground import Message, View
from storage import history, mentions, watches
from storage.records import State
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_watch, hear

ADDRESS = "https://board.example/threads/7?utm_source=mail#comment-3"


def window(work: Work, words: str) -> View:
    """Wait until Noor's window says something; returns it."""
    noor = work.slack.person("noor")
    work.slack.wait_until(
        lambda: noor.view is not None and words in noor.view.text_seen(), timeout=30, what=f"{words!r} in a window"
    )
    assert noor.view is not None
    return noor.view


def tracked(work: Work, words: str) -> Message:
    """Wait until the card of what was tracked says something; returns it."""
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10, what="a card")
    return work.reads(words)


def test_the_address_in_a_message_becomes_a_mention_with_its_card(work: Work) -> None:
    """The words were pasted: they are scored, and what brought it says so."""
    a_watch(work.store)
    noor = work.slack.person("noor")
    message = noor.type("#general", f"look at {ADDRESS} please, and https://board.example/threads/8")
    noor.message_shortcut(message, "track_post")
    view = window(work, "The message holds 2 addresses")
    noor.submit(view, {"text": "My Acme kettle leaks, who can help me?", "author": "@lena"})
    said = window(work, "It is tracked for").text_seen()
    card = tracked(work, "My Acme kettle leaks").text_seen()
    mention = work.mention()

    assert "Its card comes in" in said
    assert "board.example" in card
    assert "@lena" in card
    assert (mention.post.source, mention.post.url, mention.post.author.handle) == ("shared", ADDRESS, "lena")
    assert mention.urgency >= mention.watch.alert_at
    assert sum(reason.points for reason in mention.reasons) == mention.urgency
    assert [(line.by, line.what) for line in history.of(work.store, mention.id)] == [(noor.id, "shared")]


def test_what_was_heard_before_shows_its_card(work: Work) -> None:
    """However the address is spelled; there is one mention, claimed by whoever has it."""
    work.alert(a_post("Acme leaks", url="https://www.board.example/threads/7/"))
    noor = work.slack.person("noor")
    noor.command("/earshot", "track http://board.example/threads/7")
    seen = window(work, "Earshot heard this already").text_seen()

    assert "its card" in seen
    assert "Acme leaks" in seen
    assert len(list(mentions.walk(work.store, TEAM))) == 1


def test_without_words_it_alerts_all_the_same_and_twice_is_once(work: Work) -> None:
    """A person found it worth an alert; a silent or strict watch holds nothing of that back."""
    watch = a_watch(work.store)
    noor = work.slack.person("noor")
    for words in ("It is tracked for", "Earshot heard this already"):
        noor.command("/earshot", "track")
        noor.submit(window(work, "Who wrote it"), {"address": ADDRESS, "watch": str(watch.id)})
        window(work, words)
        noor.close()
    card = tracked(work, "Shared by your team").text_seen()

    assert "(no text)" in card
    assert len(list(mentions.walk(work.store, TEAM))) == 1
    assert len(work.slack.messages(CHANNEL)) == 1
    assert work.mention().urgency == watch.alert_at


def test_what_is_no_address_and_a_team_without_a_watch_are_told(work: Work) -> None:
    """What to do instead."""
    noor = work.slack.person("noor")
    noor.command("/earshot", "track")
    window(work, "There is no watch yet")
    noor.close()
    a_watch(work.store)
    noor.command("/earshot", "track")
    sent = noor.submit(window(work, "Who wrote it"), {"address": "https://user:pass@board.example/"})

    assert "no web address" in str(sent.errors)
    assert list(mentions.walk(work.store, TEAM)) == []


@pytest.mark.parametrize(("text", "factors"), [("", {scoring.SHARED}), ("nice day", {scoring.SHARED})])
def test_a_shared_post_never_scores_below_what_alerts(text: str, factors: set[str]) -> None:
    """Its points sum all the same."""
    score = scoring.of_shared(a_post(text, rating=None), 60)

    assert score.urgency == 60
    assert sum(reason.points for reason in score.reasons) == 60
    assert factors <= {reason.factor for reason in score.reasons}


def test_a_tracked_post_is_worked_like_any_other(work: Work) -> None:
    """Claimed from its card."""
    watch = a_watch(work.store)
    hear(work.store, watch)
    noor = work.slack.person("noor")
    noor.command("/earshot", f"track {ADDRESS}")
    noor.submit(window(work, "Who wrote it"))
    window(work, "It is tracked for")
    noor.click(tracked(work, "Shared by your team"), "claim")
    work.reads("has this since")

    assert work.mention().state is State.CLAIMED
    assert watches.get(work.store, TEAM, watch.id) is not None

"""Forgetting somebody in Slack: an admin asks, and every message that showed them changes where it stands."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from structlog.testing import LogCapture

from bot import digests
from bot.digests import Wish
from bot.playground import Message, Playground
from bot.playground.nouns import View
from storage import answers, joining, mentions, people
from storage.records import Author, Burial, Happened, Post, Turn
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_watch, hear

LOTTE = Author(id="acct:9f31lotte", handle="lotte_vs", name="Lotte Vandersteen", url="https://social.example/@lotte_vs")
SAID = "My Acme kettle has dripped on the carpet for weeks and nobody of you ever writes back to me. " * 4
TELLING = ("lotte", "vandersteen", "9f31", "dripped on the carpet", "soaked the cat")


def by_lotte(said: str = SAID) -> Post:
    """Invent what Lotte says."""
    return replace(a_post(said, url="https://social.example/@lotte_vs/1"), author=LOTTE)


def shown(slack: Playground) -> dict[str, list[str]]:
    """Return what of Lotte stands in any message, window or Home tab of anybody, in any part of it."""
    said = [message for channel in slack.world.channels.values() for message in channel.messages.values()]
    parts = {f"{one.channel} {one.ts}": [one.text, one.blocks, one.attachments, one.metadata] for one in said}
    views = [view for stack in (*slack.world.stacks.values(), slack.world.homes.values()) for view in stack]
    parts |= {f"window {view.id}": [view.content] for view in views}
    found = {where: json.dumps(part, ensure_ascii=False).casefold() for where, part in parts.items()}
    return {where: hits for where, part in found.items() if (hits := [sign for sign in TELLING if sign in part])}


@pytest.fixture
def logged() -> Iterator[LogCapture]:
    """Keep what is logged from INFO on."""
    before = structlog.get_config()
    kept = LogCapture()
    structlog.configure(processors=[kept])
    yield kept
    structlog.configure(**before)


def a_life(work: Work) -> Message:
    """Have Lotte heard by two watches, claimed, answered, come back, and be told of in a digest; return her card."""
    first, second = a_watch(work.store), a_watch(work.store, "Kettles", channel="#reviews")
    post, noor = by_lotte(), work.slack.person("noor")
    hear(work.store, first, post)
    hear(work.store, second, post)
    both = (CHANNEL, "#reviews")
    work.slack.wait_until(lambda: all(map(work.slack.messages, both)), timeout=10, what="both cards")
    card = work.slack.messages(CHANNEL)[-1]
    noor.click(card, "claim")
    work.reads("has this")
    lead = next(found for found in mentions.walk(work.store, TEAM) if found.bundle_id is None)
    answers.by_hand(work.store, TEAM, lead.id, "https://social.example/@us/2", by=noor.id, now=datetime.now(UTC))
    answered = answers.take(work.store, now=datetime.now(UTC) + timedelta(hours=1))
    assert answered is not None
    back = replace(by_lotte("It soaked the cat, too!"), parent_id=post.external_id)
    turn = Happened(turn=Turn.ANSWERED, key=f"answer:{LOTTE.id}", post=back, wants_us=True)
    answers.heard(work.store, answered, [turn], now=datetime.now(UTC))
    today = Wish(watch_id=first.id, kind="day", on=datetime.now(UTC).date())
    digests.ask(work.desk, today, CHANNEL, key="digest:test", now=datetime.now(UTC))
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 2, timeout=10, what="the digest")
    work.slack.wait_until(lambda: len(work.slack.thread(CHANNEL, card.ts)) == 2, timeout=10, what="the turn")
    return work.slack.messages(CHANNEL)[0]


def reads(work: Work, words: str) -> View:
    """Wait until the admin's window says something, and return it."""
    marta = work.slack.person("marta")
    work.slack.wait_until(lambda: words in (marta.view.text_seen() if marta.view else ""), timeout=60, what=words)
    assert marta.view is not None
    return marta.view


def test_an_admin_forgets_somebody_and_every_message_changes_where_it_stands(work: Work, logged: LogCapture) -> None:
    """Card, second card, thread and digest; none is posted anew; windows tell what goes before it goes."""
    card = a_life(work)
    marta, before = work.slack.person("marta"), shown(work.slack)
    count = len(work.slack.calls("chat.postMessage"))
    marta.click(card, "more")
    marta.click(reads(work, "Forget this person"), "forget")
    asked = reads(work, "This is for good").text_seen()
    marta.submit()
    reads(work, "Forgotten.")
    marta.close()
    marta.close()
    work.slack.wait_until(lambda: shown(work.slack) == {}, timeout=20, what=f"nothing of her in {shown(work.slack)}")
    told = repr([entry for entry in logged.entries if entry["log_level"] != "debug"]).casefold()

    assert len(before) >= 4
    assert "2 posts of theirs, heard as 2 mentions" in asked
    assert len(work.slack.calls("chat.postMessage")) == count
    assert "Removed at the wish" in work.slack.messages(CHANNEL)[0].text_seen()
    assert "Removed at the wish" in work.slack.messages("#reviews")[0].text_seen()
    assert all(found.buried_as is Burial.FORGOTTEN for found in mentions.walk(work.store, TEAM))
    assert "'event': 'forgotten'" in told
    assert [sign for sign in TELLING if sign in told] == []


def test_whoever_is_one_person_on_two_platforms_is_forgotten_on_both(work: Work) -> None:
    """From the window about them, which names nobody any more afterwards."""
    watch, marta = a_watch(work.store), work.slack.person("marta")
    hear(work.store, watch, by_lotte())
    hear(work.store, watch, replace(by_lotte("acme soaked the cat"), source="forum"))
    (first, second) = people.find(work.store, TEAM, "@lotte_vs")
    joining.join(work.store, TEAM, first.id, second.id, by=marta.id, now=datetime.now(UTC))
    marta.command("/earshot", "person @lotte_vs", CHANNEL)
    work.slack.wait_until(lambda: bool(marta.ephemerals()), timeout=10, what="whom they found")
    marta.click(marta.ephemerals()[-1], "person")
    marta.click(reads(work, "Forget this person"), "forget")
    asked = reads(work, "This is for good").text_seen()
    marta.submit()
    reads(work, "Forgotten.")

    assert "2 posts of theirs" in asked
    assert people.find(work.store, TEAM, "@lotte_vs") == ()
    assert all(found.is_forgotten for found in mentions.walk(work.store, TEAM))


def test_only_an_admin_forgets(work: Work) -> None:
    """Others are told whom to ask."""
    card, noor = work.alert(by_lotte()), work.slack.person("noor")
    noor.click(card, "more")
    work.slack.wait_until(lambda: noor.view is not None and "Forget this person" in noor.view.text_seen())
    assert noor.view is not None
    noor.click(noor.view, "forget")
    work.slack.wait_until(lambda: noor.view is not None and "admin" in noor.view.text_seen(), timeout=10)

    assert not any(found.is_forgotten for found in mentions.walk(work.store, TEAM))

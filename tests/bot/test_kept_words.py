"""What may not be kept any longer goes from Slack, too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.blocks import words
from bot.playground import Fault
from storage import outbox, retention
from storage.database import Store
from storage.records import Burial, Kind
from tests.bot.made import TEAM, Work, a_post, a_watch, hear


def test_a_card_of_words_that_are_kept_no_longer_says_so_where_it_stands(work: Work) -> None:
    """Changed in place; where it was taken away meanwhile, nothing is posted anew."""
    work.alert(a_post("A kettle that leaks", kind=Kind.POST, rating=None))
    mention = work.mention()
    retention.expire(work.store, "feed", timedelta(0), now=datetime.now(UTC))
    shown = work.reads("as its platform asks").text_seen()
    work.slack.fail("chat.update", Fault(error="message_not_found"))
    outbox.refresh(work.store, mention.id, now=datetime.now(UTC))
    work.slack.wait_until(lambda: len(work.slack.calls("chat.update")) >= 2, timeout=10, what="another try")
    work.slack.wait_until(
        lambda: outbox.backlog(work.store, TEAM, now=datetime.now(UTC)).waiting == 0, timeout=10, what="an end"
    )

    assert "leaks" not in shown
    assert "Lena Example" not in shown
    assert len(work.slack.calls("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("why", "says"),
    [
        (Burial.EXPIRED, "Its words were taken out after 2 days, as its platform asks."),
        (Burial.OUTDATED, "Its words were taken out after 2 days, as whoever runs Earshot wishes."),
        (Burial.DELETED, "It was deleted where it stood; its words were taken out of the memory, too."),
        (None, ""),
    ],
)
def test_what_is_gone_says_why_and_after_how_long(memory: Store, why: Burial | None, says: str) -> None:
    """Nobody wonders where the words are."""
    (mention,) = hear(memory, a_watch(memory), a_post())

    assert words.buried(replace(mention, buried_as=why, buried_at=mention.heard_at + timedelta(hours=48))) == says

"""What may not be kept any longer goes from Slack, too."""

from datetime import UTC, datetime, timedelta

from bot.playground import Fault
from storage import outbox, retention
from storage.records import Kind
from tests.bot.made import TEAM, Work, a_post


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

"""What was said around a post: what it answers, our answers, what came back; nothing of others, nothing deleted."""

from dataclasses import replace
from datetime import timedelta

from storage import answers, conversations, mentions, posts, replies
from storage.database import Store
from storage.records import Happened, Mention, Post, Receipt, Turn
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged


def about(store: Store, post: Post) -> Mention:
    """Hear a post and return its mention."""
    hear(store, judged(post, a_watch(store)))
    return next(iter(everything(store).values()))


def said(store: Store, mention: Mention) -> list[str]:
    """Return the turns around a mention, ours marked."""
    return [f"{one.person or one.author}: {one.text}" for one in conversations.around(store, TEAM, mention)]


def test_the_turns_around_a_post_are_told_in_order(store: Store) -> None:
    """Above it, our answer by whoever gave it, and what answers either; the post itself stands elsewhere."""
    start = NOW - timedelta(hours=1)
    above = replace(a_post("above", "Who knows kettles?"), posted_at=start)
    other = replace(a_post("other", "Nice weather"), posted_at=start)
    mention = about(store, replace(a_post("1"), parent_id="above", thread_id="above"))
    posts.remember(store, TEAM, [above, other], now=NOW)
    replies.save(store, TEAM, mention.id, "Which one is it?", base=0, by="U1", now=NOW)
    answers.by_hand(store, TEAM, mention.id, "https://example.com/9", by="U1", now=NOW + MINUTE)
    (answered,) = answers.near(store, TEAM, "feed", ["1"])
    back = replace(a_post("2", "The blue one", at=NOW + 2 * MINUTE), parent_id="ours")
    seen = Happened(turn=Turn.CONFIRMED, key="confirmed", receipt=Receipt(external_id="ours", post_id="1"))
    heard = [seen, Happened(turn=Turn.ANSWERED, key="1", post=back, wants_us=True)]
    answers.heard(store, answered, heard, now=NOW + 2 * MINUTE)
    told = said(store, mention)
    posts.bury(store, TEAM, "feed", ["above"], NOW)

    assert told == ["Ann Example: Who knows kettles?", "U1: Which one is it?", "Ann Example: The blue one"]
    assert said(store, mention) == told[1:]
    assert conversations.around(store, "T2", mention) == ()


def test_a_post_that_stands_alone_has_no_conversation(store: Store) -> None:
    """Other posts without a parent are no answers to each other."""
    mention = about(store, a_post("1"))
    posts.remember(store, TEAM, [a_post("2"), a_post("3")], now=NOW)

    assert mentions.get(store, TEAM, mention.id) == mention
    assert said(store, mention) == []

"""What was deleted where it stood: its words are gone here too, its id stays."""

from dataclasses import replace

from sqlalchemy import select

from storage import history, mentions, posts, replies, tables
from storage.database import Store
from storage.records import Burial, State
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, everything, hear, judged


def everything_kept(store: Store) -> str:
    """Return all that the memory holds of posts and mentions, as one text."""
    with store.reading() as connection:
        held = [
            connection.execute(select(rows)).all() for rows in (tables.posts, tables.post_versions, tables.mentions)
        ]
    return str(held)


def test_of_a_deleted_post_nothing_is_left_but_its_id(store: Store) -> None:
    """Neither its words, nor those it had before an edit, nor those quoted as reasons, nor who wrote it."""
    one = a_mention(store)
    watch = everything(store)["1 Acme"].watch
    hear(store, judged(replace(a_post(), text="acme is still down"), watch), now=NOW + MINUTE)
    before = everything_kept(store)
    buried = posts.bury(store, TEAM, "feed", ["1", "never heard"], NOW + MINUTE)
    again = posts.bury(store, TEAM, "feed", ["1"], NOW + MINUTE)
    after, mention = everything_kept(store), mentions.get(store, TEAM, one)

    assert (buried, again) == ((one,), ())
    assert mention is not None
    assert (mention.buried_as, mention.post.external_id, mention.urgency) == (Burial.DELETED, "1", 70)
    for word in ("is down", "still down", "Ann Example", "ann1", "a1'"):
        assert word in before
        assert word not in after
    assert [line.what for line in history.of(store, one)] == ["edited", "deleted"]


def test_what_is_buried_stays_buried(store: Store) -> None:
    """A search that lags behind brings no words back."""
    a_mention(store)
    posts.bury(store, TEAM, "feed", ["1"], NOW, Burial.EXPIRED)
    known = posts.known(store, TEAM, "feed", ["1"])
    remembered = posts.remember(store, TEAM, [replace(a_post(), text="acme is back")], now=NOW + MINUTE)
    (mention,) = everything(store).values()

    assert known["1"].is_buried
    assert remembered.edited == frozenset()
    assert (mention.post.text, mention.buried_as, mention.state) == ("", Burial.EXPIRED, State.HEARD)


def test_the_draft_for_a_post_that_is_gone_is_kept(store: Store) -> None:
    """Somebody's work is no reason to lose it."""
    one = a_mention(store)
    replies.save(store, TEAM, one, "We are sorry", base=0, by="U1", now=NOW)
    posts.bury(store, TEAM, "feed", ["1"], NOW)
    reply = replies.get(store, TEAM, one)

    assert reply is not None
    assert reply.text == "We are sorry"

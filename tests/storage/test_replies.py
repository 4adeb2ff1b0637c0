"""Drafts: shared by the team, no words lost."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from storage import replies, tables
from storage.database import Store
from storage.records import ReplyState
from tests.storage.made import NOW, TEAM, a_mention


def kept(store: Store) -> list[tuple[int, str, str]]:
    """Return every text ever saved: on which version it was written, by whom."""
    rows = tables.reply_versions
    with store.reading() as connection:
        found = connection.execute(select(rows.c.base, rows.c.text, rows.c.by).order_by(rows.c.id))
        return [(row.base, row.text, row.by) for row in found]


def test_two_people_who_save_at_once_both_keep_their_words(store: Store) -> None:
    """The first becomes the draft, the second is told and kept."""
    one = a_mention(store)
    with ThreadPoolExecutor(2) as people:
        saved = list(
            people.map(lambda who: replies.save(store, TEAM, one, f"by {who}", base=0, by=who, now=NOW), ("U1", "U2"))
        )
    draft = replies.get(store, TEAM, one)

    assert draft is not None
    assert sorted(one.kept for one in saved if one) == [False, True]
    assert {one.reply for one in saved if one} == {draft}
    assert (draft.version, draft.text) == (1, f"by {draft.by}")
    assert sorted(kept(store)) == [(0, "by U1", "U1"), (0, "by U2", "U2")]


def test_a_draft_grows_version_by_version(store: Store) -> None:
    """Saving on top of what one has read."""
    one = a_mention(store)
    for base, text in enumerate(("Hello", "Hello Ann", "Hello Ann, sorry")):
        replies.save(store, TEAM, one, text, base=base, by="U1", now=NOW)
    stale = replies.save(store, TEAM, one, "Hi", base=1, by="U2", now=NOW)
    draft = replies.get(store, TEAM, one)

    assert draft is not None
    assert (draft.version, draft.text, draft.state) == (3, "Hello Ann, sorry", ReplyState.DRAFT)
    assert stale is not None
    assert (stale.kept, stale.reply) == (False, draft)
    assert kept(store)[-1] == (1, "Hi", "U2")


def test_what_is_out_cannot_be_overwritten_until_it_is_taken_back(store: Store) -> None:
    """An answer that stands on the web is no draft."""
    one = a_mention(store)
    replies.save(store, TEAM, one, "Hello", base=0, by="U1", now=NOW)
    replies.sent(store, TEAM, one, "https://example.com/1", by="U1", now=NOW)
    refused = replies.save(store, TEAM, one, "Hello again", base=1, by="U2", now=NOW)
    replies.unsent(store, TEAM, one, now=NOW)
    taken_back = replies.save(store, TEAM, one, "Hello again", base=1, by="U2", now=NOW)

    assert refused is not None
    assert (refused.kept, refused.reply.state, refused.reply.url) == (False, ReplyState.SENT, "https://example.com/1")
    assert taken_back is not None
    assert (taken_back.kept, taken_back.reply.url) == (True, "")


def test_an_answer_posted_without_a_draft_is_remembered(store: Store) -> None:
    """Some answer first and press later."""
    one = a_mention(store)
    before = replies.get(store, TEAM, one)
    replies.sent(store, TEAM, one, "https://example.com/1", by="U1", now=NOW)
    reply = replies.get(store, TEAM, one)

    assert before is None
    assert reply is not None
    assert (reply.state, reply.version, reply.text) == (ReplyState.SENT, 0, "")

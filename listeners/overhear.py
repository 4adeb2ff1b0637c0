"""What a listener hears may also be something that happened after an answer of ours: then it is told there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from listeners.turns import spoke, turns
from storage import answers
from storage.database import Store
from storage.records import Post, Receipt


def spoken(store: Store, workspace: str, source: str, posts: Sequence[Post]) -> Mapping[str, int]:
    """Return which posts go on a conversation we answered in, and which post we answered there.

    They are told in its thread, so that no card of their own tells them a second time.
    """
    return {
        post.external_id: answered.post_id
        for answered in answers.near(store, workspace, source, _around(posts))
        for post in posts
        if spoke(answered, post)
    }


def overhear(
    store: Store,
    workspace: str,
    source: str,
    posts: Sequence[Post],
    *,
    gone: Collection[str],
    receipts: Sequence[Receipt],
    now: datetime,
) -> None:
    """Take what a listener heard for what it may also be: something that happened after an answer of ours."""
    ids = [*_around(posts), *gone, *(one.post_id for one in receipts)]
    for answered in answers.near(store, workspace, source, ids):
        found = turns(answered, posts, gone=gone, receipts=receipts, now=now)
        answers.heard(store, answered, found, now=now)


def _around(posts: Sequence[Post]) -> list[str]:
    return [one for post in posts for one in (post.external_id, post.parent_id, post.thread_id)]

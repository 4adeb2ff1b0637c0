"""What a listener hears may also be something that happened after an answer of ours: then it is told there."""

from collections.abc import Collection, Sequence
from datetime import datetime

from listeners.turns import turns
from storage import answers
from storage.database import Store
from storage.records import Post, Receipt


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
    ids = {one for post in posts for one in (post.external_id, post.parent_id, post.thread_id)}
    for answered in answers.near(store, workspace, source, [*ids, *gone, *(one.post_id for one in receipts)]):
        found = turns(answered, posts, gone=gone, receipts=receipts, now=now)
        answers.heard(store, answered, found, now=now)

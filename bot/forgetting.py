"""Whom a mention would have us forget: asked for the window, and again when it is sent off."""

from storage import whom
from storage.database import Store
from storage.records import Mention
from storage.whom import Somebody, Whom


def who_wrote(store: Store, mention: Mention) -> Somebody:
    """Return the author of a mention with all their accounts, or the post alone where nobody knows who wrote it."""
    post = mention.post
    told = post.author.id or post.author.handle or post.author.name
    meant = Whom(source=post.source, author=told) if told else Whom(source=post.source, post=post.external_id)
    return whom.find(store, mention.workspace, meant)

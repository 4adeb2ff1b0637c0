"""It was confirmed: they are forgotten, everywhere, for good."""

import structlog

from bot import forgetting as asked
from bot.asked import Submission
from bot.blocks import forgetting as blocks, modals, phrases
from bot.desk import Desk
from bot.door import Answer
from storage import forgetting, mentions

log = structlog.get_logger()


def submit(desk: Desk, form: Submission) -> Answer:
    """Forget whoever wrote it, and tell what could not be done."""
    mention = mentions.get(desk.store, desk.workspace, int(form.metadata) if form.metadata.isdecimal() else 0)
    if mention is None or mention.is_forgotten:
        return Answer(view=modals.told(blocks.TITLE, phrases.GONE))
    somebody = asked.who_wrote(desk.store, mention)
    account = forgetting.forget(desk.store, somebody, by=form.user, now=form.at)
    log.info("forgotten", by=form.user, posts=account.posts, messages=account.messages, left=len(account.left))
    return Answer(view=blocks.done(account.left))

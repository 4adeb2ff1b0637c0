"""It was confirmed: they are forgotten, everywhere, for good."""

import structlog

from bot import forgetting as asked
from bot.asked import Submission
from bot.blocks import forgetting as blocks, modals, phrases
from bot.desk import Desk
from bot.door import Answer
from storage import forgetting

log = structlog.get_logger()


def submit(desk: Desk, form: Submission) -> Answer:
    """Forget them, and tell what could not be done."""
    meant = asked.meant(desk, form.metadata)
    if meant is None:
        return Answer(view=modals.told(blocks.TITLE, phrases.GONE))
    account = forgetting.forget(desk.store, meant.somebody, by=form.user, now=form.at)
    log.info("forgotten", by=form.user, posts=account.posts, messages=account.messages, left=len(account.left))
    return Answer(view=blocks.done(account.left))

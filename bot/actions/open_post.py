"""Open post: the browser does it; Slack only wants to hear that we heard."""

import structlog

from bot.asked import Press
from bot.desk import Desk

log = structlog.get_logger()


def press(_desk: Desk, press: Press) -> None:
    """Do nothing: the button is a link."""
    log.debug("opened a post", mention=press.mention_id)

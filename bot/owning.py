"""Mentions that change hands: who can have one, and how they learn of it."""

from datetime import datetime

import structlog

from bot import roles, telling
from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE
from storage import outbox
from storage.records import Mention, Role

log = structlog.get_logger()

NOBODY = "That is no person of this workspace; choose a colleague."
MAY_NOT = "They may look, but not answer; `/earshot roles` shows who may."


def hindrance(desk: Desk, user: str) -> str:
    """Return in a sentence why a person cannot have a mention, "" where they can or Slack does not say."""
    try:
        who = desk.slack.users_info(user=user).get("user") or {}
    except SLACK_TROUBLE as error:
        word = telling.reason(error)
        log.info("a person is not known", error=word)
        return NOBODY if word == "user_not_found" else ""
    if who.get("is_bot") or who.get("deleted") or user == "USLACKBOT":
        return NOBODY
    return "" if roles.may(desk, user, Role.RESPONDER) else MAY_NOT


def tell_receiver(desk: Desk, mention: Mention, *, by: str, now: datetime) -> None:
    """Wish that whoever has a mention now learns it by direct message, unless they gave it to themselves."""
    if mention.owner == by:
        return
    wish = outbox.Wish(
        key=f"handed:{mention.id}:{mention.owner}:{now.isoformat()}",
        kind="handed",
        lane=mention.owner,
        mention_id=mention.id,
        payload={"by": by},
        rank=outbox.AT_ONCE,
    )
    outbox.put(desk.store, desk.workspace, wish, now=now)

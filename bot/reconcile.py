"""Was it said before? A message is looked for by its key in Slack, so that a lost answer makes no second message."""

from datetime import timedelta
from typing import Any

import structlog
from slack_sdk import WebClient

from bot import slack_errors
from bot.channels import IS_ID
from bot.slack_errors import Refusal, Verdict
from storage.records import CardPlace, Job

log = structlog.get_logger()

EVENT_TYPE = "earshot_outbox"  # of the message metadata; its payload is the row's key, which anybody may read
MARGIN = timedelta(minutes=2)  # between our clock and Slack's
PAGES = 5  # of 200 messages
BLUNT = {Verdict.OTHER, Verdict.MALFORMED, Verdict.GONE}


class Unsure(Exception):
    """It could not be found out whether a message is out already; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        """Carry why."""
        super().__init__(refusal.word)
        self.refusal = refusal


def look_for(slack: WebClient, job: Job, channel: str, above: CardPlace | None) -> CardPlace | None:
    """Find the message of a row, None where it is not there or Slack has no way to say; raises Unsure otherwise."""
    if not IS_ID.fullmatch(channel) or channel[0] in "UW":
        return None
    try:
        return _found(slack, job, channel, above)
    except Exception as error:
        refusal = slack_errors.judge(error)
        if refusal.word == "missing_scope" or refusal.verdict in BLUNT:
            log.warning("cannot look whether a message is out already; it is posted", error=refusal.word)
            return None
        raise Unsure(refusal) from error


def _found(slack: WebClient, job: Job, channel: str, above: CardPlace | None) -> CardPlace | None:
    asked: dict[str, Any] = {
        "oldest": str((job.first_tried_at - MARGIN).timestamp()),
        "limit": 200,
        "include_all_metadata": True,
    }
    for _ in range(PAGES):
        page = (
            slack.conversations_replies(channel=above.channel, ts=above.ts, **asked)
            if above
            else slack.conversations_history(channel=channel, **asked)
        )
        for said in page.get("messages") or ():
            about = said.get("metadata") or {}
            if about.get("event_type") == EVENT_TYPE and (about.get("event_payload") or {}).get("key") == job.key:
                log.info("was out already", key=job.key)
                return CardPlace(channel=above.channel if above else channel, ts=str(said["ts"]))
        asked["cursor"] = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not asked["cursor"]:
            break
    return None

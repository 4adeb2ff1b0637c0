"""What Slack's refusals mean for us: one word each for what to do next.

SLOW_DOWN    too many calls: wait as long as Slack says
UNREACHABLE  no answer, or Slack is unwell: whether it acted is unknown
CLOSED       the channel is archived, missing, or does not let us in
LOCKED_OUT   the token is void or lacks a scope: nothing can be said anywhere
MALFORMED    Slack does not take the content
GONE         the message to change is not there, or not ours any more
OTHER        anything else
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from http.client import HTTPException

from slack_sdk.errors import SlackApiError, SlackClientError

# What a call to Slack raises: Slack's refusals, no connection, half an answer, no readable answer.
SLACK_TROUBLE = (SlackClientError, OSError, ValueError, HTTPException)


class Verdict(StrEnum):
    """What to do next."""

    SLOW_DOWN = "slow_down"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    LOCKED_OUT = "locked_out"
    MALFORMED = "malformed"
    GONE = "gone"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A verdict, Slack's own word for it, and how long Slack wants us to wait."""

    verdict: Verdict
    word: str
    wait: timedelta = timedelta(0)


WORDS = {
    Verdict.SLOW_DOWN: ("ratelimited", "rate_limited", "message_limit_exceeded"),
    Verdict.UNREACHABLE: (
        "fatal_error",
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    ),
    Verdict.CLOSED: (
        "cannot_reply_to_message",
        "channel_is_limited_access",
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "user_not_found",
    ),
    Verdict.LOCKED_OUT: (
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    ),
    Verdict.MALFORMED: (
        "invalid_arguments",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
    ),
    Verdict.GONE: ("cant_update_message", "edit_window_closed", "message_not_found", "thread_not_found"),
}
_BY_WORD = {word: verdict for verdict, words in WORDS.items() for word in words}
AT_LEAST = timedelta(seconds=1)
UNTOLD = timedelta(seconds=5)  # where Slack does not say how long


def judge(error: Exception) -> Refusal:
    """Return what an error of a call to Slack means."""
    if not isinstance(error, SlackApiError):
        return Refusal(verdict=Verdict.UNREACHABLE, word=type(error).__name__)
    status, word = _status(error), word_of(error)
    if status == HTTPStatus.TOO_MANY_REQUESTS or _BY_WORD.get(word) is Verdict.SLOW_DOWN:
        return Refusal(verdict=Verdict.SLOW_DOWN, word=word or "ratelimited", wait=_retry_after(error))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Refusal(verdict=Verdict.UNREACHABLE, word=word or f"HTTP {status}")
    return Refusal(verdict=_BY_WORD.get(word, Verdict.OTHER), word=word or f"HTTP {status}")


def word_of(error: SlackApiError) -> str:
    """Return Slack's own word for a refusal, or nothing where the answer was none of Slack's."""
    body = getattr(error.response, "data", error.response)
    return str(body.get("error") or "") if isinstance(body, dict) else ""


def _status(error: SlackApiError) -> int:
    response = error.response  # a plain mapping where the answer was no JSON
    found = response.get("status") if isinstance(response, dict) else getattr(response, "status_code", 0)
    return int(found or 0)


def _retry_after(error: SlackApiError) -> timedelta:
    response = error.response
    headers = response.get("headers") if isinstance(response, dict) else getattr(response, "headers", None)
    for name, value in dict(headers or {}).items():
        said = str(value[0] if isinstance(value, list) and value else value)
        if name.lower() == "retry-after" and said.isdecimal():
            return max(AT_LEAST, timedelta(seconds=min(int(said), 3600)))
    return UNTOLD

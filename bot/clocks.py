"""Whose clock: the time zone of a person's Slack profile, and moments to offer on it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import telling
from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE

log = structlog.get_logger()

MORNING = time(9)
MONDAY = 7  # days from a Monday to the next


def zone_name(desk: Desk, user: str) -> str:
    """Return the time zone of a person's Slack profile, or nothing where Slack does not tell."""
    try:
        return str((desk.slack.users_info(user=user).get("user") or {}).get("tz") or "")
    except SLACK_TROUBLE as error:
        log.info("a person's time zone is not known", error=telling.reason(error))
        return ""


def zone_of(desk: Desk, user: str, otherwise: str) -> ZoneInfo:
    """Return a person's time zone, or the one of that name where Slack tells none we know."""
    try:
        return ZoneInfo(zone_name(desk, user) or otherwise)
    except (ValueError, OSError, KeyError):
        return ZoneInfo(otherwise)


def offered(now: datetime, zone: ZoneInfo) -> tuple[tuple[str, datetime], ...]:
    """Return moments to put something off to, each in words, soonest first."""
    here = now.astimezone(zone)
    soon = here.replace(second=0, microsecond=0)
    tomorrow = _morning(here, 1)
    monday = _morning(here, MONDAY - here.weekday())
    moments = [("In an hour", soon + timedelta(hours=1)), ("In four hours", soon + timedelta(hours=4))]
    moments += [("Tomorrow", tomorrow)] + ([("Next Monday", monday)] if monday != tomorrow else [])
    return tuple((f"{said}, {moment:%a %d %b %H:%M}", moment) for said, moment in moments)


def _morning(here: datetime, days: int) -> datetime:
    return datetime.combine(here.date() + timedelta(days=days), MORNING, here.tzinfo)

"""What Slack said lately of people: who owns the workspace, who is a guest, who is in which user group.

Asked again after a minute, so that a press costs no call. Where Slack does not answer, what it said last counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from slack_sdk import WebClient

from bot.slack_errors import SLACK_TROUBLE, judge

log = structlog.get_logger()

LASTS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a person stands in Slack; `teams` are the workspaces they belong to, none where Slack names none."""

    is_admin: bool = False
    is_owner: bool = False
    is_guest: bool = False
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A user group: its name for people, and who is in it."""

    handle: str
    members: frozenset[str]


class Roster:
    """Standings by user id and groups by id. A lost write costs one call more, so nothing waits for a lock."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._standings: dict[str, tuple[datetime, Standing]] = {}
        self._groups: tuple[datetime, Mapping[str, Group]] | None = None

    def standing(self, slack: WebClient, user: str, now: datetime) -> Standing | None:
        """Return how a person stands in Slack, None where it never said."""
        known = self._standings.get(user)
        if known is not None and now - known[0] < LASTS:
            return known[1]
        try:
            who = slack.users_info(user=user).get("user") or {}
        except SLACK_TROUBLE as error:
            log.warning("Slack does not say how a person stands", error=judge(error).word)
            return known[1] if known else None
        found = _standing(who)
        self._standings[user] = now, found
        return found

    def groups(self, slack: WebClient, now: datetime) -> Mapping[str, Group]:
        """Return the user groups there are by id; none where Slack does not tell."""
        known = self._groups
        if known is not None and now - known[0] < LASTS:
            return known[1]
        try:
            every = slack.usergroups_list(include_users=True).get("usergroups") or ()
        except SLACK_TROUBLE as error:
            log.warning("Slack does not say who is in which user group", error=judge(error).word)
            return known[1] if known else {}
        found = {
            str(one.get("id")): Group(handle=str(one.get("handle") or ""), members=frozenset(one.get("users") or ()))
            for one in every
        }
        self._groups = now, found
        return found

    def forget(self) -> None:
        """Ask Slack anew at the next press."""
        self._standings.clear()
        self._groups = None


def _standing(who: Mapping[str, object]) -> Standing:
    """Read a user object: docs.slack.dev/reference/objects/user-object."""
    org = who.get("enterprise_user")
    teams = org.get("teams") if isinstance(org, Mapping) else None
    return Standing(
        is_admin=bool(who.get("is_admin")),
        is_owner=bool(who.get("is_owner")),
        is_guest=bool(who.get("is_restricted") or who.get("is_ultra_restricted")),
        teams=frozenset(map(str, [who.get("team_id"), *(teams or ())] if who.get("team_id") else ())),
    )

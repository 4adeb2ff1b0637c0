"""Who may do what: a person's role, from the memory and from what Slack says of their id, never from a payload.

The rule of a handler stands where it is registered (`door.action("claim", …, needs=Role.RESPONDER)`). Owners of the
Slack workspace are admins always; whom somebody named is what they were named, in person before by user group; others
are what was chosen for everybody else. Before anybody is named, all answer and approve. Guests of the Slack workspace
only look, unless they are named. Who belongs to another workspace has no role.
"""

from collections.abc import Mapping
from datetime import datetime

import structlog

from bot.blocks import roles as blocks
from bot.blocks.message import Block
from bot.desk import Desk
from bot.roster import Standing
from storage import roles, workspaces
from storage.records import Charter, Role

log = structlog.get_logger()


def role_of(desk: Desk, user: str) -> Role | None:
    """Return what a person may do, None for somebody of another workspace."""
    standing = _standing(desk, user)
    return _role(desk, user, standing, roles.charter(desk.store, desk.workspace))


def may(desk: Desk, user: str, needs: Role) -> bool:
    """Say whether a person may do what needs a role."""
    role = role_of(desk, user)
    return role is not None and role >= needs


def refusal(desk: Desk, user: str, needs: Role) -> str:
    """Return in plain words why a person may not do what needs a role, and whom to ask; "" where they may."""
    standing = _standing(desk, user)
    charter = roles.charter(desk.store, desk.workspace)
    role = _role(desk, user, standing, charter)
    if role is not None and role >= needs:
        return ""
    return blocks.refusal(role, needs, charter, is_known=standing is not None)


def is_owner(desk: Desk, user: str) -> bool:
    """Say whether a person owns the Slack workspace: then they are admin whatever is written."""
    standing = _standing(desk, user)
    return standing is not None and standing.is_owner


def handles(desk: Desk) -> Mapping[str, str]:
    """Return the handles of Slack's user groups by id; none where Slack does not tell, or has none."""
    return {group: known.handle for group, known in desk.roster.groups(desk.slack, desk.clock()).items()}


def give(desk: Desk, given: Mapping[str, Role], *, by: str, now: datetime) -> bool:
    """Give roles by id; False, and nothing given, where no admin would be left or too many would be named."""
    owner = is_owner(desk, by)
    done = roles.give(desk.store, desk.workspace, given, by=by, is_owner=owner, now=now)
    log.info("roles given" if done else "roles not given", by=by, roles={who: role.word for who, role in given.items()})
    return done


def page(desk: Desk, user: str, now: datetime, *, notice: str = "") -> Block:
    """Return the window that shows who is what, with menus where this person may change it."""
    mine = role_of(desk, user) or Role.VIEWER
    return blocks.page(roles.charter(desk.store, desk.workspace), handles(desk), mine, now, notice=notice)


def _standing(desk: Desk, user: str) -> Standing | None:
    return desk.roster.standing(desk.slack, user, desk.clock()) if user else None


def _role(desk: Desk, user: str, standing: Standing | None, charter: Charter) -> Role | None:
    if not user or (standing is not None and not _is_ours(desk, standing)):
        return None
    known = standing or Standing()
    if known.is_owner or (known.is_admin and not charter.is_set):
        return Role.ADMIN
    others = Role.VIEWER if known.is_guest else charter.others
    return _named(desk, user, charter) or others


def _is_ours(desk: Desk, standing: Standing) -> bool:
    return desk.workspace == workspaces.LOCAL or not standing.teams or desk.workspace in standing.teams


def _named(desk: Desk, user: str, charter: Charter) -> Role | None:
    """Return what a person was named: by their own name, else the most that a group they are in was."""
    own = next((one.role for one in charter.named if one.who == user), None)
    if own is not None or not any(one.is_group for one in charter.named):
        return own
    groups = desk.roster.groups(desk.slack, desk.clock())
    through = (one.role for one in charter.named if one.who in groups and user in groups[one.who].members)
    return max(through, default=None)

"""Who may do what in a workspace: one row for each person or user group that was given a role.

Before anybody is given one, everybody answers and approves: a small team is not walled in. The first change founds the
order: whoever is not named is a responder from then on, and who made the change stays admin. No change may leave a
workspace without an admin, unless it is an owner's of the Slack workspace: owners are admins always.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage import tables
from storage.database import Store
from storage.records import EVERYBODY_ELSE, Charter, Named, Role
from storage.upserts import insert_into

MOST = 80  # named people and groups: all stand in one window of Slack


def charter(store: Store, workspace: str) -> Charter:
    """Return who is what, the mightiest first."""
    rows = tables.roles
    with store.reading() as connection:
        found = connection.execute(select(rows).where(rows.c.workspace == workspace)).all()
    if not found:
        return Charter()
    every = [Named(who=row.who, role=Role[row.role.upper()], by=row.by, at=row.at) for row in found]
    others = next((one.role for one in every if one.who == EVERYBODY_ELSE), Role.RESPONDER)
    named = sorted((one for one in every if one.who != EVERYBODY_ELSE), key=lambda one: (-one.role, one.who))
    return Charter(named=tuple(named), others=others, is_set=True)


def give(store: Store, workspace: str, given: Mapping[str, Role], *, by: str, is_owner: bool, now: datetime) -> bool:
    """Give roles by user id, user group id or `EVERYBODY_ELSE`; False, and nothing given, without an admin or room.

    Everybody else is never admin: that is a ValueError.
    """
    if given.get(EVERYBODY_ELSE) is Role.ADMIN:
        message = "not everybody can be admin"
        raise ValueError(message)
    with store.transaction() as connection:
        before = _held(connection, workspace)
        founded = {} if before else {EVERYBODY_ELSE: Role.RESPONDER, **({} if is_owner else {by: Role.ADMIN})}
        changed = founded | dict(given)
        after = before | changed
        if len(after) > MOST + 1 or not (is_owner or Role.ADMIN in after.values()):
            return False
        for who, role in changed.items():
            written = {"role": role.word, "by": by, "at": now}
            connection.execute(
                insert_into(store, tables.roles)
                .values(workspace=workspace, who=who, **written)
                .on_conflict_do_update(index_elements=["workspace", "who"], set_=written)
            )
    return True


def drop(store: Store, workspace: str, who: str, *, is_owner: bool) -> bool:
    """Name somebody no more: they are what everybody else is. False where no admin would be left."""
    rows = tables.roles
    with store.transaction() as connection:
        after = {other: role for other, role in _held(connection, workspace).items() if other != who}
        if who == EVERYBODY_ELSE or not (is_owner or Role.ADMIN in after.values()):
            return False
        connection.execute(delete(rows).where(rows.c.workspace == workspace, rows.c.who == who))
    return True


def clear(store: Store, workspace: str) -> None:
    """Forget every role: everybody answers and approves again, and the admins of the Slack workspace are admins."""
    rows = tables.roles
    with store.transaction() as connection:
        connection.execute(delete(rows).where(rows.c.workspace == workspace))


def _held(connection: Connection, workspace: str) -> dict[str, Role]:
    """Return who is what; until the transaction ends nobody else changes it (the workspace's row is the lock)."""
    rows, places = tables.roles, tables.workspaces
    lock = select(places.c.team_id).where(places.c.team_id == workspace).with_for_update(key_share=True)
    connection.execute(lock)
    found = connection.execute(select(rows.c.who, rows.c.role).where(rows.c.workspace == workspace))
    return {row.who: Role[row.role.upper()] for row in found}

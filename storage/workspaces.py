"""Whose memory it is: everything belongs to a Slack workspace, known by its team id."""

from sqlalchemy import insert, select, update

from storage import tables
from storage.database import Store
from storage.errors import MemoryTrouble

LOCAL = "local"


def enter(store: Store, team_id: str, name: str = "") -> None:
    """Make the workspace known; what was remembered before Slack was met becomes its own."""
    rows = tables.workspaces
    with store.transaction() as connection:
        known = connection.execute(select(rows.c.team_id)).scalars().all()
        if team_id in known:
            connection.execute(update(rows).where(rows.c.team_id == team_id).values(name=name))
        elif LOCAL in known:
            connection.execute(update(rows).where(rows.c.team_id == LOCAL).values(team_id=team_id, name=name))
        else:
            connection.execute(insert(rows).values(team_id=team_id, name=name))


def only(store: Store) -> str:
    """Return the team id of the one workspace, "local" where Slack has not been met yet."""
    rows = tables.workspaces
    with store.transaction() as connection:
        known = connection.execute(select(rows.c.team_id).order_by(rows.c.team_id)).scalars().all()
        if not known:
            connection.execute(insert(rows).values(team_id=LOCAL, name=""))
            return LOCAL
    if len(known) > 1:
        message = (
            f"the memory holds several workspaces ({', '.join(known)}); start the bot with the token of the one meant"
        )
        raise MemoryTrouble(message)
    return str(known[0])


def every(store: Store) -> tuple[str, ...]:
    """Return the team ids of all workspaces."""
    with store.reading() as connection:
        return tuple(connection.execute(select(tables.workspaces.c.team_id)).scalars())

"""One person with several profiles: told so by hand, and parted again as easily.

What was noted of a profile stays with it. Whom we follow or mute is written on every row: no ear has to look far.
"""

from datetime import datetime

from sqlalchemy import update

from storage import people, tables
from storage.database import Store

MOST_PROFILES = 20


def join(store: Store, workspace: str, person_id: int, other_id: int, *, by: str, now: datetime) -> bool:
    """Tell that two are one person; False where they are already, are gone, or would have too many profiles.

    Where one of them is followed or muted, the one person is.
    """
    rows = tables.people
    with store.transaction() as connection:
        people.hold(connection, workspace)
        first, second = (people.group(connection, workspace, each) for each in (person_id, other_id))
        if not first or not second or first[0].id == second[0].id or len(first) + len(second) > MOST_PROFILES:
            return False
        connection.execute(
            update(rows)
            .where(rows.c.id.in_([row.id for row in second]))
            .values(lead_id=first[0].id, joined_by=by, joined_at=now)
        )
        together = [row.id for row in (*first, *second)]
        for what in ("followed", "muted"):
            marked = next((row for row in (*first, *second) if getattr(row, f"{what}_at")), None)
            if marked is not None:
                spread = {name: getattr(marked, name) for name in (f"{what}_at", f"{what}_by")}
                connection.execute(update(rows).where(rows.c.id.in_(together)).values(**spread))
    return True


def part(store: Store, workspace: str, profile_id: int) -> bool:
    """Tell that a profile is somebody of their own after all; False where it is already. Its notes go with it."""
    rows = tables.people
    with store.transaction() as connection:
        people.hold(connection, workspace)
        group = people.group(connection, workspace, profile_id)
        if len(group) < 2:  # noqa: PLR2004  whoever is alone cannot be parted
            return False
        left = [row.id for row in group if row.id != profile_id]
        lead = group[0].id if group[0].id != profile_id else left[0]
        alone = {"lead_id": None, "joined_by": "", "joined_at": None}
        connection.execute(update(rows).where(rows.c.id.in_([profile_id, lead])).values(**alone))
        others = [each for each in left if each != lead]
        connection.execute(update(rows).where(rows.c.id.in_(others)).values(lead_id=lead))
    return True

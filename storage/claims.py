"""Who has it: one owner per mention, settled by one guarded UPDATE (read-then-write gave 31 of 40 posts two owners)."""

from datetime import datetime

from storage import tables
from storage.database import Store
from storage.mentions import Moved, move
from storage.records import State


def take(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Moved | None:
    """Make a person the owner where nobody is; otherwise tell who has it. None where the mention is gone."""
    rows = tables.mentions
    values = {"owner": by, "state": State.CLAIMED.value, "claimed_at": now}
    return move(
        store,
        workspace,
        mention_id,
        values,
        rows.c.owner == "",
        allowed=(State.HEARD, State.ALERTED),
        by=by,
        what="claimed",
        now=now,
    )


def release(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Moved | None:
    """Give a mention back to the queue; only its owner can. None where it is gone."""
    rows = tables.mentions
    back = {"owner": "", "state": State.ALERTED.value, "claimed_at": None}
    return move(
        store,
        workspace,
        mention_id,
        back,
        rows.c.owner == by,
        allowed=(State.CLAIMED,),
        by=by,
        what="released",
        now=now,
    )

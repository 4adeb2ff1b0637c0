"""What can wait sleeps until a moment somebody named; then it is in the queue again, by a timer (`bot.timers`)."""

from datetime import datetime

from storage import claims, history, tables
from storage.database import Store
from storage.mentions import Moved, move
from storage.records import State

_AWAKE = (State.HEARD, State.ALERTED, State.CLAIMED, State.SNOOZED)


def snooze(store: Store, workspace: str, mention_id: int, *, until: datetime, by: str, now: datetime) -> Moved | None:
    """Let a mention sleep; whoever had it gives it back with that. None where it is gone.

    Refused where somebody else has it, or its answer is under way.
    """
    values = {
        "state": State.SNOOZED.value,
        "owner": "",
        "claimed_at": None,
        "snoozed_until": until,
        "snoozed_by": by,
    }
    guards = (tables.mentions.c.owner.in_(("", by)), ~claims.under_way())
    detail = until.isoformat()
    return move(
        store, workspace, mention_id, values, *guards, allowed=_AWAKE, by=by, what="snoozed", now=now, detail=detail
    )


def wake(
    store: Store, workspace: str, mention_id: int, *, now: datetime, by: str = history.EARSHOT, early: bool = False
) -> Moved | None:
    """Put a mention whose time has come back into the queue, or `early` one that sleeps still."""
    due = () if early else (tables.mentions.c.snoozed_until <= now,)
    values = {"state": State.ALERTED.value}
    return move(store, workspace, mention_id, values, *due, allowed=(State.SNOOZED,), by=by, what="woke", now=now)

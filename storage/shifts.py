"""The end of somebody's shift: what they have goes to a colleague, or back to the queue, and can be taken back."""

from collections.abc import Sequence
from datetime import datetime

from storage import claims, mentions, tables
from storage.database import Store
from storage.mentions import move
from storage.records import State


def end(
    store: Store, workspace: str, mention_ids: Sequence[int], *, by: str, to: str, now: datetime
) -> tuple[int, ...]:
    """Give mentions one has to somebody, or with to="" back to the queue; returns those that moved.

    What is not one's own any more stays where it is.
    """
    moved = []
    with store.transaction():
        for mention_id in mention_ids:
            mine = mentions.get(store, workspace, mention_id)
            if mine is None or mine.owner != by or mine.state is not State.CLAIMED:
                continue
            if to:
                gone = claims.hand_over(store, workspace, mine.id, to=to, by=by, now=now)
            else:
                gone = claims.release(store, workspace, mine.id, by=by, now=now)
            if gone is not None and gone.moved:
                moved.append(mine.id)
    return tuple(moved)


def take_back(
    store: Store, workspace: str, mention_ids: Sequence[int], *, by: str, to: str, since: datetime, now: datetime
) -> tuple[int, ...]:
    """Take back what one gave away at the end of a shift, where whoever got it has it still; returns those that moved.

    What went to the queue is taken back where nobody has it.
    """
    rows, back = tables.mentions, []
    values = {"owner": by, "state": State.CLAIMED.value, "claimed_at": now}
    guards = (rows.c.owner == to, rows.c.claimed_at == since) if to else (rows.c.owner == "",)
    allowed = (State.CLAIMED,) if to else (State.ALERTED,)
    with store.transaction():
        for one in mention_ids:
            took = move(store, workspace, one, values, *guards, allowed=allowed, by=by, what="took_back", now=now)
            if took is not None and took.moved:
                back.append(took.mention.id)
    return tuple(back)

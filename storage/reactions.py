"""Which emoji under a card stands for which button; each team may choose its own."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from storage import tables
from storage.database import Store
from storage.upserts import insert_into

CLAIM, DONE = "claim", "done"
USUAL: Mapping[str, str] = {CLAIM: "eyes", DONE: "white_check_mark"}


def of(store: Store, workspace: str) -> Mapping[str, str]:
    """Return the emoji of each deed, by Slack's name for it; "" where a team wants none."""
    rows = tables.reactions
    with store.reading() as connection:
        own = connection.execute(select(rows.c.does, rows.c.emoji).where(rows.c.workspace == workspace)).all()
    return {**USUAL, **{row.does: row.emoji for row in own}}


def choose(store: Store, workspace: str, does: str, emoji: str, *, by: str, now: datetime) -> None:
    """Let an emoji stand for a deed instead of the one before; "" lets none."""
    statement = insert_into(store, tables.reactions).values(workspace=workspace, does=does, emoji=emoji, by=by, at=now)
    changed = {name: statement.excluded[name] for name in ("emoji", "by", "at")}
    with store.transaction() as connection:
        connection.execute(statement.on_conflict_do_update(index_elements=["workspace", "does"], set_=changed))

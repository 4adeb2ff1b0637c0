"""The end of a shift: what one has goes to a colleague or the queue, both are told, and it can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import answers
from bot.blocks import shift as blocks
from bot.blocks.message import Block, Message
from bot.desk import Desk
from storage import mentions, outbox, shifts
from storage.records import Job


def window(desk: Desk, user: str) -> Block:
    """Return the form over what a person has."""
    return blocks.window(answers.mine_of(desk, user), answers.titles(desk))


def end(desk: Desk, mention_ids: Sequence[int], *, by: str, to: str, now: datetime) -> int:
    """Let it go, and wish for the messages that say so; returns how many moved."""
    with desk.store.transaction():
        moved = shifts.end(desk.store, desk.workspace, mention_ids, by=by, to=to, now=now)
        payload = {"mentions": list(moved), "by": by, "to": to, "at": now.isoformat()}
        readers = dict.fromkeys((by, to) if to else (by,)) if moved else {}
        wishes = [
            outbox.Wish(
                key=f"shift:{by}:{reader}:{now.isoformat()}",
                kind="shift",
                lane=reader,
                payload=payload,
                rank=outbox.AT_ONCE,
            )
            for reader in readers
        ]
        outbox.put(desk.store, desk.workspace, *wishes, now=now)
    return len(moved)


def take_back(desk: Desk, row_id: int, *, by: str, now: datetime) -> bool:
    """Take back what a message of one's own says; False where it is not one's own, or was taken back before."""
    told = outbox.payload(desk.store, desk.workspace, row_id)
    if told is None or told.get("by") != by or "back" in told:
        return False
    to, since = str(told.get("to") or ""), datetime.fromisoformat(str(told["at"]))
    with desk.store.transaction():
        back = shifts.take_back(desk.store, desk.workspace, _ids(told), by=by, to=to, since=since, now=now)
        for reader in filter(None, (by, to)):
            key = f"shift:{by}:{reader}:{told['at']}"
            outbox.amend(desk.store, desk.workspace, key, {"back": len(back)}, now=now)
    return True


def message(desk: Desk, job: Job) -> Message | None:
    """Return what a row of the outbox says of a shift's end."""
    told = job.payload
    ids, back = _ids(told), told.get("back")
    if isinstance(back, int):
        return blocks.taken_back(back, len(ids))
    moved = mentions.some(desk.store, desk.workspace, ids)
    by, to = str(told.get("by") or ""), str(told.get("to") or "")
    return blocks.told(job.id, moved, by=by, to=to, reader=job.lane, titles=answers.titles(desk)) if moved else None


def _ids(told: Mapping[str, object]) -> tuple[int, ...]:
    found = told.get("mentions")
    return tuple(map(int, found)) if isinstance(found, list) else ()

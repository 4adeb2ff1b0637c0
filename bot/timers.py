"""What happens when a moment has come: a claim whose answer is late is said in its thread, once."""

from datetime import datetime

from bot.desk import Desk
from storage import history, mentions, outbox, timers
from storage.records import State, Timer


def tick(desk: Desk, now: datetime) -> None:
    """Act on every timer that is due, in the transaction that marks it fired."""
    with desk.store.transaction():
        for timer in timers.fire(desk.store, desk.workspace, now=now):
            if timer.kind == "late":
                _late(desk, timer, now)


def _late(desk: Desk, timer: Timer, now: datetime) -> None:
    mention = mentions.get(desk.store, desk.workspace, timer.mention_id or 0)
    if mention is None or mention.state is not State.CLAIMED:
        return
    history.note(desk.store, desk.workspace, mention.id, by=history.EARSHOT, what="late", now=now)
    outbox.refresh(desk.store, mention.id, now=now)
    wish = outbox.Wish(
        key=f"late:{mention.id}:{int(timer.due_at.timestamp())}",
        kind="late",
        lane=mention.watch.channel,
        mention_id=mention.id,
        rank=outbox.AT_ONCE,
    )
    outbox.put(desk.store, desk.workspace, wish, now=now)

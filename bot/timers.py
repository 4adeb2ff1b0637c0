"""What happens when a moment has come: said where it concerns somebody, each once."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.desk import Desk
from storage import claims, debts, history, mentions, outbox, snoozing, timers
from storage.records import Mention, State, Timer


def tick(desk: Desk, now: datetime) -> None:
    """Act on every timer that is due, in the transaction that marks it fired."""
    with desk.store.transaction():
        for timer in timers.fire(desk.store, desk.workspace, now=now):
            if act := DUE.get(timer.kind):
                act(desk, timer, now)


def _late(desk: Desk, timer: Timer, now: datetime) -> None:
    """Remind in the card's thread that an answer was promised."""
    mention = _claimed(desk, timer)
    if mention is not None:
        history.note(desk.store, desk.workspace, mention.id, by=history.EARSHOT, what="late", now=now)
        outbox.refresh(desk.store, mention.id, now=now)
        _say(desk, timer, mention.watch.channel, now)


def _nudge(desk: Desk, timer: Timer, now: datetime) -> None:
    """Remind the owner, alone, that their claim ends."""
    mention = _claimed(desk, timer)
    if mention is not None and mention.lease_until is not None:
        _say(desk, timer, mention.owner, now, ends=mention.lease_until.isoformat())


def _lease(desk: Desk, timer: Timer, now: datetime) -> None:
    """Give back to the queue what its owner had for long enough, with a note in its thread."""
    owner = claims.lapse(desk.store, desk.workspace, timer.mention_id or 0, now=now)
    mention = mentions.get(desk.store, desk.workspace, timer.mention_id or 0)
    if owner and mention is not None:
        _say(desk, timer, mention.watch.channel, now, kind="lapsed", owner=owner)


def _wake(desk: Desk, timer: Timer, now: datetime) -> None:
    """Put what slept long enough back into the queue, with a note in its thread."""
    woken = snoozing.wake(desk.store, desk.workspace, timer.mention_id or 0, now=now)
    if woken is not None and woken.moved:
        _say(desk, timer, woken.mention.watch.channel, now, kind="woke")


def _claimed(desk: Desk, timer: Timer) -> Mention | None:
    mention = mentions.get(desk.store, desk.workspace, timer.mention_id or 0)
    return mention if mention is not None and mention.state is State.CLAIMED else None


def _say(desk: Desk, timer: Timer, lane: str, now: datetime, *, kind: str = "", **payload: str) -> None:
    kind = kind or timer.kind
    wish = outbox.Wish(
        key=f"{kind}:{timer.mention_id}:{int(timer.due_at.timestamp())}",
        kind=kind,
        lane=lane,
        mention_id=timer.mention_id,
        payload=payload,
        rank=outbox.AT_ONCE,
    )
    outbox.put(desk.store, desk.workspace, wish, now=now)


def _debt(desk: Desk, timer: Timer, now: datetime) -> None:
    """Remind of what an answer promised, in the card's thread."""
    mention = mentions.get(desk.store, desk.workspace, timer.mention_id or 0)
    if mention is not None:
        wish = outbox.Wish(
            key=timer.key,
            kind=timer.kind,
            lane=mention.watch.channel,
            mention_id=mention.id,
            payload={"debt": int(timer.key.partition(":")[2])},
            rank=outbox.AT_ONCE,
        )
        outbox.put(desk.store, desk.workspace, wish, now=now)


DUE: Mapping[str, Callable[[Desk, Timer, datetime], None]] = {
    "late": _late,
    "nudge": _nudge,
    "lease": _lease,
    "wake": _wake,
    debts.TIMER: _debt,
}

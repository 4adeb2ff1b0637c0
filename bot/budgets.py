"""What a budget does by itself: every day its watches are fitted again, and a silence ends in a proposal.

A watch is fitted once in each of its local days, over the four weeks before; people read of it in the digest, when it
has moved by more than 5. A proposal is one outbox row for ever, `proposal:{watch}:{since}`: what was decided is
added to the row, and its message shows it in place.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import backtest, budget
from bot.blocks import budget as blocks
from bot.blocks.message import Message
from bot.budget import Fit, Past
from bot.desk import Desk
from storage import outbox, thresholds, watches
from storage.records import Watch
from storage.thresholds import Standing

log = structlog.get_logger()

NEWS = 5  # points of urgency; a threshold that moves by less is no news


def tick(desk: Desk, now: datetime) -> None:
    """Fit the watches whose day has begun and propose to those whose silence is over; call it often."""
    stand = thresholds.standing(desk.store, desk.workspace)
    for watch in watches.every(desk.store, desk.workspace):
        if watch.paused or watch.id not in stand:
            continue
        if watch.silent_since is not None:
            _propose(desk, watch, now)
        elif watch.alerts_a_day is not None and _is_due(watch, stand[watch.id], now):
            refit(desk, watch, now)


def refit(desk: Desk, watch: Watch, now: datetime) -> tuple[Fit, Past] | None:
    """Move a watch to what would have kept to its budget; returns how, None where it has none."""
    if watch.alerts_a_day is None:
        return None
    past = backtest.of_watch(desk, watch, now)
    fit = budget.fit(past, watch.alerts_a_day, least=watch.alert_at)
    if thresholds.fit(desk.store, desk.workspace, watch.id, fit.row.threshold, now=now):
        log.info("fitted", watch=watch.id, alerts_from=fit.row.threshold, alerts_a_day=watch.alerts_a_day)
    return fit, past


def moved(desk: Desk, watch: Watch) -> tuple[int, int] | None:
    """Return from where to where a threshold moved since people were told, None where that is no news."""
    stand = thresholds.standing(desk.store, desk.workspace).get(watch.id)
    if stand is None or watch.alerts_a_day is None:
        return None
    before = stand.announced if stand.announced is not None else watch.alert_at
    return (before, watch.alerts_from) if abs(watch.alerts_from - before) > NEWS else None


def key_of(watch: Watch) -> str:
    """Return the key of the proposal that ends a silence."""
    since = watch.silent_since.isoformat() if watch.silent_since else ""
    return f"proposal:{watch.id}:{since}"


def proposal(desk: Desk, payload: Mapping[str, object]) -> Message | None:
    """Return the proposal a row asks for, as things stand now; None where its watch is gone."""
    watch = watches.get(desk.store, desk.workspace, int(str(payload.get("watch") or 0)))
    if watch is None:
        return None
    chosen = payload.get("chosen")
    return blocks.proposal(
        watch,
        backtest.of_watch(desk, watch, desk.clock()),
        chosen=chosen if isinstance(chosen, int) else None,
        stays=bool(payload.get("stays")),
        by=str(payload.get("by") or ""),
    )


def _propose(desk: Desk, watch: Watch, now: datetime) -> None:
    if watch.silent_since is None or now < watch.silent_since + timedelta(days=watch.silent_days):
        return
    if not outbox.has(desk.store, desk.workspace, key_of(watch)):
        row = outbox.Wish(
            key=key_of(watch), kind="proposal", lane=watch.channel, payload={"watch": watch.id}, rank=outbox.AT_ONCE
        )
        outbox.put(desk.store, desk.workspace, row, now=now)


def _is_due(watch: Watch, stand: Standing, now: datetime) -> bool:
    zone = ZoneInfo(watch.timezone)
    return stand.fitted_at is None or stand.fitted_at.astimezone(zone).date() != now.astimezone(zone).date()

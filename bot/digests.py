"""The daily digest of each watch: asked for once per local date, whatever the clocks, the zone or the hour do.

Truth is the outbox row `digest:{watch}:{local date}`, unique for ever: the hour that comes twice in autumn, a second
tick, a restart or a changed zone cannot make two. A digest missed while the bot was down follows the same day, or
within two hours of midnight; older ones do not. The first digest of a watch is that of its first digest hour: a watch
made in the afternoon does not report the morning it did not listen to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import budgets, periods, recall, report
from bot.blocks import digest as blocks
from bot.blocks.message import Message
from bot.desk import Desk
from bot.digest import Digest, counted
from bot.periods import Period
from storage import outbox, reviews, thresholds, watches
from storage.records import Watch

DAY = timedelta(days=1)
AFTER_MIDNIGHT = timedelta(hours=2)
LOOKED_BACK = timedelta(days=30)  # for the estimate of what is missed
RANK = 50  # among the alerts of its channel: behind what is urgent, before what is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which digest is meant: of a watch (0: all), `kind` "daily", "day" or "week", on a local date."""

    watch_id: int
    kind: str
    on: date

    def payload(self) -> dict[str, object]:
        """Return it as an outbox row carries it."""
        return {"watch": self.watch_id, "kind": self.kind, "on": self.on.isoformat()}

    def value(self) -> str:
        """Return it as a button carries it."""
        return f"{self.watch_id}:{self.kind}:{self.on.isoformat()}"


def wish_of(written: Mapping[str, object]) -> Wish:
    """Return the wish of an outbox row."""
    return Wish(
        watch_id=int(str(written["watch"])), kind=str(written["kind"]), on=date.fromisoformat(str(written["on"]))
    )


def wish_from(value: str) -> Wish:
    """Return the wish of a button."""
    watch, kind, on = value.split(":", 2)
    return wish_of({"watch": watch, "kind": kind, "on": on})


def tick(desk: Desk, now: datetime) -> None:
    """Ask for the digests that are due; call it as often as you like."""
    for watch in watches.every(desk.store, desk.workspace):
        on = None if watch.paused else due(watch, now, began=watches.began(desk.store, watch.id))
        if on is None:
            continue
        key = f"digest:{watch.id}:{on.isoformat()}"
        if not outbox.has(desk.store, desk.workspace, key):
            with desk.store.transaction():
                more = _news(desk, watch)
                ask(desk, Wish(watch_id=watch.id, kind="daily", on=on), watch.channel, key=key, now=now, more=more)


def ask(
    desk: Desk, wish: Wish, channel: str, *, key: str, now: datetime, more: Mapping[str, object] | None = None
) -> None:
    """Have a digest posted in a channel, once per key; the row carries `more` along."""
    payload = {**wish.payload(), **(more or {})}
    row = outbox.Wish(key=key, kind="digest", lane=channel, payload=payload, rank=RANK)
    outbox.put(desk.store, desk.workspace, row, now=now)


def _news(desk: Desk, watch: Watch) -> Mapping[str, object]:
    """Return what the digest should announce: a threshold that a budget has moved; it is announced once."""
    moved = budgets.moved(desk, watch)
    if moved is None:
        return {}
    thresholds.announce(desk.store, desk.workspace, watch.id, moved[1])
    return {"moved": list(moved)}


def due(watch: Watch, now: datetime, *, began: datetime | None) -> date | None:
    """Return the local date whose digest hour has come, None where it has not. Pure."""
    local = now.astimezone(ZoneInfo(watch.timezone))
    for on, latest in ((local.date(), DAY * 2), (local.date() - DAY, AFTER_MIDNIGHT)):
        hour = periods.moment_of(on, watch.digest_at, watch.timezone)
        if timedelta(0) <= now - hour < latest and (began is None or began <= hour):
            return on
    return None


def message(desk: Desk, payload: Mapping[str, object]) -> Message | None:
    """Return the digest a row asks for, as things stand now; None where its watch is gone."""
    wish = wish_of(payload)
    watch = watches.get(desk.store, desk.workspace, wish.watch_id) if wish.watch_id else None
    if wish.watch_id and watch is None:
        return None
    now = desk.clock()
    period = period_of(wish, watch, report.zone_of(desk.store, desk.workspace, watch), now)
    notes = notes_of(watch, payload)
    told = report.gather(desk.store, desk.workspace, period, watch, now=now, notes=notes)
    if watch is not None and wish.kind == "daily":
        told = _with_second_look(desk, told, watch)
    return blocks.message(told)


def _with_second_look(desk: Desk, told: Digest, watch: Watch) -> Digest:
    since, until = told.period.since, told.period.until
    quiet = reviews.sample(desk.store, desk.workspace, watch, since=since, until=until)
    checked = reviews.tally(desk.store, desk.workspace, watch, since=until - LOOKED_BACK, until=desk.clock())
    return replace(told, quiet=quiet, missed=recall.sentence(checked))


def notes_of(watch: Watch | None, payload: Mapping[str, object]) -> tuple[str, ...]:
    """Return what a digest says about the watch itself: that it is silent, or alerts from another urgency. Pure."""
    if watch is None:
        return ()
    if watch.silent_since is not None:
        return ("It listens silently: only danger, leaks and legal threats alert.",)
    moved = payload.get("moved")
    if not isinstance(moved, list) or watch.alerts_a_day is None:
        return ()
    budget = counted(watch.alerts_a_day, "alert")
    return (f"It alerts from urgency {moved[1]} now, no longer {moved[0]}, to keep to {budget} a day.",)


def period_of(wish: Wish, watch: Watch | None, zone: str, now: datetime) -> Period:
    """Return the stretch of time a wish means. Pure."""
    if wish.kind == "week":
        return periods.seven_days(wish.on, zone, now)
    if wish.kind == "day" or watch is None:
        return periods.day(wish.on, zone, now)
    since, until = (periods.moment_of(on, watch.digest_at, zone) for on in (wish.on - DAY, wish.on))
    return periods.between(since, until, zone)

"""The weekly look at each watch's query: what was set aside against what mattered, and one word that tells them apart.

Looked at once a week, at the digest's hour of Monday on the watch's own clock. What it finds is replayed through the
listeners' own matcher before a word is said, is said in one message, and changes nothing before somebody has seen what
it would leave out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import budget, hygiene, periods, replay
from bot.blocks import noise as blocks
from bot.blocks.message import Message
from bot.desk import Desk
from bot.hygiene import Noise
from storage import backtests, fixes, outbox, thresholds, watches
from storage.records import Fix, Post, Story, Watch

log = structlog.get_logger()

MOST_JUDGED = 1000
MOST_TRIED = 2000
RANK = 40  # behind the digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a new query would have heard of what the watch heard: how much goes, and which posts."""

    noise: Noise
    heard: int
    lost: tuple[Post, ...]
    gone: tuple[Post, ...]


def tick(desk: Desk, now: datetime) -> None:
    """Look at the watches whose week has begun; call it as often as you like."""
    for watch in watches.every(desk.store, desk.workspace):
        if watch.paused or not watch.query.strip():
            continue
        if thresholds.look(desk.store, desk.workspace, watch.id, since=week_of(watch, now), now=now):
            look(desk, watch, now)


def week_of(watch: Watch, now: datetime) -> datetime:
    """Return the last digest's hour of a Monday on the watch's clock. Pure."""
    today = now.astimezone(ZoneInfo(watch.timezone)).date()
    monday = today - timedelta(days=today.weekday())
    begins = periods.moment_of(monday, watch.digest_at, watch.timezone)
    if begins <= now:
        return begins
    return periods.moment_of(monday - timedelta(days=7), watch.digest_at, watch.timezone)


def look(desk: Desk, watch: Watch, now: datetime) -> None:
    """Offer to leave a word out of a watch's query, where that is worth it also when it is replayed."""
    since = now - budget.WINDOW
    judged = backtests.recent(
        desk.store, desk.workspace, since=since, limit=MOST_JUDGED, watch_id=watch.id, judged=True
    )
    found = hygiene.find(judged, watch, but=fixes.offered(desk.store, desk.workspace, watch.id))
    if found is None:
        return
    try:
        effect = of(judged, watch.query, found.term, now)
    except (replay.QueryRefused, replay.Untried) as error:
        log.warning("a query could not be looked at", watch=watch.id, error=type(error).__name__)
        return
    if hygiene.is_worth_it(effect.noise):
        _offer(desk, watch, effect.noise, now)


def of(stories: Sequence[Story], query: str, term: str, now: datetime) -> Effect:
    """Replay a query with a term left out beside the query as it is; raise QueryRefused or Untried."""
    posts = [story.post for story in stories]
    before = {replay.key(post) for post in replay.matching(query, posts, now=now)}
    after = {replay.key(post) for post in replay.matching(hygiene.without(query, term), posts, now=now)}
    heard = [story for story in stories if replay.key(story.post) in before]
    gone = [story for story in heard if replay.key(story.post) not in after]
    noise, mattered = ([story for story in heard if story.mattered is what] for what in (False, True))
    lost = [story.post for story in gone if story.mattered]
    return Effect(
        noise=Noise(
            term=term,
            judged=len(noise) + len(mattered),
            noise=len(noise),
            marked=sum(story.mattered is False for story in gone),
            mattered=len(mattered),
            kept=len(mattered) - len(lost),
        ),
        heard=len(heard),
        lost=tuple(lost),
        gone=tuple(story.post for story in gone if not story.mattered),
    )


def effect(desk: Desk, watch: Watch, fix: Fix, now: datetime) -> Effect:
    """Return what leaving a term out would have changed in the four weeks before."""
    stories = backtests.recent(
        desk.store, desk.workspace, since=now - budget.WINDOW, limit=MOST_TRIED, watch_id=watch.id
    )
    return of(stories, watch.query, fix.term, now)


def message(desk: Desk, payload: Mapping[str, object]) -> Message | None:
    """Return the offer a row asks for, as things stand now; None where it is gone with its watch."""
    fix = fixes.get(desk.store, desk.workspace, int(str(payload.get("fix") or 0)))
    watch = watches.get(desk.store, desk.workspace, fix.watch_id) if fix else None
    return blocks.offer(watch, fix) if fix and watch else None


def key_of(fix_id: int) -> str:
    """Return the key of the message that offers a fix."""
    return f"noisy:{fix_id}"


def _offer(desk: Desk, watch: Watch, noise: Noise, now: datetime) -> None:
    with desk.store.transaction():
        fix_id = fixes.offer(desk.store, desk.workspace, watch.id, noise.term, noise.figures(), now=now)
        if fix_id is None:
            return
        row = outbox.Wish(key=key_of(fix_id), kind="noisy", lane=watch.channel, payload={"fix": fix_id}, rank=RANK)
        outbox.put(desk.store, desk.workspace, row, now=now)
    log.info("offered to leave a word out", watch=watch.id, fix=fix_id, **noise.figures())

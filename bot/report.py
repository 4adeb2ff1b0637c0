"""A digest read from the memory, as text for people or as JSON: what `python -m bot digest` prints.

The JSON is one object: "watch" (null: all), "period" {"label", "since", "until", "timezone"}, "mentions",
"week_before", "buckets" [{"since", "count"}], "by_source", "by_level", "alerts", "addressed", "addressed_answered",
"answers" {"count", "in_time", "median_seconds", "average_seconds", "quickest_seconds", "slowest_seconds"}, "dismissed",
"urgent" and "owed" [{"id", "url", "urgency", "level", "state", "owner", "source", "posted_at", "title"}],
"spikes" and "coverage" [sentences], "blind".
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot import digest, periods
from bot.blocks import text, words
from bot.blocks.chart import bars
from bot.digest import Digest
from bot.periods import Period
from storage import figures, marks, mentions, watches, workspaces
from storage.commands import WrongUse
from storage.database import Store
from storage.records import Mention, Watch
from storage.upgrade import ready

MOST_OWED = 200


def run(database_url: str, *, watch: str, day: str, week: str, as_json: bool, now: datetime) -> str:
    """Return what the command prints; raise WrongUse in one line where a name, a day or a week is wrong."""
    with Store(database_url) as store:
        ready(store)
        workspace = workspaces.only(store)
        try:
            named = watch_named(store, workspace, watch)
            period = period_of(day, week, zone_of(store, workspace, named), now)
        except (NoSuchWatch, periods.NoSuchPeriod) as fault:
            raise WrongUse(str(fault)) from fault
        told = gather(store, workspace, period, named, now=now)
    return as_json_text(told, named) if as_json else as_text(told)


class NoSuchWatch(LookupError):
    """Nobody watches that; str() names the watches there are."""


def watch_named(store: Store, workspace: str, name: str) -> Watch | None:
    """Return the watch of a name, None for no name; raise NoSuchWatch where there is none."""
    if not name:
        return None
    found = watches.named(store, workspace, name)
    if found is None:
        names = digest.listed([watch.name for watch in watches.every(store, workspace)], most=10)
        message = f"there is no watch {name!r}; there {'is ' + names if names else 'are none yet'}"
        raise NoSuchWatch(message)
    return found


def zone_of(store: Store, workspace: str, watch: Watch | None) -> str:
    """Return whose clock counts: the watch's, or that of the first watch where all are meant."""
    if watch is not None:
        return watch.timezone
    return next((each.timezone for each in watches.every(store, workspace)), "UTC")


def gather(
    store: Store, workspace: str, period: Period, watch: Watch | None, *, now: datetime, notes: Sequence[str] = ()
) -> Digest:
    """Return the digest of a period, for a watch or for all."""
    watch_id = watch.id if watch else None
    counted = figures.tally(store, workspace, edges=period.edges, before=period.before, now=now, watch_id=watch_id)
    urgent = mentions.urgent(store, workspace, since=period.since, until=period.until, watch_id=watch_id)
    owed = mentions.owed(store, workspace, watch_id=watch_id, limit=MOST_OWED)
    name = watch.name if watch else ""
    since, until = period.since, period.until
    muted = digest.muted(*marks.count_muted(store, workspace, since=since, until=until, watch_id=watch_id))
    said = [*notes, *([muted] if muted else [])]
    return digest.compose(counted, urgent, owed, period=period, now=now, watch=name, watch_id=watch_id, notes=said)


def period_of(day: str, week: str, zone: str, now: datetime) -> Period:
    """Return the period asked for, today where none is; raise NoSuchPeriod in words."""
    if day and week:
        message = "name a day or a week, not both"
        raise periods.NoSuchPeriod(message)
    if week:
        return periods.of_week(week, zone, now)
    return periods.of_day(day, zone, now) if day else periods.of_word("today", zone, now)


def as_text(told: Digest) -> str:
    """Return a digest for a terminal."""
    lines = [told.title, told.headline, told.divides, bars(told.figures.volume, told.figures.before, told.period)]
    for title, listed in (("Most urgent", told.urgent), ("Owed an answer, oldest first", told.owed)):
        if listed:
            lines += ["", f"{title}:", *(f"  {_line(mention)}" for mention in listed)]
    lines += [f"  and {told.owed_more} more"] if told.owed_more else []
    lines += ["", *told.spikes, told.answered, told.interactivity, told.dismissed, *told.notes, *told.coverage]
    return "\n".join(line for line in lines[:4] if line) + "\n" + "\n".join(_without_doubles(lines[4:]))


def as_json_text(told: Digest, watch: Watch | None) -> str:
    """Return a digest as one JSON object, in the shape this module documents."""
    volume, answers, period = told.figures.volume, told.figures.answers, told.period
    shape = {
        "watch": watch.name if watch else None,
        "period": {
            "label": period.label,
            "since": _moment(period.since),
            "until": _moment(period.until),
            "timezone": period.zone,
        },
        "mentions": volume.total,
        "week_before": told.figures.before.total,
        "buckets": [
            {"since": _moment(edge), "count": count}
            for edge, count in zip(volume.edges[:-1], volume.counts, strict=True)
        ],
        "by_source": dict(volume.by_source),
        "by_level": {level.value: count for level, count in volume.by_level.items()},
        "alerts": told.figures.alerts,
        "addressed": volume.spoken_to,
        "addressed_answered": volume.spoken_back,
        "answers": {
            "count": answers.count,
            "in_time": answers.in_time,
            "median_seconds": _seconds(answers.median),
            "average_seconds": _seconds(answers.average),
            "quickest_seconds": _seconds(answers.quickest),
            "slowest_seconds": _seconds(answers.slowest),
        },
        "dismissed": {why.value: count for why, count in told.figures.dismissed.items()},
        "urgent": [_shape(mention) for mention in told.urgent],
        "owed": [_shape(mention) for mention in told.owed],
        "spikes": list(told.spikes),
        "coverage": list(told.coverage),
        "blind": told.is_blind,
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


def _line(mention: Mention) -> str:
    who = f" ({mention.owner})" if mention.owner else ""
    said = text.one_line(words.first_words(mention))
    return text.joined((f"{mention.urgency:3} {mention.state}{who}", said, text.web_address(mention.post.url)), "  ")


def _without_doubles(lines: list[str]) -> list[str]:
    return [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]


def _shape(mention: Mention) -> Mapping[str, object]:
    return {
        "id": mention.id,
        "url": mention.post.url,
        "urgency": mention.urgency,
        "level": mention.level.value,
        "state": mention.state.value,
        "owner": mention.owner,
        "source": mention.post.source,
        "posted_at": _moment(mention.post.posted_at),
        "title": words.first_words(mention),
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()

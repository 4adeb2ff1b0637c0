"""Putting the watches of a file into the memory, and saying of each what that changed.

The file is the truth: a key it leaves out has its default. A query is checked by the listeners' own public command,
because storage does not know their language.
"""

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from storage import sources, watches
from storage.database import Store
from storage.errors import WatchRefused
from storage.records import Listen, Watch
from storage.watchfile import nearest

REFUSED = 2  # how our commands end when a query is no query
CHECK_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What loading did to one watch: "added", "changed: alert_at 60 → 70", "same" or "removed"."""

    name: str
    what: str


def load(store: Store, workspace: str, wanted: Sequence[Watch], *, prune: bool, now: datetime) -> tuple[Loaded, ...]:
    """Store watches by their names, all or none of them; `prune` removes those not wanted."""
    with store.transaction():
        before = {watch.name.casefold(): watch for watch in watches.every(store, workspace)}
        loaded = [_load(store, workspace, watch, before.pop(watch.name.casefold(), None), now) for watch in wanted]
        for gone in before.values() if prune else ():
            watches.remove(store, workspace, gone.id)
            loaded.append(Loaded(name=gone.name, what="removed"))
    return tuple(loaded)


def refuse_bad_queries(store: Store, workspace: str, wanted: Iterable[Watch]) -> None:
    """Raise WatchRefused with every query the listeners cannot parse; those stored already were checked before."""
    stored = {watch.query for watch in watches.every(store, workspace)}
    unchecked = [watch for watch in wanted if watch.query and watch.query not in stored]
    faults = [(watch.name, _fault_of(watch.query)) for watch in unchecked]
    said = [f'watch "{name}": query: {fault}' for name, fault in faults if fault]
    if said:
        raise WatchRefused("; ".join(said) + "; nothing was stored")


def strange_sources(store: Store, wanted: Iterable[Watch]) -> tuple[str, ...]:
    """Return a line for each source the listeners have not told of; none where they have told nothing yet."""
    known = [facts.name for facts in sources.every(store)]
    return tuple(
        f'watch "{watch.name}" listens to "{listen.source}", which the listeners do not know'
        f"{nearest(listen.source, known)}"
        for watch in wanted
        for listen in watch.listens
        if known and listen.source not in known
    )


def _load(store: Store, workspace: str, watch: Watch, before: Watch | None, now: datetime) -> Loaded:
    saved = watches.save(store, workspace, replace(watch, id=before.id if before else 0), now=now)
    if before is None:
        return Loaded(name=watch.name, what="added")
    changes = [_change(name, before, saved.watch) for name in saved.changed]
    return Loaded(name=watch.name, what=f"changed: {', '.join(changes)}" if changes else "same")


def _change(name: str, before: Watch, after: Watch) -> str:
    old, new = _in_words(getattr(before, name)), _in_words(getattr(after, name))
    return f"{name} {old} → {new}" if old != new else f"{name} with other settings"


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(sorted(_in_words(part) for part in value))}]"
    if isinstance(value, Listen):  # without its settings, which may hold a key
        return f"{value.source} every {_in_words(value.every)}" if value.every else value.source
    if isinstance(value, timedelta):
        return _span(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if value is None or isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) and not isinstance(value, StrEnum) else str(value)


def _span(span: timedelta) -> str:
    parts: Mapping[str, float] = {
        "d": span.days,
        "h": span.seconds // 3600,
        "m": span.seconds // 60 % 60,
        "s": span.seconds % 60,
    }
    return "".join(f"{number}{unit}" for unit, number in parts.items() if number) or "0s"


def _fault_of(query: str) -> str:
    """Return what the listeners say against a query, "" where nothing, or where they cannot be asked."""
    try:
        asked = subprocess.run(  # noqa: S603  our own program; the query is one argument, no shell reads it
            [sys.executable, "-m", "listeners", "match", "--", query],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=CHECK_SECONDS,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    lines = asked.stderr.strip().splitlines()
    return lines[-1].removeprefix("error: ") if asked.returncode == REFUSED and lines else ""

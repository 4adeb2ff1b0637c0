"""Watches as a file: TOML in, records out, and every fault of the file named at once.

A plain number is no duration: `answer_within = 60` would mean seconds to one reader and minutes to the next, so the
unit is asked for. Queries and source names are the listeners' business and pass through as they stand.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from storage.errors import WatchRefused
from storage.records import MOST_ALERTS, MOST_SILENT_DAYS, MOST_URGENT, Backlog, FourEyes, Listen, Objective, Watch

SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(days=366)
_DURATION = re.compile(r"(?=\d)(?:(\d{1,6})d)? ?(?:(\d{1,6})h)? ?(?:(\d{1,6})m)? ?(?:(\d{1,8})s)?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")


def read(path: Path) -> tuple[Watch, ...]:
    """Return the watches of a file; raise WatchRefused with all its faults where it has any."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WatchRefused(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WatchRefused(f"{path} is not UTF-8 text; save it as UTF-8") from error
    except WatchRefused as error:
        raise WatchRefused(f"{path}: {error}; nothing was stored") from error


def parse(text: str) -> tuple[Watch, ...]:
    """Return the watches of a file's text; raise WatchRefused with all its faults where it has any."""
    try:
        written = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WatchRefused(f"this is not TOML: {error}") from error
    faults = [f"unknown key {_quoted(key, ['watch'])}" for key in written if key != "watch"]
    tables = written.get("watch", [])
    if not _is_tables(tables) or not tables:
        raise WatchRefused("; ".join([*faults, "there is no watch: begin each with [[watch]], in two brackets"]))
    watches = [_watch(table, number, faults) for number, table in enumerate(tables, start=1)]
    faults += _named_twice(table.get("name") for table in tables)
    if faults:
        raise WatchRefused("; ".join(faults))
    return tuple(watch for watch in watches if watch is not None)


def nearest(word: str, known: Collection[str]) -> str:
    """Return " (did you mean …?)" where a known word is near, nothing otherwise."""
    near = get_close_matches(word.casefold(), {name.casefold(): None for name in known}, n=1)
    meant = next((name for name in known if near and name.casefold() == near[0]), "")
    return f' (did you mean "{meant}"?)' if meant else ""


def _quoted(word: str, known: Collection[str]) -> str:
    return f'"{word}"{nearest(word, known)}'


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(table, dict) for table in value)


def _watch(table: Mapping[str, object], number: int, faults: list[str]) -> Watch | None:
    """Return the watch of a table; where it has faults, add them and return None."""
    name = table.get("name")
    where = f'watch "{name}"' if isinstance(name, str) and name.strip() else f"watch {number}"
    before = len(faults)
    faults += [f'{where}: "{key}" is missing' for key in ("name", "objective", "channel") if key not in table]
    fields = _fields({key: value for key, value in table.items() if key != "listen"}, _WATCH_KEYS, where, faults)
    fields["listens"] = _listens(table.get("listen", []), where, faults)
    return Watch(**fields) if len(faults) == before else None


def _fields(
    table: Mapping[str, object], readers: Mapping[str, Callable[[object], object]], where: str, faults: list[str]
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in table.items():
        if key not in readers:
            faults.append(f"{where}: unknown key {_quoted(key, [*readers, 'listen'])}")
            continue
        try:
            fields[key] = readers[key](value)
        except ValueError as error:
            faults.append(f"{where}: {key} {error}")
    return fields


def _listens(written: object, where: str, faults: list[str]) -> tuple[Listen, ...]:
    if not isinstance(written, list) or not _is_tables(written) or not written:
        faults.append(f"{where}: listens nowhere; add [[watch.listen]], in two brackets, with a source")
        return ()
    listens: list[Listen] = []
    for number, table in enumerate(written, start=1):
        listen = _listen(table, f"{where}, listen {number}", faults)
        if listen is None:
            continue
        if any((one.source, one.settings) == (listen.source, listen.settings) for one in listens):
            faults.append(f"{where}, listen {number}: listens to {listen.source} there already")
        listens.append(listen)
    return tuple(listens)


def _listen(table: Mapping[str, object], where: str, faults: list[str]) -> Listen | None:
    before = len(faults)
    if "source" not in table:
        faults.append(f'{where}: "source" is missing')
    own = {key: value for key, value in table.items() if key in _LISTEN_KEYS}
    fields = _fields(own, _LISTEN_KEYS, where, faults)
    others = {key: value for key, value in table.items() if key not in _LISTEN_KEYS}
    fields["settings"] = _fields(others, dict.fromkeys(others, _setting), where, faults)
    return Listen(**fields) if len(faults) == before else None


def _named_twice(names: Iterable[object]) -> list[str]:
    seen: set[str] = set()
    twice: dict[str, str] = {}
    for name in names:
        if isinstance(name, str):
            folded = name.strip().casefold()
            if folded in seen:
                twice[folded] = name.strip()
            seen.add(folded)
    return [f'two watches are named "{name}"' for name in twice.values()]


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text in quotes")
    return value.strip()


def _query(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")  # noqa: TRY004  a fault of the file, told with the others
    return value.strip()


def _one_of(words: type[StrEnum]) -> Callable[[object], StrEnum]:
    def choose(value: object) -> StrEnum:
        if value not in list(words):
            hint = nearest(value, list(words)) if isinstance(value, str) else ""
            raise ValueError(f"must be one of {', '.join(words)}, not {value!r}{hint}")
        return words(str(value))

    return choose


def _urgency(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_URGENT:
        raise ValueError(f"must be a whole number from 0 to {MOST_URGENT}, not {value!r}")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_ALERTS:
        raise ValueError(f"must be a whole number from 1 to {MOST_ALERTS}, not {value!r}")
    return value


def _days(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_SILENT_DAYS:
        raise ValueError(f"must be a whole number of days from 0 to {MOST_SILENT_DAYS}, not {value!r}")
    return value


def _duration(value: object) -> timedelta:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f'must be a time with its unit, such as "90s", "15m", "1h" or "1d", not {value!r}')
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not SHORTEST <= span <= LONGEST:
        raise ValueError(f'must be from "1s" to "{LONGEST.days}d", not {value!r}')
    return span


def _clock(value: object) -> time:
    if isinstance(value, time):
        value = value.isoformat("minutes") if value == value.replace(second=0, microsecond=0) else value.isoformat()
    if not isinstance(value, str) or not _CLOCK.fullmatch(value.strip()):
        raise ValueError(f'must be a time of day such as "09:00", not {value!r}')
    hour, minute = value.strip().split(":")
    return time(int(hour), int(minute))


def _zone(value: object) -> str:
    name = _words(value)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        hint = nearest(name, available_timezones())
        raise ValueError(f'must be a time zone such as "Europe/Berlin", not {name!r}{hint}') from error
    return name


def _accounts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('must be a list of our own accounts, such as ["@acmehq"]')  # noqa: TRY004  as above
    return tuple(_words(account) for account in value)


def _eyes(value: object) -> FourEyes:
    told = value if isinstance(value, list) else [value]
    if isinstance(value, bool) or not all(isinstance(each, str | int) for each in told):
        raise ValueError('must be "never", "always", an urgency, or a list of sources')
    return FourEyes.of(", ".join(map(str, told)))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {value!r}")  # noqa: TRY004  as above
    return value


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError("must be text, a number, true or false")


_WATCH_KEYS: Mapping[str, Callable[[object], object]] = {
    "name": _words,
    "objective": _one_of(Objective),
    "query": _query,
    "channel": _words,
    "alert_at": _urgency,
    "alerts_a_day": _count,
    "silent_days": _days,
    "answer_within": _duration,
    "lease": _duration,
    "digest_at": _clock,
    "timezone": _zone,
    "backlog": _one_of(Backlog),
    "ours": _accounts,
    "four_eyes": _eyes,
    "paused": _flag,
}
_LISTEN_KEYS: Mapping[str, Callable[[object], object]] = {"source": _words, "every": _duration}

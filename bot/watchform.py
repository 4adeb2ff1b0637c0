"""A watch as people write it in a form, and back. Pure: every fault is named at the input it stands in."""

import re
import shlex
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from difflib import get_close_matches
from hashlib import blake2b
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from storage.records import MOST_ALERTS, MOST_URGENT, Backlog, FourEyes, Listen, Objective, Post, Watch

LONGEST_NAME = 60
USUAL = 60  # the urgency from which a watch alerts unless told otherwise
SILENCE = 7  # days a new watch may listen before it proposes from what urgency to alert
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}
LONGEST = timedelta(days=366)

Read = TypeVar("Read")


class Fault(ValueError):
    """One input cannot stand as it is; str() tells the person why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a form said: the watch, or what is wrong by input; `at_most` alerts a day, to be fitted once, now."""

    watch: Watch | None
    errors: Mapping[str, str]
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a query would have heard among stored posts; `trouble` tells why it could not be tried."""

    matched: int = 0
    tried: int = 0
    examples: tuple[Post, ...] = ()
    trouble: str = ""


def read(answers: Mapping[str, str]) -> Filled:
    """Return the watch of a form's answers, with every fault found."""
    errors: dict[str, str] = {}

    def take(name: str, reader: Callable[[str], Read], instead: Read) -> Read:
        try:
            return reader(answers.get(name, "").strip())
        except Fault as fault:
            errors[name] = str(fault)
            return instead

    at_most, keeps = take("at_most", _at_most, None), bool(answers.get("keep"))
    if keeps and at_most is None and "at_most" not in errors:
        errors["at_most"] = "Say how many alerts a day at most, or take the tick below away."
    watch = Watch(
        name=take("name", _name, "-"),
        objective=take("objective", _objective, Objective.SERVE),
        query=answers.get("query", "").strip(),
        channel=take("channel", _channel, "-"),
        alert_at=take("alert_at", _urgency, USUAL),
        alerts_a_day=at_most if keeps else None,
        silent_days=take("silent", _silence, 0),
        answer_within=take("answer_within", duration, timedelta(hours=1)),
        lease=take("lease", duration, timedelta(hours=2)),
        digest_at=take("digest_at", _clock, time(9)),
        timezone=take("timezone", _zone, "UTC"),
        backlog=take("backlog", _backlog, Backlog.OPENING),
        four_eyes=take("four_eyes", _eyes, FourEyes()),
        ours=tuple(word.strip() for word in re.split(r"[,\n]", answers.get("ours", "")) if word.strip()),
        listens=take("listens", listens, ()),
    )
    return Filled(watch=None if errors else watch, errors=errors, at_most=None if keeps else at_most)


def written(watch: Watch) -> dict[str, str]:
    """Return a watch as its form's answers."""
    return {
        "name": watch.name,
        "objective": watch.objective.value,
        "query": watch.query,
        "channel": watch.channel,
        "alert_at": str(watch.alert_at),
        "at_most": str(watch.alerts_a_day or ""),
        "keep": "keep" if watch.alerts_a_day else "",
        "silent": str(watch.silent_days if watch.silent_since is not None or not watch.id else 0),
        "answer_within": span(watch.answer_within),
        "lease": span(watch.lease),
        "digest_at": f"{watch.digest_at:%H:%M}",
        "timezone": watch.timezone,
        "backlog": watch.backlog.value,
        "ours": ", ".join(watch.ours),
        "four_eyes": "" if str(watch.four_eyes) == "never" else str(watch.four_eyes),
        "listens": "\n".join(_line(listen) for listen in watch.listens),
    }


def kept(watch: Watch, before: Watch | None) -> Watch:
    """Return the watch of a form with what the form does not show, from how it was before."""
    if before is None:
        return watch
    silent_days = watch.silent_days
    if before.silent_since is not None and silent_days:
        silent_days = before.silent_days
    elif before.silent_since is None and not silent_days:
        silent_days = before.silent_days  # it was silent once, and that is over
    return replace(watch, id=before.id, paused=before.paused, silent_days=silent_days)


def fingerprint(query: str) -> str:
    """Return what tells whether a query is the one that was tried."""
    return blake2b(query.strip().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that was probably meant, or nothing."""
    by_fold = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_fold, n=1)
    return by_fold[near[0]] if near else ""


def duration(words: str) -> timedelta:
    """Return a time such as "90s", "15m", "1h 30m" or "2d"."""
    parts = re.findall(r"(\d{1,6})\s*([dhms])[a-z]*", words.lower(), re.ASCII)
    rest = re.sub(r"(\d{1,6})\s*([dhms])[a-z]*", "", words.lower(), flags=re.ASCII).strip()
    whole = sum((int(count) * UNITS[unit] for count, unit in parts), timedelta())
    if rest or not timedelta(seconds=1) <= whole <= LONGEST:
        message = "Write a time with its unit, such as 30m, 1h or 1d."
        raise Fault(message)
    return whole


def span(whole: timedelta) -> str:
    """Return a time as `duration` reads it."""
    left, parts = whole, []
    for unit, size in UNITS.items():
        count, left = divmod(left, size)
        parts += [f"{count}{unit}"] if count else []
    return " ".join(parts) or "1s"


def listens(words: str) -> tuple[Listen, ...]:
    """Return where to listen, one place a line: `hackernews`, or `feed https://example.com/feed/ every=5m`."""
    found = [_listen(line, number) for number, line in enumerate(words.splitlines(), start=1) if line.strip()]
    if not found:
        message = "Name at least one place, such as hackernews."
        raise Fault(message)
    places = [(listen.source, dict(listen.settings)) for listen in found]
    for place in places:
        if places.count(place) > 1:
            message = f"{place[0]} is named twice with the same settings."
            raise Fault(message)
    return tuple(found)


def _listen(line: str, number: int) -> Listen:
    try:
        source, *words = shlex.split(line)
    except ValueError:
        message = f"Line {number}: a quotation mark is not closed."
        raise Fault(message) from None
    settings: dict[str, str] = {}
    every = None
    for word in words:
        name, equals, value = word.partition("=")
        if word.startswith(("http://", "https://")):
            settings["url"] = word
        elif not equals or not re.fullmatch(r"[a-z_]+", name):
            message = f"Line {number}: {word!r} is no address and no setting; write settings as name=value."
            raise Fault(message)
        elif name == "every":
            every = duration(value)
        else:
            settings[name] = value
    return Listen(source=source.lower(), every=every, settings=settings)


def _line(listen: Listen) -> str:
    words = [listen.source]
    for name, value in listen.settings.items():
        plain = name == "url" and value.startswith(("http://", "https://"))
        words.append(shlex.quote(value if plain else f"{name}={value}"))
    return " ".join(words + ([f"every={span(listen.every).replace(' ', '')}"] if listen.every else []))


def _name(words: str) -> str:
    if not words or len(words) > LONGEST_NAME:
        message = f"Give the watch a name of at most {LONGEST_NAME} characters."
        raise Fault(message)
    return " ".join(words.split())


def _objective(word: str) -> Objective:
    if word not in list(Objective):
        message = "Choose why you listen: have an objective before a tool."
        raise Fault(message)
    return Objective(word)


def _channel(word: str) -> str:
    if not word:
        message = "Choose the channel where Earshot should tell."
        raise Fault(message)
    return word


def _urgency(word: str) -> int:
    if not re.fullmatch(r"\d{1,3}", word, re.ASCII) or int(word) > MOST_URGENT:
        message = f"Write a whole number from 0 to {MOST_URGENT}."
        raise Fault(message)
    return int(word)


def _at_most(word: str) -> int | None:
    if not word:
        return None
    if not re.fullmatch(r"\d{1,4}", word, re.ASCII) or not 1 <= int(word) <= MOST_ALERTS:
        message = f"Write a whole number from 1 to {MOST_ALERTS}, or nothing."
        raise Fault(message)
    return int(word)


def _eyes(words: str) -> FourEyes:
    try:
        return FourEyes.of(words)
    except ValueError:
        message = "Write always, an urgency such as 60, names of places, or both: 60, trustpilot. Empty: never."
        raise Fault(message) from None


def _silence(word: str) -> int:
    return int(word) if re.fullmatch(r"\d{1,2}", word, re.ASCII) else 0


def _clock(word: str) -> time:
    try:
        return time.fromisoformat(word).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        message = "Write a time of day such as 09:00."
        raise Fault(message) from None


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        meant = nearest(name, available_timezones())
        message = "Write a time zone such as Europe/Berlin." + (f" Did you mean {meant}?" if meant else "")
        raise Fault(message) from None
    return name


def _backlog(word: str) -> Backlog:
    return Backlog(word) if word in list(Backlog) else Backlog.OPENING

"""What a text promises, and until when it says so: a promise made in public is a debt. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.words import LANGUAGES, Folded, Words, fold, phrases

_ENDS = re.compile(r"[.!?؟।;\n]+(?=\s|$)|\n")
_NOT = re.compile(r"(?:\b(?:not|n't|cannot|never|no|nao|nicht|ne|non|لا|لن)|नहीं)\s*$")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NEAR = 12  # signs before a promise in which "not" undoes it
_FRIDAY, _WEEK = 4, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Words that promise, where they stand in the draft, and the day that was named, None where none was."""

    words: str
    span: tuple[int, int]
    due: date | None


def spans(draft: Folded, language: str) -> list[tuple[int, int]]:
    """Return what promises, as places in the folded draft."""
    return [(first, last) for first, last, _sentence in _found(draft, language)]


def find(draft: Folded, language: str, today: date) -> Sequence[Promise]:
    """Return every promise of a draft in a language we know, in order; its day is looked for in the same sentence."""
    found = []
    for first, last, (start, end) in _found(draft, language):
        words, span = LANGUAGES[language], draft.span(first, last)
        due = _due(draft.text[first:end], words, today) or _due(draft.text[start:end], words, today)
        found.append(Promise(words=draft.original[slice(*span)], span=span, due=due))
    return found


def _found(draft: Folded, language: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Return each promise's place, and its sentence's."""
    if language not in LANGUAGES:
        return
    start = 0
    for end in [*(each.start() for each in _ENDS.finditer(draft.text)), len(draft.text)]:
        for first, last in _promises(draft.text[start:end], LANGUAGES[language]):
            yield start + first, start + last, (start, end)
        start = end


def _promises(sentence: str, words: Words) -> Sequence[tuple[int, int]]:
    polite = [each.span() for each in phrases(words.polite).finditer(sentence)]
    if words.you and phrases(words.you).search(sentence):
        return ()
    return [
        each.span()
        for each in phrases(words.promises).finditer(sentence)
        if not any(first < each.end() and each.start() < last for first, last in polite)
        and not _NOT.search(sentence, max(0, each.start() - _NEAR), each.start())
    ]


def _due(said: str, words: Words, today: date) -> date | None:
    """Return the day a sentence names: by date, by weekday, by how long, or as "tomorrow"."""
    for look in (_dated, _lasting, _relative, _weekday):
        day = look(said, words, today)
        if day is not None:
            return day
    return None


def _dated(said: str, words: Words, today: date) -> date | None:
    if iso := _ISO.search(said):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    for number, month in enumerate(words.months, start=1):
        name = phrases(month).pattern
        written = re.search(rf"(\d{{1,2}})(?:\.|º|er|st|nd|rd|th)? (?:de |of )?{name}|{name} (\d{{1,2}})(?!\d)", said)
        if written:
            day = _day(today.year, number, int(written[1] or written[2]))
            return day if day is None or day >= today else _day(today.year + 1, number, day.day)
    return None


def _lasting(said: str, words: Words, today: date) -> date | None:
    counts = _counts(words)
    for listed, size in ((words.hours, timedelta(hours=1)), (words.day, timedelta(1)), (words.week, timedelta(_WEEK))):
        count = re.search(rf"(\d{{1,3}}|{'|'.join(counts)})\s*{phrases(listed).pattern}", said) if listed else None
        if count:
            lasts = size * (int(count[1]) if count[1].isdecimal() else counts[count[1]])
            return today + timedelta(-(-lasts // timedelta(1)))
    return None


def _relative(said: str, words: Words, today: date) -> date | None:
    for listed, days in sorted(words.days.items(), key=lambda each: -len(each[0])):
        if phrases(listed).search(said):
            return today + timedelta(days)
    to_friday = timedelta((_FRIDAY - today.weekday()) % _WEEK)
    if words.next_week and phrases(words.next_week).search(said):
        return today - timedelta(today.weekday()) + timedelta(_WEEK + _FRIDAY)
    if words.this_week and phrases(words.this_week).search(said):
        return today + to_friday if today.weekday() <= _FRIDAY else today + timedelta(_WEEK - 1 - today.weekday())
    return None


def _weekday(said: str, words: Words, today: date) -> date | None:
    for number, name in enumerate(words.weekdays):
        if phrases(name).search(said):
            return today + timedelta((number - today.weekday() - 1) % _WEEK + 1)
    return None


def _counts(words: Words) -> Mapping[str, int]:
    return {fold(count).text: number for count, number in words.counts.items()}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Which words of a report say what it is about? Names, numbers, quotations, long words, each with its weight. Pure.

Capitals mark names where a script has them (unless it writes every noun with one, as German does); elsewhere it is
numbers, long words and pairs of letters. A name of three words is one name, not three. When it happened is no topic.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from storage import fold

NAME, NUMBER, WORD = "name", "number", "word"
READ = 700  # letters: a story's facts stand at its head
MOST = 32
STEM = 6
LONG, SHORTEST_NAME = 5, 3
NOUNS = 0.25  # of the words within sentences have a capital: a language that writes nouns so, or a headline in capitals

_NUMBER = re.compile(r"\d+(?:[.,'\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[,.'\u00a0\u202f ](?=\d{3}(?!\d))")
_QUOTED = re.compile(r"[“„«「\"]([^“”„«»「」\"\n]{3,60})[”“»」\"]")
_WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f\u0900-\u0dff]*[\w\u0300-\u036f\u0900-\u0dff])?")
_OPENS = re.compile(r"(?:^|[.!?:。！？\n–—|]\s*)[\"“„«(]*$")
_JOINS = re.compile(r"[ '’-]{1,2}")
_HIRAGANA = re.compile("[\u3040-\u309f]")  # Japanese grammar is written in it
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar "
    "februar marz juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche janvier "
    "fevrier mars avril juin juillet aout septembre octobre novembre decembre lunes martes miercoles jueves "
    "viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre segunda terca quarta quinta sexta janeiro fevereiro maio junho julho setembro outubro novembro "
    "dezembro lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio aprile maggio giugno "
    "luglio settembre ottobre dicembre spring summer autumn winter easter christmas"
)
_WHEN = frozenset(_CALENDAR.split())


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a report: how telling its shape is (a name 1, a long word less), and what kind it is."""

    weight: float
    kind: str


def terms(title: str, text: str, own: Collection[str] = ()) -> dict[str, Term]:
    """Return the telling words of a report, folded, most telling first; `own` words are in every post of the watch."""
    passed_over = {part for phrase in own for word in _folded(phrase) for part in (word, *_parts(word))}
    found: dict[str, Term] = {}
    for part in (title, text[:READ]):
        for word, term in (*_numbers(part), *_quotations(part), *_spoken(part)):
            if word not in passed_over and (word not in found or found[word].weight < term.weight):
                found[word] = term
    ranked = sorted(found.items(), key=lambda pair: -pair[1].weight)
    return dict(ranked[:MOST])


def _folded(text: str) -> list[str]:
    return fold.spaced(fold.fold(text)).split()


def _parts(word: str) -> Iterator[str]:
    """Yield what a common word is known by: its stem, or each two letters in scripts without spaces."""
    if fold.UNSPACED_CHARACTER.match(word):
        yield from (one + two for one, two in pairwise(word) if not _HIRAGANA.search(one + two))
    elif len(word) >= STEM:
        yield f"{word[:STEM]}*"
    elif len(word) >= LONG:
        yield word


def _numbers(part: str) -> Iterator[tuple[str, Term]]:
    for said in _NUMBER.findall(part):
        number = _THOUSANDS.sub("", said).replace(",", ".")
        if len(number.replace(".", "")) > 1:
            yield number, Term(1.0, NUMBER)


def _quotations(part: str) -> Iterator[tuple[str, Term]]:
    for quoted in _QUOTED.findall(part):
        for word in _folded(quoted):
            if len(word) >= SHORTEST_NAME and not fold.UNSPACED_CHARACTER.match(word):
                yield word, Term(0.8, NAME)


def _spoken(part: str) -> Iterator[tuple[str, Term]]:
    """Yield names (runs of capitalised words) and the longer words."""
    said = list(_WORD.finditer(part))
    opens = [_OPENS.search(part, max(0, word.start() - 6), word.start()) is not None for word in said]
    within = [word[0] for word, first in zip(said, opens, strict=True) if not first]
    nouns = sum(word[0].isupper() for word in within) > NOUNS * max(8, len(within))
    at = 0
    while at < len(said):
        until = at + 1
        if said[at][0][0].isupper():
            while until < len(said) and _goes_on(part, said[until - 1], said[until]):
                until += 1
            alone = until == at + 1 and (opens[at] or nouns)
            yield from _name([word[0] for word in said[at:until]], alone=alone)
        else:
            yield from _common(said[at][0])
        at = until


def _goes_on(part: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return other[0][0].isupper() and _JOINS.fullmatch(part[one.end() : other.start()]) is not None


def _name(run: list[str], *, alone: bool) -> Iterator[tuple[str, Term]]:
    words = [word for said in run for word in _folded(said) if len(word) >= SHORTEST_NAME and word not in _WHEN]
    if alone:  # it may be a name, or only the first word of a sentence
        yield from ((word, Term(0.5, WORD)) for word in words)
        yield from ((stem, Term(0.4, WORD)) for word in words for stem in _parts(word) if stem != word)
        return
    weight = (1 + 0.25 * (len(words) - 1)) / max(1, len(words))
    yield from ((word, Term(weight, NAME)) for word in words)


def _common(said: str) -> Iterator[tuple[str, Term]]:
    has_no_case = said.lower() == said.upper()
    for word in _folded(said):
        if fold.UNSPACED_CHARACTER.match(word):
            yield from ((pair, Term(0.3, WORD)) for pair in _parts(word))
        elif has_no_case and len(word) > 3:  # noqa: PLR2004  shorter ones are particles
            yield word, Term(0.6, WORD)
        elif word not in _WHEN:
            yield from ((stem, Term(0.4, WORD)) for stem in _parts(word))

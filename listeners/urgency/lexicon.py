"""Which of the listed words stand in a text, in which language, and what negation makes of them.

One pass of one automaton over all languages. The platform's language is believed; without one, most words win. Of
words within words only the longest counts. Negation reaches three words on, in German and Hindi also two words back,
and never into the next sentence: "not good" is bad, "not bad" is half good, "never crashes" is nothing, and in "no
refund issues" nobody speaks of a refund.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from listeners.urgency.words import LANGUAGES, READ
from storage import fold

STRONG, WEAK = 0.9, 0.45
LONGEST = 20_000

_GRAMMAR = ("grammar", "personal", "no")
_LIGHT = frozenset({"good", "bad", "question"})
_TURNED = frozenset({"good", "bad", "broken", "danger", "safety", "leak", "privacy", "threat", "legal"})
_TURNED_AFTERWARDS = frozenset({"de", "hi"})
_REACH, _REACH_BACK = 3, 2
_NOT = re.compile(r"n t\b")
_BREAKS = re.compile(r"[.!?;:,\n()\"…।؟،]+| - ")
# The same for ASCII in one pass: breaks become line breaks, whatever is no letter, digit or "_" a space.
_ASCII_BREAKS = "".join(
    chr(point) if chr(point).isalnum() or chr(point) == "_" else "\n" if chr(point) in '.!?;:,\n()"' else " "
    for point in range(128)
)
# Of a text in a language we know, about a third are words we know; far fewer mean another language.
_ENOUGH = 0.12
UNREAD = "und"  # as ISO 639 calls a language that was not determined
_LETTERS = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    re.compile("[\u0620-\u064a\u066e-\u06d3]+"): "ar",
    re.compile("[\u0900-\u0963]+"): "hi",
    # Greek, Cyrillic, Armenian, Hebrew; the scripts of India but Devanagari; Thai to Khmer; Chinese, Japanese, Korean.
    re.compile(
        "[\u0370-\u05ea\u0980-\u0dff\u0e00-\u109f\u10a0-\u11ff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]+"
    ): UNREAD,
}
_PERSIAN_OR_URDU = re.compile("[پچژگٹڈڑےں]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How strongly a topic is spoken of, 0 to 1, and the words that say so."""

    strength: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The topics of a text, the language it was read in ("" where that cannot be told), whether it says I or you."""

    language: str
    covered: bool
    personal: bool
    folded: str
    topics: Mapping[str, Heard]


class _Hit(NamedTuple):
    start: int
    end: int
    topic: str
    weight: float


class _Negation(NamedTuple):
    start: int
    end: int
    of: str


def _spellings(phrases: str) -> Iterator[str]:
    """Yield each phrase, and without its apostrophe: "can t" is often typed "cant"."""
    for phrase in phrases.split(","):
        yield phrase
        if _NOT.search(phrase):
            yield _NOT.sub("nt", phrase)


def _entries() -> dict[str, list[tuple[str, str, float]]]:
    found: defaultdict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for language, topics in LANGUAGES.items():
        for topic, phrases in topics.items():
            if topic in _GRAMMAR:
                continue
            weight = WEAK if topic.endswith("?") else STRONG
            for phrase in _spellings(phrases):
                key = fold.pattern(fold.fold(phrase), open_end=phrase.endswith("*"))
                found[key].append((language, topic.rstrip("?"), weight))
    return dict(found)


_ENTRIES = _entries()
_AUTOMATON = AhoCorasick(list(_ENTRIES), store_patterns=False)
_LANGUAGES = [[language for language, _, _ in entries if language] for entries in _ENTRIES.values()]


@cache  # when somebody first speaks it
def _as_meant(spoken: str) -> list[list[tuple[str, float]]]:
    """Return what each entry means to whoever speaks the language: its topics and weights."""
    known = ("", spoken)
    return [
        [(topic, weight) for language, topic, weight in entries if language in known] for entries in _ENTRIES.values()
    ]


def _grammar(topic: str) -> dict[str, frozenset[str]]:
    words = {language: topics.get(topic, "") for language, topics in LANGUAGES.items()}
    return {
        language: frozenset(fold.fold(word).strip() for word in _spellings(found) if word)
        for language, found in words.items()
    }


_PERSONAL, _NEGATIONS = _grammar("personal"), _grammar("no")
_NEGATION_STARTS = {language: {word.split()[0] for word in words} for language, words in _NEGATIONS.items() if words}
_SMALL_WORDS: defaultdict[str, list[str]] = defaultdict(list)
for _language, _words_of_it in _grammar("grammar").items():
    for _word in _words_of_it:
        _SMALL_WORDS[_word].append(_language)


def find(text: str, language: str) -> Found:
    """Return the topics of the text; `language` is what the platform calls it, "" where it does not tell."""
    folded = fold.fold(text[:LONGEST])
    said = _sentences(folded)
    words = set(said.split())
    matches = _AUTOMATON.find_matches_as_indexes(said, overlapping=True)
    spoken = language.lower().replace("_", "-").partition("-")[0] or _by_script(said)
    spoken = spoken or _guess(words, [key for key, _, _ in matches])
    meant = _as_meant(spoken if spoken in READ else "")
    hits = [_Hit(start, end, topic, weight) for key, start, end in matches for topic, weight in meant[key]]
    return Found(
        language=spoken,
        covered=spoken in READ,
        folded=folded,
        personal=not _PERSONAL.get(spoken, frozenset()).isdisjoint(words),
        topics=_topics(said, hits, _denies(spoken, words)),
    )


def _sentences(folded: str) -> str:
    """Return the words of a text with a space around each, and two between sentences."""
    if folded.isascii():
        parts = folded.replace(" - ", "\n").translate(_ASCII_BREAKS).split("\n")
        return "".join([f" {' '.join(part.split())} " for part in parts])
    return "".join(map(fold.spaced, _BREAKS.split(folded)))


def _denies(language: str, words: AbstractSet[str]) -> str:
    """Return the language if something is negated at all, else "": most texts need no closer look."""
    starts = _NEGATION_STARTS.get(language)
    return language if starts and not starts.isdisjoint(words) else ""


def _by_script(said: str) -> str:
    """Return the language a script gives away: "ar" or "hi", UNREAD for a script of none we read, else ""."""
    if said.isascii():
        return ""
    for script, language in _SCRIPTS.items():
        if script.search(said) and 2 * _many(script, said) > _many(_LETTERS, said):
            return UNREAD if language == "ar" and _PERSIAN_OR_URDU.search(said) else language
    return ""


def _many(letters: re.Pattern[str], said: str) -> int:
    """Return how many letters of a kind there are."""
    return sum(map(len, letters.findall(said)))


def _guess(words: AbstractSet[str], found: Sequence[int]) -> str:
    """Return the language most of the words belong to, "" where too few belong to any; `found`: the entries."""
    counts = Counter(chain.from_iterable(map(_LANGUAGES.__getitem__, found)))
    counts.update(chain.from_iterable(map(_SMALL_WORDS.__getitem__, _SMALL_WORDS.keys() & words)))
    if not counts or (not found and max(counts.values()) == 1):
        return ""
    language = max(sorted(counts), key=counts.__getitem__)
    return language if counts[language] >= _ENOUGH * len(words) else ""


def _topics(said: str, hits: Sequence[_Hit], denies: str) -> dict[str, Heard]:
    negations = {hit: found for hit in hits if (found := _negation(said, hit, denies))} if denies else {}
    dropped = [found for found in negations.values() if found.of == "bad"]
    weights: dict[str, dict[str, float]] = {}
    for hit in _longest(hits):
        start, end, topic, weight = hit.start, hit.end, hit.topic, hit.weight
        if turned := negations.get(hit):
            start, end = min(start, turned.start), max(end, turned.end)
            topic, weight = {"good": ("bad", STRONG), "bad": ("good", WEAK)}.get(topic, ("", 0.0))
        elif dropped and any(found.start <= start and end <= found.end for found in dropped):
            continue
        if topic:
            words, of_topic = _words(said, start, end), weights.setdefault(topic, {})
            of_topic[words] = max(weight, of_topic.get(words, 0.0))
    return {topic: Heard(strength=either(found.values()), words=tuple(found)) for topic, found in weights.items()}


def _longest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Yield the hits that stand in no longer one of their topic, nor light ones in a longer one of any topic."""
    reached: dict[str, int] = {}
    furthest = -1
    for hit in sorted(hits, key=_first_and_longest):
        if hit.end > (furthest if hit.topic in _LIGHT else reached.get(hit.topic, -1)):
            yield hit
            reached[hit.topic] = hit.end
            furthest = max(furthest, hit.end)


def _first_and_longest(hit: _Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _negation(said: str, hit: _Hit, language: str) -> _Negation | None:
    """Return the negation the hit stands under."""
    if hit.topic not in _TURNED:
        return None
    words = _NEGATIONS[language]
    before = said[max(0, hit.start - 60) : hit.start + 1].rpartition("  ")[2].split()[-_REACH - 1 :]
    for at, word in enumerate(before):
        pair = " ".join(before[at : at + 2])
        one_word = word in words and len(before) - at <= _REACH
        if (one_word or pair in words) and before[at + 1 : at + 2] not in (["only"], ["just"]):
            return _Negation(hit.start - len(" ".join(before[at:])), hit.end, hit.topic)
    if language in _TURNED_AFTERWARDS:
        after = said[hit.end - 1 : hit.end + 30].partition("  ")[0].split()[:_REACH_BACK]
        if not words.isdisjoint(after):
            return _Negation(hit.start, hit.end + len(" ".join(after)), hit.topic)
    return None


def _words(said: str, start: int, end: int) -> str:
    """Return the words that were found, to the end of the last one."""
    if said[end - 1] != " ":
        end = said.find(" ", end)
    return " ".join(said[start:end].split())


def either(strengths: Iterable[float]) -> float:
    """Return how sure several hints make us together, each alone being so sure."""
    doubt = 1.0
    for strength in strengths:
        doubt *= 1 - strength
    return 1 - doubt

"""Whether a text answers the person it is for: their name, their question, an apology where one is due. Pure."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from bot import shouting
from bot.words import LANGUAGES, LETTER, Folded, Words, fold, phrases, small, spoken
from storage.records import Author

Span = tuple[int, int]

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!।\n]")
_ASKS = re.compile("[?؟]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"[^\W\d_]+[\u0900-\u0963]*(?:[^\W\d_]|[\u0900-\u0963])*")
_TITLED = re.compile(r"[ ,،@]*")
_NAME_ENDS = re.compile(r"\s*(?:[,،.!:;–—।\n-]|$)")
_NAME_WORDS, _OPENING = 3, 3
_ARTICLES = ("وال", "بال", "لل", "ال")
_STEM, _CONTENT = 4, 3
_ALONE = 6  # words beside a bare link
_FEW_STARS = 2
_WITHOUT = re.compile(
    r"(?:\b(?:no|not|never|without|sin|nunca|sem|ohne|nie|kein|keine|sans|jamais|senza|mai)|بدون)\s*$"
)
_NEAR = 12  # signs before a complaint in which "never" undoes it
_ALIKE, _LEAST_WORDS = 0.8, 6


def stranger(draft: Folded, to: Author, post: Folded, language: str, ours: Sequence[str]) -> Span | None:
    """Return the name in the greeting where it is not the author's, nor in their post, nor one of ours."""
    span = greeted(draft, language)
    names = _names(to) if span else []
    if span is None or not names:
        return None
    known = [*names, *(part for name in ours for part in _parts(name))]
    words, told = _PARTS.findall(draft.text, *span), set(_PARTS.findall(post.text))
    if any(word in told or any(_same(word, name) for name in known) for word in words):
        return None
    alike = any(_script(name) == _script(word) for name in names for word in words)
    return span if alike else None


def greeted(draft: Folded, language: str) -> Span | None:
    """Return where a greeting names somebody, as a place in the folded draft."""
    if language not in LANGUAGES:
        return None
    words = LANGUAGES[language]
    start = LETTER.search(draft.text)
    hail = phrases(words.greetings).match(draft.text, start.start()) if start else None
    if hail is None:
        return None
    return _named(draft, hail.end(), words)


def _named(draft: Folded, place: int, words: Words) -> Span | None:
    """Return the name at `place`, behind a title, before a comma or an end; none where other words follow."""
    titles, nobody = phrases(words.titles), phrases(words.nobody)
    opened = _TITLED.match(draft.text, place)
    name = list(LETTER.finditer(draft.text, opened.end())) if opened else []
    if name and titles.fullmatch(name[0][0]):
        name = name[1:]
    told: list[re.Match[str]] = []
    for word in name:
        if told and draft.text[told[-1].end() : word.start()].strip(" .-"):
            break
        if nobody.fullmatch(word[0]) and told and _NAME_ENDS.match(draft.text, word.end()):
            return (told[0].start(), told[-1].end())  # "जी" behind a name
        if nobody.fullmatch(word[0]) or not _is_name(draft, word):
            return None
        told.append(word)
    few = 0 < len(told) <= _NAME_WORDS and _NAME_ENDS.match(draft.text, told[-1].end())
    return (told[0].start(), told[-1].end()) if few else None


def _is_name(draft: Folded, word: re.Match[str]) -> bool:
    sign = draft.original[draft.places[word.start()]]
    return sign.isupper() or sign.lower() == sign.upper()


def _names(author: Author) -> list[str]:
    return [part for name in (author.name, author.handle.partition("@")[0]) for part in _parts(_CAMEL.sub(" ", name))]


def _parts(name: str) -> list[str]:
    return _PARTS.findall(fold(name).text)


def _same(word: str, name: str) -> bool:
    if len(name) == 1 or len(word) == 1:
        return word[0] == name[0]
    return word[:_OPENING] == name[:_OPENING] or (len(word) >= _OPENING and word in name)


def _script(word: str) -> int:
    return ord(word[0]) >> 8 if word[0] > "\u024f" else 0


def ignores_question(draft: Folded, to: Author, post: Folded, language: str) -> bool:
    """Say whether the post asks something and the draft touches nothing of it, as only niceties or advertising do.

    Careful: a yes, a number, a link, a question back or any word of the post is a touch.
    """
    asked = LINK.sub(" ", post.text)
    if language not in LANGUAGES or not _asks(asked):
        return False
    sold = shouting.advertising(draft, asked, language)
    left = _without(draft.text, sold)
    if _ASKS.search(left) or (not sold and re.search(r"\d", left)) or LINK.search(left):
        return False
    if _answers(language).search(left) or _stems(left, language) & _stems(asked, language):
        return False
    name = greeted(draft, language)
    said = _stems(_without(left, [name] if name else []), language)
    own = {part[:_STEM] for part in _names(to)}
    nice = sum(1 for _ in phrases(LANGUAGES[language].courtesy).finditer(left))
    return bool(sold) or (nice > 1 and 2 * len(said - own) <= nice)


def _asks(post: str) -> bool:
    return any(_ASKS.search(each) and len(each.split()) > 1 for each in _SENTENCES.split(post))


@cache
def _answers(language: str) -> re.Pattern[str]:
    """Return what finds a yes, a no, a how or a when."""
    words = LANGUAGES[language]
    several = [count for count, number in words.counts.items() if number > 1]
    return phrases(", ".join([words.answers, *several, *words.days, *words.weekdays, *words.months]))


def _without(text: str, spans: Sequence[Span]) -> str:
    for first, last in spans:
        text = text[:first] + " " * (last - first) + text[last:]
    return text


def _stems(text: str, language: str) -> set[str]:
    """Return how the words that say something begin."""
    courtesy, ordinary = phrases(LANGUAGES[language].courtesy), small(language)
    words = (word for word in LETTER.findall(text) if word not in ordinary and not courtesy.fullmatch(word))
    return {_bare(word)[:_STEM] for word in words if len(word) >= _CONTENT}


def _bare(word: str) -> str:
    return next((word.removeprefix(each) for each in _ARTICLES if word.startswith(each)), word)


def owes_apology(draft: Folded, rating: float | None, post: Folded, language: str) -> bool:
    """Say whether one or two stars, or a post that plainly complains, get no word of regret."""
    if language not in LANGUAGES or (rating is not None and rating > _FEW_STARS):
        return False
    if rating is None and not _complains(post, language):
        return False
    return not any(phrases(words.sorry).search(draft.text) for words in LANGUAGES.values())


def _complains(post: Folded, believed: str) -> bool:
    language = spoken(post, believed)
    found = phrases(LANGUAGES[language].complaints).finditer(post.text) if language else ()
    return any(not _WITHOUT.search(post.text, max(0, each.start() - _NEAR), each.start()) for each in found)


def links(draft: Folded) -> list[Span]:
    """Return the links of a draft."""
    return [each.span() for each in LINK.finditer(draft.text)]


def only_link(draft: Folded, language: str) -> list[Span]:
    """Return the links of a draft that is nothing else: a name, "see here", and an address."""
    found = links(draft)
    if not found:
        return []
    name = greeted(draft, language)
    left = LETTER.findall(_without(draft.text, [*found, *([name] if name else [])]))
    if language in LANGUAGES:
        pointing = phrases(LANGUAGES[language].pointing)
        left = [word for word in left if not pointing.fullmatch(word)] if len(left) <= _ALONE else left
    return found if len(left) <= 1 else []


def repeats(draft: str, before: Sequence[str]) -> bool:
    """Say whether nearly the same was sent lately: four words of five the same, whatever name it begins with."""
    words = _wording(draft)
    if len(words) < _LEAST_WORDS:
        return False
    return any(len(words & other) >= _ALIKE * len(words | other) for other in map(_wording, before))


@lru_cache(maxsize=256)
def _wording(text: str) -> frozenset[str]:
    return frozenset(LETTER.findall(LINK.sub(" ", text).lower()))

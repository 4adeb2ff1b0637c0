"""Where a text shouts: capitals, "!!!", calls to buy, prices nobody asked for, praise of ourselves. Pure."""

import re
from collections.abc import Iterator

from bot.words import LANGUAGES, LETTER, Folded, Words, phrases, small

Span = tuple[int, int]

_MARKS = re.compile(r"!{3,}|¡{2,}|[!?]{4,}")
_LOUD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]{2}")
_SINGLE = re.compile(r"!")
_MANY = 6  # exclamation marks all over a text
_RUN, _LONG, _WORD = 8, 4, 3  # letters of a run of capital words, of its longest word, of a word alone
_PRICE = re.compile(
    r"(?:[$€£₹¥]|r\$)\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£₹]|(?:euros?|dollars?|reais|usd|eur|rs|rupees|ريال|درهم|جنيه|रुपये)\b)"
)
_PERCENT = re.compile(r"-?\s?\d{1,2}\s?[%٪]")
_BEFORE = 24  # signs before a price in which "only" makes it advertising


def spans(draft: Folded, post: str, language: str) -> list[Span]:
    """Return what shouts, as places in the folded draft; `post` is folded: who speaks of money may hear of money."""
    return [*_capitals(draft, language), *_exclaimed(draft), *advertising(draft, post, language)]


def advertising(draft: Folded, post: str, language: str) -> list[Span]:
    """Return what sells, as places in the folded draft."""
    if language not in LANGUAGES:
        return []
    words = LANGUAGES[language]
    found = [each.span() for listed in (words.buy, words.best) for each in phrases(listed).finditer(draft.text)]
    if not any(phrases(LANGUAGES[each].money).search(post) for each in {language, "en"}):
        found += _prices(draft, words, sells=bool(found))
    return found


def _prices(draft: Folded, words: Words, *, sells: bool) -> Iterator[Span]:
    only, off = phrases(words.only), phrases(words.off)
    for price in _PRICE.finditer(draft.text):
        before = max(0, price.start() - _BEFORE)
        if sells or any(
            draft.text[only_.end() : price.start()].strip() == "" for only_ in only.finditer(draft.text, before)
        ):
            yield price.span()
    for percent in _PERCENT.finditer(draft.text):
        around = draft.text[max(0, percent.start() - _BEFORE // 3) : percent.end() + _BEFORE]
        if off.search(around):
            yield percent.span()


def _exclaimed(draft: Folded) -> Iterator[Span]:
    found = [each.span() for each in _MARKS.finditer(draft.text)]
    singles = [each.span() for each in _SINGLE.finditer(draft.text)]
    yield from found or (singles if len(singles) >= _MANY else [])


def _capitals(draft: Folded, language: str) -> Iterator[Span]:
    """Find runs of capital words, and known words in capitals; `JPEG` alone is none."""
    if not _LOUD.search(draft.original):
        return
    run: list[re.Match[str]] = []
    for word in [*LETTER.finditer(draft.text), None]:
        loud = word is not None and _is_loud(draft, word)
        if word and loud and (not run or draft.text[run[-1].end() : word.start()].isspace()):
            run.append(word)
            continue
        yield from _shouted(run, language)
        run = [word] if word and loud else []


def _shouted(run: list[re.Match[str]], language: str) -> Iterator[Span]:
    letters = [len(word[0]) for word in run]
    known = [word.span() for word in run if len(word[0]) >= _WORD and _is_known(word[0], language)]
    if len(run) > 1 and sum(letters) >= _RUN and (known or max(letters) >= _LONG):
        yield (run[0].start(), run[-1].end())
    else:
        yield from known


def _is_loud(draft: Folded, word: re.Match[str]) -> bool:
    first, last = draft.span(*word.span())
    written = draft.original[first:last]
    return len(written) > 1 and written.isupper() and "'" not in written


def _is_known(word: str, language: str) -> bool:
    if language not in LANGUAGES:
        return False
    words = LANGUAGES[language]
    return word in small(language) or any(
        phrases(each).fullmatch(word) for each in (words.courtesy, words.answers, words.only)
    )

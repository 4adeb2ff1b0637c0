"""The words the check of a draft goes by, a file per language; which language a text is in."""

from collections.abc import Mapping
from functools import cache

from bot.words import ar, de, en, es, fr, hi, it, pt
from bot.words.folding import LETTER, Folded, fold, listed_words, phrases
from bot.words.table import Words

LANGUAGES: Mapping[str, Words] = {
    "en": en.WORDS,
    "es": es.WORDS,
    "pt": pt.WORDS,
    "de": de.WORDS,
    "fr": fr.WORDS,
    "it": it.WORDS,
    "ar": ar.WORDS,
    "hi": hi.WORDS,
}
_SCRIPTS = {"ar": (0x0600, 0x06FF), "hi": (0x0900, 0x097F)}


def spoken(text: Folded, believed: str = "") -> str:
    """Return the language of a text: by its script, then by its small words, else the one that is believed, or none."""
    letters = LETTER.findall(text.text)
    for language, (first, last) in _SCRIPTS.items():
        if 2 * sum(first <= ord(word[0]) <= last for word in letters) > len(letters):
            return language
    said = set(letters)
    counted = {language: len(said & _telling(language)) for language in LANGUAGES}
    most = max(counted.values())
    likely = [language for language, count in counted.items() if count == most] if most else []
    plain = believed.partition("-")[0].lower()
    if plain in likely or (not likely and plain in LANGUAGES):
        return plain
    return likely[0] if likely else ""


@cache
def small(language: str) -> frozenset[str]:
    """Return the small words of a language, folded."""
    return frozenset(listed_words(LANGUAGES[language].small))


@cache
def _telling(language: str) -> frozenset[str]:
    """Return every single word that tells the language."""
    words = LANGUAGES[language]
    lists = (words.greetings, words.courtesy, words.answers, words.sorry, words.complaints, words.pointing, words.order)
    return small(language) | {word for listed in lists for word in listed_words(listed) if word.isalpha()}


__all__ = ["LANGUAGES", "LETTER", "Folded", "Words", "fold", "phrases", "small", "spoken"]

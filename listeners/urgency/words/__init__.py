"""The words that tell, per language and topic: what `listeners.urgency.text` looks for.

One phrase a line or between commas; `*` at the end means any ending. Topics that end in "?" are weak: they count half.
Apostrophes are spaces, as in "can t", which also finds "cant". `grammar` are small words that only tell which language
a text is in, `no` turns what follows round. None of it is the vocabulary of one trade.
"""

from collections.abc import Mapping

from listeners.urgency.words import ar, de, en, es, everywhere, fr, hi, it, others, pt

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": en.WORDS,
    "es": es.WORDS,
    "pt": pt.WORDS,
    "de": de.WORDS,
    "fr": fr.WORDS,
    "it": it.WORDS,
    "ar": ar.WORDS,
    "hi": hi.WORDS,
    "": everywhere.WORDS,
    **{language: {"grammar": words} for language, words in others.GRAMMAR.items()},
}
READ = frozenset(LANGUAGES) - others.GRAMMAR.keys() - {""}

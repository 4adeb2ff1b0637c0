"""How two spellings become one: the only place that knows about letters, accents, scripts and word boundaries.

`fold` makes text comparable: NFKC, case-folded, accents dropped ("Café" is "cafe", Turkish "IŞIK" and "ışık" are
"isik", "Straße" is "strasse"), invisible characters removed. Marks that carry meaning stay: Hindi vowel signs, Thai
vowels, Japanese voicing, й.

`spaced` turns folded text into words with one space between, before and after them, so that " tor " can only be the
whole word. Hyphens, apostrophes and other punctuation separate words ("acme's", "acme-made", "acme.com"); "_" and the
capitals of CamelCase do not. Chinese, Japanese, Thai, Lao, Khmer, Burmese and emoji are written without spaces: their
runs stand alone beside other scripts, and `pattern` leaves their ends open. Korean words are open at the end, because
particles are attached to them.
"""

import re
import unicodedata

HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_EMOJI = r"\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    r"\u3005-\u3007\u3040-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    rf"{_EMOJI}"
)


def _marks() -> str:
    """Every combining mark, for a character class: Python counts none as a letter, and Hindi lives on them."""
    first, last = 0x300, 0x1F000
    kinds = map(unicodedata.category, map(chr, range(first, last)))
    ranges: list[list[int]] = []
    for point in (point for point, kind in enumerate(kinds, first) if kind in ("Mn", "Mc")):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)


_MARKS = _marks()
LETTER = rf"[\w{_MARKS}]"
_WORDS = re.compile(rf"[\w{_MARKS}{_EMOJI}]+")
_OWN_RUN = re.compile(rf"[{UNSPACED}]+|[{HANGUL}]+")
_OPEN_START = re.compile(rf"[{UNSPACED}]")
OPEN_END = re.compile(rf"[{UNSPACED}{HANGUL}]")
UNSPACED_CHARACTER = re.compile(rf"[{UNSPACED}]")

# Accents of Latin, Greek and Cyrillic (not the breve of й), Hebrew and Arabic vowel points, the Hindi nukta.
_ACCENTS = re.compile(r"[\u0300-\u036f](?<![иИ].)|[\u0591-\u05c7\u064b-\u065f\u0670\u093c]")
_LETTERS = str.maketrans(
    {
        **dict(zip("ıøłđħŧðیکٱ’‘‛‐‑‒–—―−", "ioldhtdيكا'''-------", strict=True)),
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        # Invisible: soft hyphen, joiners, directions, variation selectors, Arabic tatweel.
        **dict.fromkeys([0xAD, 0x61C, 0x640, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]),
        **dict.fromkeys([*range(0x2060, 0x2070), *range(0xFE00, 0xFE10)]),
    }
)
_SPELT_ANEW = re.compile(f"[{''.join(map(chr, _LETTERS))}]")
_TYPED = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("’‘‛", "'"), **dict.fromkeys("‐‑–—−", "-")})
_ASCII_WORDS = "".join(chr(point) if chr(point).isalnum() or chr(point) == "_" else " " for point in range(128))


def plain(text: str) -> str:
    """Return the text with curly quotes and long dashes as a keyboard types them, character for character."""
    return text if text.isascii() else text.translate(_TYPED)


def fold(text: str) -> str:
    """Return the text as it is compared: the same for every way of writing it."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.replace("™", " ").replace("℠", " "))
    bare = _ACCENTS.sub("", apart).casefold()
    if bare.isascii():
        return bare
    if _SPELT_ANEW.search(bare):
        bare = bare.translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


def spaced(folded: str) -> str:
    """Return the words of folded text with exactly one space before, between and after them."""
    if folded.isascii():
        return f" {' '.join(folded.translate(_ASCII_WORDS).split())} "
    alone = _OWN_RUN.sub(r" \g<0> ", folded)
    return f" {' '.join(_WORDS.findall(alone))} "


def pattern(folded: str, *, open_end: bool = False, open_start: bool = False) -> str:
    """Return what must stand in `spaced` text for these words to be there, "" where there is no word at all."""
    words = spaced(folded).strip()
    if not words:
        return ""
    if words.isascii():
        return f"{'' if open_start else ' '}{words}{'' if open_end else ' '}"
    start = "" if open_start or _OPEN_START.match(words[0]) else " "
    end = "" if open_end or OPEN_END.match(words[-1]) else " "
    return f"{start}{words}{end}"

"""What a text is made of, as numbered pieces: words, pairs of words, runs of letters. Pure.

Training and scoring share it. A piece's number is a hash (CRC-32) below `BUCKETS`, so there is no dictionary to keep.
Pieces of words (3 to 5 letters, with the ends marked) make inflected and misspelt words resemble each other and serve
scripts without spaces. What stands within three words of a negation is marked. Handles, addresses and names (words with
a capital inside a sentence, but in German) are one word each: who is spoken of must not matter.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

from storage import fold

BUCKETS = 1 << 17
_LAST = BUCKETS - 1
LONGEST = 3_000  # characters: what stands later in a post does not decide whether it wants an answer
MOST = 250  # words, as above
_HANDLE, _LINK, _NAME = "\x01", "\x02", "\x03"
# A capital first, and only then what stands before it: most letters are none, and need no look back.
_NAMES = re.compile(
    r"[A-Z](?:(?<=[a-zà-ÿ,;:&(] [A-Z])[a-zà-ÿ]\w*(?:[ -](?:& )?[A-Z][a-zà-ÿ]\w*)*|(?<!\w[A-Z])[a-zà-ÿ]+\s*$)"
)
_CAPITAL_NOUNS = "de"
_LINKS = re.compile(r"(?:https?\s?:\s?//|www\.)\S+")
_HANDLES = re.compile(r"(?<![\w@])@\w[\w.]*")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_WORDS = re.compile(rf"{fold.LETTER}+|[!?؟]+|[^\w\s]")
_ASCII_WORDS = re.compile(r"\w+|[!?]+|[^\w\s]")  # the same, where there are no other letters, in half the time
_SENTENCE_ENDS = frozenset(".,;:!?")
_REACH = 3
_SHORTEST, _LONG_WORD = 2, 24
_LENGTHS = (3, 4, 5)
_CAPITALS = 10
_A_TO_Z = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Of all the languages we read, in one set: which of them is spoken is not known here. "t" ends don't and can't.
_NEGATIONS = frozenset(
    {
        "not",
        "no",
        "never",
        "cannot",
        "cant",
        "dont",
        "didnt",
        "wont",
        "isnt",
        "doesnt",
        "without",
        "nothing",
        "nobody",
        "hardly",
        "t",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "nie",
        "nunca",
        "jamas",
        "sin",
        "ne",
        "pas",
        "jamais",
        "sans",
        "non",
        "mai",
        "senza",
        "nao",
        "nem",
        "لا",
        "لم",
        "لن",
        "ما",
        "ليس",
        "مش",
        "नहीं",
        "न",
        "मत",
        "nahi",
        "nahin",
        "mat",
    }
)


def nameless(text: str, language: str) -> str:
    """Return the text with its names masked, as far as capitals tell them."""
    return text if language == _CAPITAL_NOUNS else _NAMES.sub(_NAME, text)


def words(folded: str) -> list[str]:
    """Return the words and marks of a folded text in their order, handles and links masked."""
    if "@" in folded:
        folded = _HANDLES.sub(f" {_HANDLE} ", folded)
    if "://" in folded or "www." in folded or " ://" in folded:
        folded = _LINKS.sub(f" {_LINK} ", folded)
    shown = folded[:LONGEST]
    if _may_be_drawn_out(shown):
        shown = _DRAWN_OUT.sub(r"\1\1", shown)
    return (_ASCII_WORDS if shown.isascii() else _WORDS).findall(shown)[:MOST]


def _may_be_drawn_out(text: str) -> bool:
    """Say whether a character may stand three times in a row: each taken from the next, two noughts are left."""
    size, spelt = (1, text.encode()) if text.isascii() else (4, text.encode("utf-32-le", "surrogatepass"))
    number = int.from_bytes(spelt, "little")
    return bytes(2 * size) in (number ^ number >> 8 * size).to_bytes(len(spelt), "little")


def of_word(word: str) -> tuple[int, ...]:
    """Return the pieces of one word: itself and its runs of letters."""
    pieces = [_number(f"w{word}")]
    if (len(word) > _SHORTEST and word.isalpha()) or not word.isascii():
        ended = f"<{word[:_LONG_WORD]}>"
        if ended.isascii():
            pieces += _runs(ended.encode(), len(ended))
        else:
            for length in _LENGTHS:
                pieces += [_number(ended[at : at + length]) for at in range(len(ended) - length + 1)]
    return tuple(pieces)


def _runs(ended: bytes, count: int) -> list[int]:
    """Return the runs of a word whose letters are a byte each."""
    crc = zlib.crc32
    return [crc(ended[at : at + long]) & _LAST for long in _LENGTHS for at in range(count - long + 1)]


def of_pairs(said: Sequence[str]) -> list[int]:
    """Return the pieces of each two words that follow each other; "^" stands before the first, "$" after the last."""
    # No word holds a space, so all of them are spelt at once, and no pair costs more the first time than the second.
    spelt = " ".join(("^", *said, "$")).encode("utf-8", "surrogatepass").split(b" ")
    return [number & _LAST for number in map(zlib.crc32, map(b" ".join, pairwise(spelt)))]


def of_denied(word: str) -> int:
    """Return the piece of a word within reach of a negation."""
    return _number(f"~{word}")


def denied(said: Sequence[str]) -> Iterator[str]:
    """Yield the words within reach of a negation, up to the end of its sentence."""
    if _NEGATIONS.isdisjoint(said):
        return
    left = 0
    for word in said:
        if left:
            yield word
            left -= 1
        if word in _NEGATIONS:
            left = _REACH
        elif word in _SENTENCE_ENDS:
            left = 0


def of_look(text: str, said: Sequence[str]) -> tuple[int, ...]:
    """Return the pieces of how the text looks: its length, and whether it is shouted."""
    length = _OF_LENGTH[min(len(said).bit_length(), len(_OF_LENGTH) - 1)]
    return (length, _SHOUTED) if _is_shouted(text) else (length,)


def of_text(text: str, language: str) -> list[int]:
    """Return every piece of a text, repeated ones repeated."""
    return of_said(text, words(fold.fold(nameless(text, language))))


def of_said(text: str, said: Sequence[str]) -> list[int]:
    """Return every piece of a text whose words are these."""
    pieces = [piece for word in said for piece in of_word(word)]
    pieces += of_pairs(said)
    pieces += [of_denied(word) for word in denied(said)]
    return [*pieces, *of_look(text, said)]


def _is_shouted(text: str) -> bool:
    text = text[:LONGEST]
    of_ascii = text.encode("ascii", "ignore")
    capitals = len(of_ascii) - len(of_ascii.translate(None, _A_TO_Z))
    if capitals + len(text) - len(of_ascii) <= _CAPITALS:
        return False
    if not text.isascii():
        capitals = sum(map(str.isupper, text))
    return capitals > _CAPITALS and 2 * capitals > sum(map(str.isalpha, text))


def _number(piece: str) -> int:
    return zlib.crc32(piece.encode("utf-8", "surrogatepass")) & _LAST


_OF_LENGTH = tuple(_number(f"#length{bits}") for bits in range(9))
_SHOUTED = _number("#shouted")

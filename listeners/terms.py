"""How one term of a query is found: a key for the automaton that serves all queries, and a closer look where needed.

The key is a piece of text that must stand in a post before the term can. A plain word or phrase needs no more than
its key. Symbols (c++, at&t, @handle, #tag), wildcards inside a word and nearness are looked at closely, only in posts
that hold the key. Keys of exact terms start with "=" and are sought in the unfolded text.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from listeners.query import LONGEST_TERM, QueryError, Said, Style
from storage import fold
from storage.records import Post

SHORTEST_WILD = 2
MOST_STARS = 3

_MARKS = r"\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"[^\W{fold.UNSPACED}{fold.HANGUL}]"
_STARTS = rf"(?<!{_LETTER})(?<![{_MARKS}])"
_ENDS = rf"(?!{_LETTER}|[{_MARKS}])"
# "@acme" is not said by "@acme-shop", but by "@acme.example.social" and "@acme@example.social".
_HANDLE_ENDS = rf"(?!-?(?:{_LETTER}|[{_MARKS}]))"
_SEPARATES = r"\s\-',;:!?\"()\[\]{}/…·•"
_SEPARATOR = re.compile(rf"[{_SEPARATES}]+")
_PIECES = re.compile(rf"[{_SEPARATES}]+|\*|[^{_SEPARATES}*]+")
_WILD = rf"[^{_SEPARATES}]{{0,40}}?"


class Part:
    """A title or a text, made comparable only as far as somebody asks."""

    def __init__(self, raw: str) -> None:
        """Keep what was written."""
        self.raw = raw

    @cached_property
    def folded(self) -> str:
        """As it is compared, symbols and all."""
        return fold.fold(self.raw)

    @cached_property
    def spaced(self) -> str:
        """Its words, one space around each."""
        return fold.spaced(self.folded)

    @cached_property
    def exact(self) -> str:
        """As written, but composed in one way and with typed quotes and dashes."""
        return unicodedata.normalize("NFC", fold.plain(self.raw))


_NOTHING = Part("")


class Reading:
    """A post as the matcher reads it: title, text and author, and nothing twice."""

    def __init__(self, post: Post) -> None:
        """Keep the post; read as far as the queries ask."""
        self.post = post
        self.title = Part(post.title) if post.title else _NOTHING
        self.text = Part(post.text)

    @cached_property
    def author(self) -> Part:
        """Every name the author goes by."""
        author = self.post.author
        return Part(f"{author.handle} ; {author.name} ; {author.id}")


Look = Callable[[Part], bool]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term:
    """One term ready to be found: where its key was seen, `look` decides."""

    key: str
    label: str
    look: Look | None = None
    in_title: bool = False

    def stands_in(self, reading: Reading) -> bool:
        """Tell whether the post whose key was seen really says it."""
        if self.in_title:
            return self._in(reading.title)
        return self.look is None or self._in(reading.text) or self._in(reading.title)

    def _in(self, part: Part) -> bool:
        return self.key in part.spaced if self.look is None else self.look(part)


def term(said: Said) -> Term:
    """Return the term ready to be found; raise QueryError where there is nothing to find."""
    if len(said.text) > LONGEST_TERM:
        raise QueryError(f"this term is too long: at most {LONGEST_TERM} characters", said.position)
    if said.style is Style.EXACT:
        return _exact(said)
    if said.style is Style.NEAR:
        return _near(said)
    return _words(said)


def _words(said: Said) -> Term:
    folded = fold.fold(said.text).strip()
    pieces = [folded] if folded.startswith("@") else _pieces(folded)
    if not fold.spaced(folded).strip():
        raise QueryError(f'"{said.text}" holds no letter or digit: write ={said.text} to look for signs', said.position)
    if "*" in pieces:
        _check_stars(said, pieces)
    key, look = _longest_key(pieces), None
    if any(map(_has_symbol, pieces)) or "*" in pieces[:-1] or _SEPARATOR.match(pieces[-1]):
        look = _Closely(pieces)
    else:
        key = fold.pattern(folded, open_end=pieces[-1] == "*")
    return Term(key=key, label=said.label, look=look, in_title=said.in_title)


def _pieces(folded: str) -> list[str]:
    """Split into words, separators and stars; what only surrounds them, such as a last full stop, is dropped."""
    pieces = _PIECES.findall(folded.strip(" \t\r\n-',;:!?\"()[]{}/…·•").rstrip("."))
    if len(pieces) > 1 and pieces[-1] == "*" and _SEPARATOR.match(pieces[-2]):
        pieces.append(" ")  # "acme *" wants one more word, not a longer one
    return pieces


def _has_symbol(piece: str) -> bool:
    """Tell whether more than words and what separates them stands here."""
    return piece != "*" and not _SEPARATOR.match(piece) and fold.spaced(piece).replace(" ", "") != piece


def _check_stars(said: Said, pieces: list[str]) -> None:
    if pieces.count("*") > MOST_STARS:
        raise QueryError(f"a term may hold at most {MOST_STARS} *", said.position)
    if len(_longest_key(pieces).strip()) < SHORTEST_WILD:
        raise QueryError(f"a * needs at least {SHORTEST_WILD} letters beside it", said.position)


def _longest_key(pieces: list[str]) -> str:
    """Return the longest word as a key, open where a star stands beside it."""
    keys = [""]
    for at, piece in enumerate(pieces):
        words = fold.spaced(piece).split()
        for place, word in enumerate(words):
            open_start = place == 0 and at > 0 and pieces[at - 1] == "*"
            open_end = place == len(words) - 1 and pieces[at + 1 : at + 2] == ["*"]
            keys.append(fold.pattern(word, open_start=open_start, open_end=open_end))
    return max(keys, key=len)


class _Closely:
    """Looks for words with symbols or wildcards in folded text; the expression is built when first needed."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces

    def __call__(self, part: Part) -> bool:
        return self._expression.search(part.folded) is not None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        pieces = [piece for piece in self._pieces if piece != " " or piece is not self._pieces[-1]]
        first, last = pieces[0][0], pieces[-1][-1]
        starts = "" if fold.UNSPACED_CHARACTER.match(first) else _STARTS
        ends = "" if fold.OPEN_END.match(last) or not (last.isalnum() or last == "*") else _ENDS
        return re.compile(f"{starts}{''.join(map(_piece, pieces))}{_HANDLE_ENDS if first == '@' else ends}")


def _piece(piece: str) -> str:
    if piece == "*":
        return _WILD
    return rf"[{_SEPARATES}]+" if _SEPARATOR.match(piece) else re.escape(piece)


def _exact(said: Said) -> Term:
    text = unicodedata.normalize("NFC", said.text)
    return Term(key=f"={text}", label=said.label, look=_Exactly(text))


class _Exactly:
    """Looks for text just as it is written, but not inside a longer word."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, part: Part) -> bool:
        return self._expression.search(part.exact) is not None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        first, last = self._text[0], self._text[-1]
        starts = _STARTS if first.isalnum() and not fold.UNSPACED_CHARACTER.match(first) else ""
        ends = _ENDS if last.isalnum() and not fold.OPEN_END.match(last) else ""
        return re.compile(f"{starts}{re.escape(self._text)}{ends}")


def _near(said: Said) -> Term:
    patterns = tuple(dict.fromkeys(filter(None, map(_near_pattern, said.text.split()))))
    if len(patterns) < 2:  # noqa: PLR2004 - near what?
        raise QueryError("~ needs at least two different words in the quotes before it", said.position)
    return Term(key=max(patterns, key=len), label=said.label, look=_Nearby(patterns, said.within))


def _near_pattern(word: str) -> str:
    return fold.pattern(fold.fold(word), open_end=word.endswith("*"))


class _Nearby:
    """Looks for all the words no farther apart than so many words, in any order."""

    def __init__(self, patterns: tuple[str, ...], within: int) -> None:
        self._patterns = patterns
        self._within = within

    def __call__(self, part: Part) -> bool:
        text = part.spaced
        if not all(pattern in text for pattern in self._patterns):
            return False
        last: dict[int, int] = {}
        word, before = 0, 0
        for start, which in self._places(text):
            between = text[before:start]
            word += between.count(" ") + len(fold.UNSPACED_CHARACTER.findall(between))
            before, last[which] = start, word
            if len(last) == len(self._patterns) and max(last.values()) - min(last.values()) <= self._within:
                return True
        return False

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Return where each word's first letter stands, in the order of the text."""
        places = []
        for which, pattern in enumerate(self._patterns):
            start = text.find(pattern)
            while start >= 0:
                places.append((start + (pattern[0] == " "), which))
                start = text.find(pattern, start + 1)
        return sorted(places)

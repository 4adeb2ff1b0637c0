"""What tells who somebody is, taken out of a text: names, handles, ids, addresses, and their own words where quoted.

Pure. In what is about them (`theirs`) a first name goes, too, and few words in a row are a quotation; elsewhere a whole
name or handle, and a long run of their words. A word that many others use as a word ("rose", "will") goes elsewhere
only where it stands as a handle or in an address: `soften`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

SOMEBODY, QUOTED = "@…", "…"
SHORT, LONG = 4, 8  # words in a row that are a quotation: in what is about them, elsewhere
LEAST = 3  # signs of a name that is looked for everywhere
TELLING = 6  # signs of an id that is: a small number is everybody's
_REMEMBERED = 40  # signs of a text that is likely to come again: a name of a factor, a code
_MANY = 10_000
_DENSE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # hardly any spaces
_DENSE_TIMES = 3  # as many signs of these scripts as others take words
_WORD = re.compile(rf"[{_DENSE}]|[^\W_]+(?:['’_][^\W_]+)*")
_DENSE_SIGN = re.compile(rf"[{_DENSE}]")

Gram = tuple[str, ...]


class Traces:
    """What is left of one person, to be found in texts and taken out of them."""

    def __init__(
        self, names: Iterable[str], *, texts: Iterable[str] = (), addresses: Iterable[str] = (), ids: Iterable[str] = ()
    ) -> None:
        """Take what they are called, what they said, and where that stands."""
        told = list(texts)
        self.names = frozenset(name for name in (one.strip().lstrip("@") for one in names) if name)
        self._ids = frozenset(one for one in ids if len(one) >= TELLING)
        self._addresses = frozenset(one for one in addresses if len(one) > len("https://a.bc"))
        self._quotes = {near: _Quotes.of(told, SHORT if near else LONG) for near in (True, False)}
        parts = {part for name in self.names for part in name.split() if len(part) >= LEAST}
        self._near = _Names.of(self.names | parts | self._ids)
        self._plain = {name: _Names.of([name]) for name in self.plain}
        self.soften(())

    @property
    def plain(self) -> frozenset[str]:
        """The names that could be words of a language: one word of letters alone."""
        return frozenset(name for name in self.names if name.isalpha() and not _DENSE_SIGN.search(name))

    def soften(self, words: Collection[str]) -> None:
        """Leave these of the plain names, elsewhere, where they stand as words."""
        short = {name for name in self.names if len(name) < LEAST and not _DENSE_SIGN.search(name)}
        handles = short | (self.plain & frozenset(words))
        self._far = _Names.of((self.names - handles) | self._ids)
        self._handles = _Names.of(handles, lead=r"(?:(?<=[@/])|@)")
        self._known: dict[tuple[str, bool], str] = {}

    def clean(self, text: str, *, theirs: bool = False) -> str:
        """Return the text without them."""
        if len(text) > _REMEMBERED:
            return self._clean(text, theirs=theirs)
        if len(self._known) > _MANY:
            self._known.clear()
        if (text, theirs) not in self._known:
            self._known[text, theirs] = self._clean(text, theirs=theirs)
        return self._known[text, theirs]

    def unnamed(self, text: str, stand_in: str = SOMEBODY) -> str:
        """Return a key or an address with a stand-in for what tells who they are."""
        folded = text.casefold()
        for names in (self._far, self._handles):
            text = names.cut(text, folded, stand_in)
        return self._unaddressed(text, stand_in)

    def uses(self, text: str) -> frozenset[str]:
        """Return the plain names that stand in a text."""
        folded = text.casefold()
        return frozenset(name for name, alone in self._plain.items() if alone.cut(text, folded, "") != text)

    def _clean(self, text: str, *, theirs: bool) -> str:
        folded = text.casefold()
        text = self._quotes[theirs].cut(self._unaddressed(text, QUOTED), folded)
        for names in (self._near,) if theirs else (self._far, self._handles):
            text = names.cut(text, folded, SOMEBODY)
        return text

    def _unaddressed(self, text: str, stand_in: str) -> str:
        if "://" in text:
            for address in self._addresses:
                text = text.replace(address, stand_in)
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Finds names as whole words; `needles` tell quickly that a text holds none."""

    pattern: re.Pattern[str]
    needles: Collection[str]

    @classmethod
    def of(cls, names: Iterable[str], *, lead: str = "@?") -> "_Names":
        forms = {form for name in names for form in (name, normalize("NFC", name), normalize("NFD", name))}
        bounded = [_bounded(form, lead) for form in sorted(forms, key=lambda form: (-len(form), form))]
        needles = {max(form.casefold().split(), key=len) for form in forms}
        return cls(pattern=re.compile("|".join(bounded) or r"(?!)", re.IGNORECASE), needles=needles)

    def cut(self, text: str, folded: str, stand_in: str) -> str:
        """Return the text with the stand-in for each name; `folded` is the text, perhaps from before, case-folded."""
        return self.pattern.sub(stand_in, text) if any(needle in folded for needle in self.needles) else text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotes:
    """Finds runs of somebody's words; two neighbours in `anchors` are in every such run."""

    grams: Mapping[int, Collection[Gram]]
    anchors: frozenset[Gram]

    @classmethod
    def of(cls, texts: Iterable[str], size: int) -> "_Quotes":
        grams: dict[int, set[Gram]] = {}
        anchors: set[Gram] = set()
        for text in texts:
            words = _WORD.findall(text.casefold())
            dense = sum(bool(_DENSE_SIGN.match(word)) for word in words) * 2 > len(words)
            wanted = size * (_DENSE_TIMES if dense else 1)
            length = min(wanted, len(words))
            if length * 2 < wanted:  # a word or two are nobody's own
                continue
            runs = {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
            grams.setdefault(length, set()).update(runs)
            anchors |= {tuple(words[start : start + 2]) for start in range(0, len(words) - 1, length - 1)}
        return cls(grams=grams, anchors=frozenset(anchors))

    def cut(self, text: str, folded: str) -> str:
        """Return the text with one sign for each run; `folded` is the text case-folded, perhaps from before."""
        if not self.anchors:
            return text
        told = _WORD.findall(folded)
        if self.anchors.isdisjoint(pairwise(told)):
            return text
        words = list(_WORD.finditer(text))
        heard = [word.group().casefold() for word in words]
        covered: set[int] = set()
        for size, known in self.grams.items():
            for start in range(len(heard) - size + 1):
                if tuple(heard[start : start + size]) in known:
                    covered.update(range(start, start + size))
        return _without(text, words, covered)


def _without(text: str, words: Sequence[re.Match[str]], covered: Collection[int]) -> str:
    """Return the text with each run of covered words as one sign."""
    parts: list[str] = []
    reached = 0
    for place, word in enumerate(words):
        if place in covered:
            parts += [] if place - 1 in covered else [text[reached : word.start()], QUOTED]
            reached = word.end()
    return "".join([*parts, text[reached:]])


def _bounded(name: str, lead: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    before = "" if _DENSE_SIGN.match(name) else r"(?<!\w)"
    after = "" if _DENSE_SIGN.match(name[-1]) else r"(?!\w)"
    return rf"{before}{lead}{words}{after}"

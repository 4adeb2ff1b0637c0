"""Our English examples once more, as they are spoken and typed: what people want does not hang on their dialect."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from listeners.training import examples
from listeners.training.labelled import Labelled

SET = "spoken"
_SPOKEN = {
    "going to": "gonna",
    "want to": "wanna",
    "got to": "gotta",
    "out of": "outta",
    "kind of": "kinda",
    "give me": "gimme",
    "let me": "lemme",
    "you all": "y'all",
    "is not": "ain't",
    "isn't": "ain't",
    "aren't": "ain't",
    "the": "da",
    "them": "dem",
    "they": "dey",
    "this": "dis",
    "that": "dat",
    "with": "wiv",
    "my": "me",
    "your": "ur",
    "are": "r",
    "you": "u",
    "because": "cuz",
    "please": "pls",
    "thanks": "thx",
    "very": "hella",
    "really": "proper",
    "nothing": "nuffin",
    "something": "sumthin",
    "anything": "anyfing",
    "people": "ppl",
    "before": "b4",
    "though": "tho",
    "through": "thru",
    "tomorrow": "tmrw",
    "just": "jus",
    "never": "neva",
    "what": "wot",
    "and": "an",
}
_PLAIN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _SPOKEN))})(?!\w)")


def again(rows: Iterable[Labelled]) -> Iterator[Labelled]:
    """Yield the examples of English trades as somebody else would say them, three of four words they could."""
    for row in rows:
        if row.source_set == examples.SET and row.language == "en" and row.trade != "none":
            text = _PLAIN.sub(_said, row.text)
            if text != row.text:
                yield replace(row, source_set=SET, text=text)


def _said(plain: re.Match[str]) -> str:
    """Change a word or leave it, by where it stands."""
    drawn = zlib.crc32(f"{plain.start()} {plain.string}".encode())
    return _SPOKEN[plain.group()] if drawn % 4 else plain.group()

"""One post and what people said of it: the shape in which every labelled set is learnt from and tested on."""

import re
from dataclasses import dataclass

from storage.records import Kind

_HANDLE = re.compile(r"(?<![\w.])@\w[\w.]*\w|(?<![\w.])@\w")
_LINK = re.compile(r"https?: ?//\S+|www\.\S+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A labelled post; None where nobody said. `sentiment` is -1 to 1, `source_set` names the set it is from.

    `reply`: a team should answer it. `danger`: somebody is hurt, private data is out, or a lawsuit is near.
    `trade` is the trade (or app, or thread) it belongs to, `about` what it is, in words of its set.
    """

    text: str
    source_set: str
    language: str = ""
    trade: str = ""
    about: str = ""
    kind: Kind = Kind.POST
    rating: float | None = None
    sentiment: float | None = None
    reply: bool | None = None
    spam: bool | None = None
    danger: bool | None = None


def masked(text: str) -> str:
    """Return the text with handles as "@user" and links as "https://link.example": no set gives itself away."""
    text = _MAIL.sub("mail@user.example", text)
    return _HANDLE.sub("@user", _LINK.sub("https://link.example", text)).strip()

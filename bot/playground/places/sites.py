"""What the writers of all formats share: an entry, and words made safe for XML and for addresses."""

import re
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from bot.playground.talk import Said

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something said and the address of its page."""

    said: Said
    page: str


def xml(text: str) -> str:
    """Return text as it may stand in an element or an attribute."""
    return escape(_NOT_IN_XML.sub("", text), {'"': "&quot;"})


def html(text: str) -> str:
    """Return text as HTML that shows it: paragraphs, and nothing of it as markup."""
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))


def slugged(title: str) -> str:
    """Return a title as part of an address."""
    return _NOT_IN_SLUGS.sub("-", title.casefold()).strip("-")[:60]


def stamp(at: datetime) -> str:
    """Return a moment as RFC 3339 writes it."""
    return at.isoformat(timespec="seconds")

"""What people say in the demo's invented world: of two brands, of a competitor, and of those who bear the same name.

Nobody here exists. Each place has a file of its own beside this one; a line says when it appears (seconds after the
start), who says it, and what. `name` and `under` tie answers to what they answer.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

BRAND = "Brightloaf"  # a bakery that delivers
SECOND = "Larkmoor"  # rents electric bikes; a village, a lifeboat, a ketch and a racehorse bear the same name
COMPETITOR = "Crumbkin"  # another bakery
ANSWERED_AFTER = 4.0  # seconds until somebody who got an answer writes back
THANKS = {
    "en": "Thank you for the answer, {brand}, that helps.",
    "de": "Danke für die Antwort, {brand}, das hilft mir weiter.",
    "fr": "Merci pour la réponse, {brand}, c'est très utile.",
    "es": "Gracias por la respuesta, {brand}, me sirve.",
    "pt": "Obrigado pela resposta, {brand}, ajudou muito.",
    "it": "Grazie della risposta, {brand}, mi è utile.",
    "ar": "شكرًا على الرد {brand}.",
}


class Place(StrEnum):
    """Where things are said; each speaks its platform's own format over loopback HTTP."""

    REVIEWS = "reviews"
    APPS = "apps"
    COMMENTS = "comments"
    HARBOUR_POST = "harbour_post"
    QUAYSIDE_WEEKLY = "quayside_weekly"
    ALERTS = "alerts"
    VIDEOS = "videos"
    JOURNAL = "journal"
    REDDIT = "reddit"
    FORUM = "forum"
    MASTODON = "mastodon"
    HACKERNEWS = "hackernews"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What somebody made of their words later: `after` in seconds from the start; no stars leave them as they were."""

    after: float
    text: str
    stars: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing said: `after` in seconds, `stars` for reviews, `slug` names the same story wherever it stands.

    `back` is what its author writes once answered, and `back_stars` what becomes of the review then; `gone` is when
    it is deleted; `brand` whose account answers it.
    """

    after: float
    place: Place
    author: str
    title: str = ""
    text: str
    handle: str = ""
    stars: int | None = None
    slug: str = ""
    language: str = "en"
    name: str = ""
    under: str = ""
    brand: str = BRAND
    views: int = 0
    likes: int = 0
    edits: tuple[Edit, ...] = ()
    gone: float | None = None
    back: str = ""
    back_stars: int | None = None


@cache
def lines() -> Sequence[Line]:
    """Return the whole script in the order in which it is said."""
    folder = resources.files(__name__)
    said = [
        _line(place, written)
        for place in Place
        for written in tomllib.loads((folder / f"{place}.toml").read_text(encoding="utf-8"))["line"]
    ]
    return tuple(sorted(said, key=lambda line: line.after))


def _line(place: Place, written: Mapping[str, object]) -> Line:
    told = dict(written)
    edits = told.pop("edit", [])
    assert isinstance(edits, list)  # noqa: S101 - our own files
    return Line(place=place, edits=tuple(Edit(**{**edit, "text": edit["text"].strip()}) for edit in edits), **told)  # type: ignore[arg-type]

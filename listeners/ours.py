"""Is what stands there the answer we sent? Platforms render it: markup gone, quotes curled, handles cut. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta

from storage.records import Outgoing

CLOCK_SLACK = timedelta(minutes=2)  # how far a platform's clock may run behind ours

_HANDLE = re.compile(r"@[\w.-]+(@[\w.-]+)?")


def same_words(sent: str, stands: str) -> bool:
    """Tell whether two texts say the same, letter for letter; handles, signs, space and case do not count."""
    return _letters(sent) == _letters(stands)


def may_be(outgoing: Outgoing, text: str, at: datetime | None) -> bool:
    """Tell whether something of our own account, under the same post, can be this answer: its words, and its time."""
    return at is not None and at >= outgoing.begun_at - CLOCK_SLACK and same_words(outgoing.text, text)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _HANDLE.sub(" ", text)).casefold()
    return "".join(sign for sign in plain if sign.isalnum()) or "".join(plain.split())

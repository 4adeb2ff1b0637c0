"""How long an answer is, as its platform counts: known before anybody types, and checked before anything is sent. Pure.

X's weights: https://docs.x.com/fundamentals/counting-characters (configuration 3 of twitter-text): 1 for what Latin and
its like write, 2 for everything else and for each emoji, however many code points it takes; any link counts as 23.
"""

import re
import unicodedata

from storage import graphemes
from storage.records import Counted, Writing

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]", re.IGNORECASE)
# X makes links of bare addresses, too; these endings are the usual ones, it knows some fifteen hundred.
_BARE = re.compile(
    rf"{_LINK.pattern}|(?<![\w@./])(?:[a-z0-9-]+\.)+(?:com|org|net|io|app|dev|ai|co|shop|info|eu|de|fr|es|it|uk|us|nl)\b"
    r"(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)\]}])?",
    re.IGNORECASE,
)
_PICTURE = (
    r"[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030"
    r"\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_DRESSED = rf"{_PICTURE}(?:\ufe0f|[\U0001f3fb-\U0001f3ff])?[\U000e0020-\U000e007f]*"
_EMOJI = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[#*0-9]\ufe0f?\u20e3|{_DRESSED}(?:\u200d(?:{_DRESSED}|[\u2640\u2642]\ufe0f?))*"
)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def length(text: str, writing: Writing, handle: str = "") -> int:
    """Return how much of `writing.limit` a text takes; `handle` is whom it answers, where that is put in front."""
    whole = text.strip()
    if writing.addressed and handle:
        whole = _addressed(whole, handle)
    if writing.link is None:
        return _count(whole, writing.counted)
    pattern = _BARE if writing.counted is Counted.WEIGHTED else _LINK
    rest, links = pattern.subn("", whole)
    return _count(rest, writing.counted) + links * writing.link


def _addressed(text: str, handle: str) -> str:
    """Return a text with @handle in front; what a handle tells of its server is not counted (Mastodon)."""
    whole, name = f"@{handle.lstrip('@')}", f"@{handle.lstrip('@').partition('@')[0]}"
    first = text.partition(" ")[0].rstrip(",:").casefold()
    if first in (whole.casefold(), name.casefold()):
        return name + text[len(first) :]
    return f"{name} {text}"


def _count(text: str, counted: Counted) -> int:
    match counted:
        case Counted.CHARACTERS:
            return len(text)
        case Counted.GRAPHEMES:
            return graphemes.count(text)
        case Counted.BYTES:
            return len(text.encode("utf-8", "surrogatepass"))
        case Counted.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case Counted.WEIGHTED:
            return _weight(text)


def _weight(text: str) -> int:
    rest, pictures = _EMOJI.subn("", unicodedata.normalize("NFC", text))
    return 2 * pictures + sum(1 if any(low <= ord(sign) <= high for low, high in _LIGHT) else 2 for sign in rest)

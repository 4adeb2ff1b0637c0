"""What an answer to a feed's address is, before anything parses it, and what all kinds of feeds share. Pure.

A web page never reaches the XML parser: 1.3 MB of unclosed HTML held it for 6 to 10 s when measured.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha1
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlencode, urljoin, urlsplit

from listeners.errors import SourceChanged
from storage.records import Kind

_ROOTS = frozenset({"rss", "feed", "rdf"})
_PAGES = frozenset(
    {"html", "head", "body", "title", "meta", "link", "script", "div", "p", "table", "h1", "center", "a"}
)
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_PROLOG = 128_000  # a feed shows what it is by then
_FIRST_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_ALTERNATE = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FEED_TYPE = re.compile(r"application/(rss|atom|feed)\+(xml|json)", re.IGNORECASE)
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id)", re.IGNORECASE)
# The last two are Reddit's and Discourse's.
_GLOBAL_ID = re.compile(r"(https?|urn|tag|yt):\S{6,}|t[1-6]_\w+|[\w-]+(\.[\w-]+)+-(topic|post-\d+)-\d+$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web: somebody's broken clock


class Shape(Enum):
    """How a feed is written."""

    XML = "xml"
    JSON = "json"


def shape(body: bytes, address: str) -> Shape:
    """Return how the feed is written; raise SourceChanged, in words that help, where it is no feed."""
    text = _readable(body[:_PROLOG]).strip()
    if not text:
        raise SourceChanged("the answer is empty: no feed is there (any more?)")
    if text[0] == "{":
        return Shape.JSON
    if text[0] != "<":
        raise SourceChanged("the answer is neither RSS, Atom nor JSON Feed: check the listener's url")
    prolog, root = _root(text)
    if root in _PAGES:
        raise SourceChanged(_page_words(text, address))
    if root not in _ROOTS:
        raise SourceChanged("the answer is XML or HTML of another kind, not a feed: check the listener's url")
    if "<!ENTITY" in prolog.upper():
        raise SourceChanged("the feed declares XML entities, which can be a bomb: refused")
    return Shape.XML


def _readable(body: bytes) -> str:
    coding = next((name for mark, name in _BOMS if body.startswith(mark)), "latin-1")
    return body.removeprefix(b"\xef\xbb\xbf").decode(coding, "replace").lstrip("\ufeff")


def _root(text: str) -> tuple[str, str]:
    """Return what stands before the first element, and that element's name in small letters."""
    at = 0
    while at < len(text):
        if text.startswith("<!--", at):
            end, width = text.find("-->", at), 3
        elif text.startswith("<?", at):
            end, width = text.find("?>", at), 2
        elif text.startswith("<!", at):
            end, width = _after_doctype(text, at), 1
        else:
            break
        if end < 0:
            return text, ""
        at = end + width
        at += len(text[at : at + 1000]) - len(text[at : at + 1000].lstrip())
    tag = _FIRST_TAG.match(text, at)
    return text[:at], tag.group(1).lower() if tag else ""


def _after_doctype(text: str, at: int) -> int:
    inner, end = text.find("[", at), text.find(">", at)
    if not at < inner < end:
        return end
    closed = text.find("]", inner)
    while closed >= 0 and not text[closed + 1 : closed + 50].lstrip().startswith(">"):
        closed = text.find("]", closed + 1)
    return text.find(">", closed) if closed >= 0 else -1


def _page_words(text: str, address: str) -> str:
    for link in _ALTERNATE.findall(text):
        said = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(link)}
        feed = web_link(joined(address, said.get("href", "")))
        if _FEED_TYPE.search(said.get("type", "")) and feed and len(feed) < 300:  # noqa: PLR2004 - fits one line
            return f"this is a web page, not a feed; its feed is at {feed}"
    return "this is a web page, not a feed; look for the feed's address"


def joined(base: str, link: str) -> str:
    """Return a link as it reads from the page at `base`, "" if it is none."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def web_link(link: str) -> str:
    """Return the link if it leads to the web, unwrapped from Google's redirect; "" otherwise."""
    try:
        parts = urlsplit(link.strip())
        if (parts.hostname or "").startswith("www.google.") and parts.path == "/url":
            inner = parse_qs(parts.query)
            return web_link((inner.get("url") or inner.get("q") or [""])[0])
        web = parts.scheme.lower() in ("http", "https") and parts.hostname
    except ValueError:
        return ""
    return link.strip() if web else ""


def same_origin(one: str, other: str) -> bool:
    """Tell whether two addresses are of one scheme, host and port."""
    try:
        parts = urlsplit(one), urlsplit(other)
        return len({(part.scheme, part.hostname, part.port) for part in parts}) == 1
    except ValueError:
        return False


def external_id(own: str, link: str, words: str, address: str) -> str:
    """Return what tells a post from all others of all feeds: its own id, else its link, else what it says.

    An id that only its feed understands ("17") is given the feed's place; a link loses what trackers added.
    """
    if own and _GLOBAL_ID.match(own):
        return own[:500]
    if own:
        return f"{_feed_place(address)}#{own}"[:500]
    if link:
        return _plain_link(link)[:500]
    return f"{_feed_place(address)}#{sha1(words.encode(errors='replace'), usedforsecurity=False).hexdigest()}"


def _feed_place(address: str) -> str:
    parts = urlsplit(address)
    # A query may hold a key, so only its fingerprint goes into an id.
    query = f"?{sha1(parts.query.encode(), usedforsecurity=False).hexdigest()[:8]}" if parts.query else ""
    return f"{parts.hostname or ''}{parts.path[:200]}{query}"


def _plain_link(link: str) -> str:
    parts = urlsplit(link)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return parts._replace(query=urlencode(kept)).geturl()


def told(moment: datetime | None, now: datetime) -> datetime | None:
    """Return a time a feed told, held between the web's beginning and now; None stays None."""
    if moment is None:
        return None
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return now
    return max(min(moment, now), _OLDEST)


def stars(value: object) -> float | None:
    """Return a rating of 1 to 5, None for anything else."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if 1 <= number <= 5 else None  # noqa: PLR2004 - stars


def language(value: object) -> str:
    """Return the language alone of a tag such as en-US, "" if it is none."""
    primary = str(value or "").strip().lower().replace("_", "-").partition("-")[0]
    return primary if _LANGUAGE.fullmatch(primary) else ""


def kind(settings: Mapping[str, str], guessed: Kind) -> Kind:
    """Return what a post is: what the listener was told its feed holds, else what it looks like."""
    return Kind(settings["kind"]) if settings.get("kind") else guessed

"""One spelling for all addresses that lead to the same page, and the addresses a text holds. Pure."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_.*|ga_.*|mtm_.*|pk_.*|hsa_.*|_hs.*|vero_.*|oly_.*|__s|_ga|_gl|[a-z]*clid|clickid|mc_[ce]id|mkt_tok|igshid?|igsh"
    r"|ncid|cmpid|cmp|campaign_?id|ref_?src|ref_?url|ref|referrer|share_?id|spm|sr_share|s_cid|sc_cid|soc_(src|trk)"
    r"|trk|trackingid|wt_?(mc|zmc)|xtor|at_(medium|campaign)|smid|rss|feature|cb|_"
)
_SAME_PLACE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index\.(?:html?|php)|amp)?$")
_SPOT = re.compile(r"[A-Za-z_-]*\d+|[!/].+")
_HTTP = ("http", "https")
# As people type them: with a scheme, or a name with a dot and a path behind it; a handle or a mail address is none.
_WRITTEN = re.compile(
    r"https?://[^\s<>\"|]{1,2000}|(?<![\w@.:/-])(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?/[^\s<>\"|]{0,2000}", re.IGNORECASE
)
_ENDS = ".,;:!?'*_~…“”»،؛؟。、！？；：」』）"
_CLOSED = {")": "(", "]": "[", "}": "{"}
_MOST_WRITTEN = 50


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str:
    """Return the address as one spelling for all that lead to the same page, "" for what is no web address.

    A fragment stays where it names one comment (#comment-12), not where it only scrolls.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in _HTTP or not host:
        return ""
    place = _SAME_PLACE.sub("", _ascii_host(host))
    if port and port not in (80, 443):
        place = f"{place}:{port}"
    path = _INDEX.sub("", _tidy(parts.path)).rstrip("/")
    query = f"?{_asked(parts.query)}" if parts.query else ""
    return f"https://{place}{path}{query.rstrip('?')}{_spot(parts.fragment)}"


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _tidy(path: str) -> str:
    if path.isascii() and "%" not in path and "//" not in path:
        return path
    return re.sub("//+", "/", quote(unquote(path, errors="replace"), safe="/!$&'()*+,;=:@~-._"))


def _asked(query: str) -> str:
    asked = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _is_tracking(name)]
    return urlencode(sorted(asked))


def _is_tracking(name: str) -> bool:
    return _TRACKING.fullmatch(name.lower()) is not None


def _spot(fragment: str) -> str:
    fragment = fragment.partition(":~:")[0]
    return f"#{fragment}" if _SPOT.fullmatch(fragment) else ""


def written_in(text: str) -> tuple[str, ...]:
    """Return the canonical addresses a text holds, each once, as they stand; also those typed without `https://`."""
    found = (_bare_end(address) for address in _WRITTEN.findall(text)[:_MOST_WRITTEN])
    whole = (address if "://" in address else f"https://{address}" for address in found)
    return tuple(dict.fromkeys(filter(None, map(canonical_url, whole))))


def _bare_end(address: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    while address and (address[-1] in _ENDS or _is_unopened(address)):
        address = address[:-1]
    return address


def _is_unopened(address: str) -> bool:
    opening = _CLOSED.get(address[-1])
    return opening is not None and address.count(opening) < address.count(address[-1])

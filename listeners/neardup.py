"""When are two posts the same story? When they share one key. Exact and normalised duplicates only.

A guid, a scheme, a tracking parameter, an edited title or a repost make a new post of an old story; none of them may
make a second card. Keys are hashes, stable across runs and sources:

    address and title      posts and articles under one address with one title
    address and text       the same, after the title was edited
    address alone          articles, and comments with an address of their own (#comment-12), unless the page shows
                           that different ones share it
    text                   posts and articles of at least 60 letters, whoever wrote them; a repost counts as what it
                           repeats

Comments and reviews of two people are never the same: many write "it does not work" and each deserves an answer. The
keys of their text carry the author, and without an author there are none.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from listeners import fold
from storage.records import Kind, Post

SHORTEST = 60

_TRACKING = re.compile(
    r"utm_.*|ga_.*|mtm_.*|pk_.*|hsa_.*|_hs.*|vero_.*|oly_.*|__s|_ga|_gl|[a-z]*clid|clickid|mc_[ce]id|mkt_tok|igshid?|igsh"
    r"|ncid|cmpid|cmp|campaign_?id|ref_?src|ref_?url|ref|referrer|share_?id|spm|sr_share|s_cid|sc_cid|soc_(src|trk)"
    r"|trk|trackingid|wt_?(mc|zmc)|xtor|at_(medium|campaign)|smid|rss|feature|cb|_"
)
_SAME_PLACE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index\.(?:html?|php)|amp)?$")
_SPOT = re.compile(r"[A-Za-z_-]*\d+|[!/].+")
_DROPPED = re.compile(r"https?://\S+|www\.\S+|@[\w.\-]+(?:@[\w.\-]+)?|^\s*rt\b(?:\s*@[\w.\-]+)?\s*:?", re.IGNORECASE)
_HTTP = ("http", "https")


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


def keys(post: Post) -> tuple[str, ...]:
    """Return the hashed keys of the post's story; two posts that share one are the same story."""
    url = _specific(canonical_url(post.url)) if post.url else ""
    text = _plain(post.text)
    if post.kind in (Kind.COMMENT, Kind.REVIEW):
        return _personal(post, url, text)
    title = _plain(post.title)
    found = []
    if url and title:
        found.append(_hash("address and title", url, title))
    if url and text:
        found.append(_hash("address and text", url, text))
    if url and _stands_alone(post, url):
        found.append(_address_alone(url))
    if len(text) >= SHORTEST:
        found.append(_hash("text", text))
    return tuple(found)


def keys_of_page(posts: Sequence[Post]) -> list[tuple[str, ...]]:
    """Return the keys of posts that came together, without addresses that several different ones of them share."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for post in posts:
        if post.url and _stands_alone(post, url := canonical_url(post.url)):
            told[url].add(_plain((post.kind is Kind.ARTICLE and post.title) or post.text))
    shared = {_address_alone(url) for url, different in told.items() if len(different) > 1}
    return [tuple(key for key in keys(post) if key not in shared) for post in posts]


def _personal(post: Post, url: str, text: str) -> tuple[str, ...]:
    author = (post.author.id or post.author.handle or post.author.name).casefold()
    found = [_address_alone(url)] if url and _stands_alone(post, url) else []
    if author and url and text:
        found.append(_hash("address and text", url, author, text))
    if author and len(text) >= SHORTEST:
        found.append(_hash("text", post.source, author, text))
    return tuple(found)


def _stands_alone(post: Post, url: str) -> bool:
    """Tell whether the address should lead to this post and no other."""
    return post.kind is Kind.ARTICLE or (post.kind is Kind.COMMENT and "#" in url)


def _specific(url: str) -> str:
    """Return the address unless it is only a site's front door."""
    return url if url.count("/") > 2 or "?" in url else ""  # noqa: PLR2004 - https://host


def _address_alone(url: str) -> str:
    return _hash("address", url)


def _plain(text: str) -> str:
    """Return only the words: no addresses, no handles, no "RT @x:"."""
    if "://" in text or "@" in text or "www." in text or text[:4].lower().lstrip().startswith("rt"):
        text = _DROPPED.sub(" ", text)
    return fold.spaced(fold.fold(text)).strip()


def _hash(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(errors="replace"), digest_size=16).hexdigest()

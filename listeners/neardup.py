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
from hashlib import blake2b

from storage import fold, links
from storage.records import Kind, Post

SHORTEST = 60

_DROPPED = re.compile(r"https?://\S+|www\.\S+|@[\w.\-]+(?:@[\w.\-]+)?|^\s*rt\b(?:\s*@[\w.\-]+)?\s*:?", re.IGNORECASE)


def keys(post: Post) -> tuple[str, ...]:
    """Return the hashed keys of the post's story; two posts that share one are the same story."""
    url = _specific(links.canonical_url(post.url)) if post.url else ""
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
        if post.url and _stands_alone(post, url := links.canonical_url(post.url)):
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

"""What the records and addresses of the AT protocol mean: for Bluesky as it is asked, and as it tells by itself. Pure.

A post is known by its address, `at://did/app.bsky.feed.post/key`; the key of a new one is a TID, which we choose.
Places in a text (links, handles, tags) are counted in bytes of UTF-8. What a record holds is its author's word: any
field may hold anything. Specified at atproto.com/specs (at-uri-scheme, tid) and docs.bsky.app (rich text).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from listeners import shapes
from listeners.shapes import Shape
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Post

POSTS = "app.bsky.feed.post"
SITE = "https://bsky.app"

_ADDRESS = re.compile(r"at://(did:[a-z]+:[a-zA-Z0-9._:%-]{1,200})/([a-zA-Z0-9.-]{1,317})/([a-zA-Z0-9._:~-]{1,512})")
_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"
_TID = re.compile(f"[{_SIGNS}]{{13}}")
_CLOCKS = 1024
_EPOCH = datetime.fromtimestamp(0, UTC)
_MICROSECOND = timedelta(microseconds=1)

_LINK = re.compile(r"https?://[^\s<>\"]+")
_HANDLE = re.compile(r"(?<![\w@.])@([a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+)")
_TAG = re.compile(r"(?<!\S)[#＃]((?!\d+\b)\w{1,64})\b")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")


class Address(NamedTuple):
    """The parts of a record's address."""

    did: str
    collection: str
    key: str


def address(uri: str) -> Address | None:
    """Return the parts of `at://did/collection/key`, None for anything else."""
    found = _ADDRESS.fullmatch(uri)
    return Address(*found.groups()) if found else None


def web_url(uri: str) -> str:
    """Return where a browser opens a post."""
    parts = address(uri)
    return f"{SITE}/profile/{parts.did}/post/{parts.key}" if parts else ""


def author(did: str, *, handle: str = "", name: str = "", followers: int | None = None) -> Author:
    """Return a person, named by what is known of them."""
    handle = handle if handle != "handle.invalid" else ""
    return Author(
        id=did, handle=handle, name=name or handle or did, followers=followers, url=f"{SITE}/profile/{handle or did}"
    )


def post(
    source: str,
    uri: str,
    record: Shape,
    by: Author,
    *,
    at: datetime,
    edited_at: datetime | None = None,
    us: str = "",
    metrics: Metrics | None = None,
) -> Post:
    """Return the post a record is; `at` is when the network knew it, because its own time is only its author's word."""
    parent = shapes.words(record, "reply", "parent", "uri")
    root = shapes.words(record, "reply", "root", "uri")
    return Post(
        source=source,
        external_id=uri,
        kind=Kind.COMMENT if parent else Kind.POST,
        url=web_url(uri),
        text=text(record),
        language=language(record),
        author=by,
        posted_at=at,
        edited_at=edited_at,
        metrics=metrics or Metrics(),
        parent_id=parent,
        thread_id=root or parent or uri,
        tags_us=speaks_to(record, us),
    )


def text(record: Shape) -> str:
    """Return what a post says: its words, what its pictures show, and the links that its words cut short."""
    said = clean(shapes.words(record, "text"))
    shown = [shapes.line(picture, "alt") for media in _media(record) for picture in shapes.listed(media, "images")]
    links = [shapes.link(feature, "uri") for feature in _features(record)]
    links += [shapes.link(media, "external", "uri") for media in _media(record)]
    more = dict.fromkeys(one for one in [*shown, *links] if one and one not in said)
    return clean("\n\n".join([said, *more]))


def language(record: Shape) -> str:
    """Return the first language its author named."""
    named = shapes.found(record, "langs")
    first = named[0] if isinstance(named, list) and named else ""
    return first if isinstance(first, str) and _LANGUAGE.fullmatch(first) else ""


def speaks_to(record: Shape, us: str) -> bool:
    """Tell whether a post names us, answers us or quotes us."""
    if not us:
        return False
    if any(shapes.words(feature, "did") == us for feature in _features(record)):
        return True
    spoken_to = [shapes.words(record, "reply", "parent", "uri")]
    spoken_to += [shapes.words(record, "embed", *path, "uri") for path in (("record",), ("record", "record"))]
    return any(uri.startswith(f"at://{us}/") for uri in spoken_to)


def _features(record: Shape) -> Iterable[Shape]:
    return [feature for facet in shapes.listed(record, "facets") for feature in shapes.listed(facet, "features")]


def _media(record: Shape) -> Sequence[Shape]:
    return [shapes.fields(record, "embed"), shapes.fields(record, "embed", "media")]


def tid(moment: datetime, key: str) -> str:
    """Return the record key of a moment (to the second) and a key of ours: the same for the same two."""
    mixed = int.from_bytes(sha256(key.encode()).digest()[:8])
    micros = (moment - _EPOCH) // timedelta(seconds=1) * 1_000_000 + mixed // _CLOCKS % 1_000_000
    number = micros * _CLOCKS + mixed % _CLOCKS
    return "".join(_SIGNS[number >> shift & 31] for shift in range(60, -1, -5))


def moment_of(key: str) -> datetime | None:
    """Return when a TID was made, None where a key is none."""
    if not _TID.fullmatch(key):
        return None
    number = 0
    for sign in key:
        number = number * 32 + _SIGNS.index(sign)
    try:
        return _EPOCH + (number // _CLOCKS) * _MICROSECOND
    except OverflowError:
        return None


def facets(words: str, people: Mapping[str, str]) -> list[dict[str, object]]:
    """Return where a text holds links, tags, and handles of known people (handle to DID), in bytes, in order."""
    found = [(*_whole(link), {"$type": _kind("link"), "uri": _tidied(link[0])}) for link in _LINK.finditer(words)]
    inside = [(start, end) for start, end, _ in found]
    named = [
        (one.start(), one.end(), {"$type": _kind("mention"), "did": people[one[1].lower()]})
        for one in _HANDLE.finditer(words)
        if one[1].lower() in people
    ]
    tagged = [(one.start(), one.end(), {"$type": _kind("tag"), "tag": one[1]}) for one in _TAG.finditer(words)]
    apart = [one for one in [*named, *tagged] if not any(start <= one[0] < end for start, end in inside)]
    return [_facet(words, *one) for one in sorted([*found, *apart], key=lambda one: one[0])]


def _kind(feature: str) -> str:
    return f"app.bsky.richtext.facet#{feature}"


def _whole(link: re.Match[str]) -> tuple[int, int]:
    return link.start(), link.start() + len(_tidied(link[0]))


def _tidied(link: str) -> str:
    """Return a link without the punctuation of the sentence around it."""
    link = link.rstrip(".,;:!?'*_")
    return link[:-1].rstrip(".,;:!?") if link.endswith(")") and "(" not in link else link


def _facet(words: str, start: int, end: int, feature: Mapping[str, str]) -> dict[str, object]:
    index = {"byteStart": len(words[:start].encode()), "byteEnd": len(words[:end].encode())}
    return {"index": index, "features": [feature]}

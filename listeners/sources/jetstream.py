"""Jetstream: every new post of Bluesky as it is written, over a WebSocket. No key. github.com/bluesky-social/jetstream.

For watches with many terms, which Bluesky's search should not be asked for one by one: everything is heard here and
matched at home. The v1 wire (`/subscribe`) is spoken, which all of its servers serve, uncompressed. A cursor is a time
in microseconds; ours goes back five seconds, because events come slightly out of order, and no further than the 36
hours that are kept. What happens to accounts is told as well, and not used. Posts name only the DID of their author:
handles, names and followers of those that match are asked for at Bluesky's public API.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from listeners import atproto, shapes, skyviews
from listeners.errors import Never, SourceChanged
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source
from listeners.text import clean
from storage.records import Post

_CHANGED = "Jetstream told something in another shape than it documents"
_PUBLIC = "https://public.api.bsky.app"
_BACK = 5_000_000
_KEPT = timedelta(hours=36)
_PROFILES = 25
_CREATED = b'"operation":"create"'
_OF_POSTS = b'"collection":"app.bsky.feed.post"'
# Whatever a post may be matched by; the addresses of other records are no words.
_SAID = re.compile(rb'"(?:text|alt|uri)"\s*:\s*"((?!at://)(?:[^"\\]|\\.)*)"', re.DOTALL)
_HELD = "listeners of jetstream are told by themselves while `python -m listeners` runs; it cannot be asked"


class Jetstream:
    """New posts and answers of all of Bluesky, edits and deletions of those we heard."""

    about = About(
        name="jetstream",
        title="Bluesky (live)",
        docs="https://github.com/bluesky-social/jetstream",
        base_url="wss://jetstream2.us-east.bsky.network",
        reads=("posts", "comments"),
        settings=(
            Setting(name="did", about="our account's DID: posts that name, answer or quote it speak to us"),
            Setting(name="profiles", about=f"where authors are looked up (default {_PUBLIC}), or none"),
        ),
        pace=timedelta(seconds=10),
        terms="Public posts; let go of what was deleted: deletions are told by the same stream.",
        verified=("documentation 2026-08", "recorded responses"),
        unverified="How many posts a second the live servers send at their busiest.",
    )

    def ask(self, need: Need) -> Sequence[Ask]:  # noqa: ARG002  nothing makes a stream one that is asked
        """Refuse: it tells by itself."""
        raise Never(_HELD)

    def stream(self, need: Need) -> Ask:
        """Return where to connect: from where we left off, or from now on."""
        params = {"wantedCollections": atproto.POSTS}
        mark = need.marks.get("time_us", "")
        if mark.isascii() and mark.isdigit():
            oldest = int((need.now - _KEPT).timestamp() * 1_000_000)
            params["cursor"] = str(max(int(mark) - _BACK, oldest))
        return Ask(url=f"{need.base}/subscribe", params=params)

    def glance(self, frame: bytes) -> str | None:
        """Return what a new post says, of all its texts, without reading the rest."""
        if _CREATED not in frame or _OF_POSTS not in frame:
            return None
        try:
            return "\n".join(_plain(piece) for piece in _SAID.findall(frame))
        except ValueError:
            return None

    def told(self, frame: bytes, need: Need) -> Page:
        """Return the post that was written or changed, or the one that was deleted."""
        event = shapes.decoded(frame, _CHANGED)
        at, micros = _at(event), shapes.count(event, "time_us")
        if at is None or micros is None:
            raise SourceChanged(_CHANGED)
        marks = {"time_us": str(micros)}
        commit = shapes.fields(event, "commit")
        if commit.get("collection") != atproto.POSTS:
            return Page(marks=marks)
        uri = f"at://{shapes.words(event, 'did')}/{atproto.POSTS}/{shapes.words(commit, 'rkey')}"
        if atproto.address(uri) is None:
            raise SourceChanged(_CHANGED)
        match shapes.words(commit, "operation"):
            case "create":
                return Page(posts=[_post(uri, commit, at, need)], marks=marks)
            case "update":
                return Page(posts=[_post(uri, commit, at, need, edited=True)], marks=marks)
            case "delete":
                return Page(gone=[uri], marks=marks)
            case _:
                raise SourceChanged(_CHANGED)

    def introduce(self, posts: Sequence[Post], need: Need) -> Sequence[Ask]:
        """Ask for the profiles of authors, 25 at a time."""
        place = (need.settings.get("profiles") or _PUBLIC).rstrip("/")
        people = list(dict.fromkeys(post.author.id for post in posts)) if place != "none" else []
        parts = [people[start : start + _PROFILES] for start in range(0, len(people), _PROFILES)]
        method = f"{place}/xrpc/app.bsky.actor.getProfiles"
        return [Ask(url=f"{method}?{urlencode([('actors', did) for did in part])}") for part in parts]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what profiles tell of authors, or what a recording of the stream holds, an event a line."""
        lines = [line for line in answer.body.splitlines() if line.strip()]
        if not lines:
            raise SourceChanged(_CHANGED)
        shape = shapes.decoded(lines[0], _CHANGED)
        if shapes.found(shape, "profiles") is not None:
            return Page(authors=[skyviews.person(one) for one in skyviews.listed(shape, "profiles")])
        pages = [self.told(line, need) for line in lines]
        return Page(
            posts=[post for page in pages for post in page.posts],
            gone=[uri for page in pages for uri in page.gone],
            marks=pages[-1].marks,
        )


def _plain(piece: bytes) -> str:
    """Return a JSON string's text as matching reads it; raise ValueError where it is none."""
    said = str(json.loads(b'"%s"' % piece)) if b"\\" in piece else piece.decode()
    return said if said.replace("\n", " ").isprintable() else clean(said)


def _at(event: object) -> datetime | None:
    micros = shapes.count(event, "time_us")
    try:
        return None if micros is None else datetime.fromtimestamp(micros / 1_000_000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _post(uri: str, commit: Shape, at: datetime, need: Need, *, edited: bool = False) -> Post:
    record = shapes.fields(commit, "record")
    if not record:
        raise SourceChanged(_CHANGED)
    place, at = atproto.address(uri), min(at, need.now)
    by = atproto.author(place.did if place else "")
    us = need.settings.get("did", "")
    return atproto.post("jetstream", uri, record, by, at=at, us=us, edited_at=at if edited else None)


SOURCE: Source = Jetstream()

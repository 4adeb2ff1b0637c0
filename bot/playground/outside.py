"""The web in small: places where the demo's people speak, served over real loopback HTTP in the platforms' formats.

The listeners ask these places exactly as they ask the real ones; nothing is handed over behind their back.
"""

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from bot.playground.script import LINES, Line, Place

SITES = {Place.REVIEWS: "https://bread-reviews.example", Place.COMMENTS: "https://blog.brightloaf.example"}
FEED_LENGTH = 10  # what WordPress shows in a comment feed


class Outside:
    """A loopback server on which the lines of a script appear one after another, `speed` times as fast."""

    def __init__(self, lines: Sequence[Line] = LINES, *, speed: float = 1.0, shown: int = FEED_LENGTH) -> None:
        """Bind a free port; nothing is said before `start`. A feed shows its newest `shown` entries."""
        self._shown = shown
        self._lines = list(lines)
        self._speed = speed
        self._began = time.monotonic()
        self._began_at = datetime.now(UTC)
        self._server = _Server(("127.0.0.1", 0), _handler(self._page))
        self._thread = threading.Thread(target=self._server.serve_forever, name="outside", daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> Self:
        """Begin: the first lines are there at once."""
        self._began = time.monotonic()
        self._began_at = datetime.now(UTC)
        self._thread.start()
        return self

    def say(self, line: Line) -> int:
        """Let somebody say something now, whatever the line's own time; returns its number, for `edit`."""
        self._lines.append(replace(line, after=(time.monotonic() - self._began) * self._speed))
        return len(self._lines)

    def edit(self, number: int, *, text: str, stars: int | None = None) -> None:
        """Let somebody change what they said; its place and its time stay."""
        said = self._lines[number - 1]
        self._lines[number - 1] = replace(said, text=text, stars=stars or said.stars)

    def stop(self) -> None:
        """Close the server; once is enough, twice is harmless."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def _page(self, path: str, query: dict[str, list[str]]) -> tuple[str, bytes]:
        said = self._said()
        if path == "/api/v1/search_by_date":
            return "application/json", _hackernews(said, query)
        feeds = {f"/{place}.xml": place for place in (Place.REVIEWS, Place.COMMENTS, Place.NEWS)}
        place = feeds.get(path)
        return ("application/rss+xml; charset=utf-8", _feed(place, said, self._shown)) if place else ("", b"")

    def _said(self) -> list[tuple[int, Line, datetime]]:
        now = (time.monotonic() - self._began) * self._speed
        return [
            (number, line, self._began_at + timedelta(seconds=line.after / self._speed))
            for number, line in enumerate(self._lines, start=1)
            if line.after <= now
        ]


class _Server(ThreadingHTTPServer):
    daemon_threads = True


def _handler(page: Callable[[str, dict[str, list[str]]], tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            kind, body = page(address.path, parse_qs(address.query))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent: the terminal is the demo's."""

    return Handler


def home_of(place: Place, author: str) -> str:
    """Return the invented site a line stands on: each newspaper has its own."""
    return f"https://{author.casefold().replace(' ', '-')}.example" if place is Place.NEWS else SITES[place]


def _feed(place: Place, said: Sequence[tuple[int, Line, datetime]], shown: int) -> bytes:
    here = [(number, line, at) for number, line, at in reversed(said) if line.place is place]
    entries = "".join(_entry(place, number, line, at) for number, line, at in here[:shown])
    titles = {Place.REVIEWS: "Reviews", Place.COMMENTS: "Comments on the bakers' blog", Place.NEWS: "Local news"}
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:im="http://itunes.apple.com/rss">'
        f"<channel><title>{titles[place]}</title><link>{home_of(place, place)}/</link><description/>{entries}"
        "</channel></rss>"
    ).encode()


def _entry(place: Place, number: int, line: Line, at: datetime) -> str:
    fragment = f"#comment-{number}" if place is Place.COMMENTS else ""
    link = f"{home_of(place, line.author)}/{line.slug or number}{fragment}"
    title = f"Comment on {line.title} by {line.author}" if place is Place.COMMENTS else line.title
    rating = f"<im:rating>{line.stars}</im:rating>" if line.stars else ""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<guid isPermaLink={quoteattr('false')}>{place}-{number}</guid>"
        f"<dc:creator>{escape(line.author)}</dc:creator><pubDate>{format_datetime(at)}</pubDate>"
        f"<description>{escape(line.text)}</description>{rating}</item>"
    )


def _hackernews(said: Sequence[tuple[int, Line, datetime]], query: dict[str, list[str]]) -> bytes:
    words = query.get("query", [""])[0].strip('"').casefold()
    hits = [
        _hit(number, line, at)
        for number, line, at in reversed(said)
        if line.place is Place.HACKERNEWS and words in f"{line.title} {line.text}".casefold()
    ]
    answer = {"hits": hits, "nbHits": len(hits), "page": 0, "nbPages": 1, "hitsPerPage": 100}
    return json.dumps(answer).encode()


def _hit(number: int, line: Line, at: datetime) -> dict[str, object]:
    shared: dict[str, object] = {
        "objectID": str(40_000_000 + number),
        "author": line.author,
        "created_at": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "created_at_i": int(at.timestamp()),
        "story_id": 40_000_000 + (number if line.title else 3),
    }
    if line.title:
        story = {"title": line.title, "story_text": escape(line.text), "points": 12, "num_comments": 3}
        return {**shared, **story, "_tags": ["story", f"author_{line.author}"]}
    comment = {"comment_text": escape(line.text), "story_title": "Bakeries that deliver", "parent_id": 40_000_003}
    return {**shared, **comment, "points": None, "_tags": ["comment", f"author_{line.author}"]}

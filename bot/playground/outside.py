"""The web in small: places where the demo's people speak, served over real loopback HTTP in the platforms' formats.

The listeners ask these places exactly as they ask the real ones; nothing is handed over behind their back. Each place
is a site of its own under *.localhost, where people read and answer; feeds are asked for at 127.0.0.1/<place>/….
"""

import threading
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Self
from urllib.parse import parse_qs, urlsplit

from bot.playground import places
from bot.playground.outside_server import Asked, Reply, Server
from bot.playground.places import helping, jsons, page
from bot.playground.places.sites import Entry
from bot.playground.script import Line, Place, lines as script
from bot.playground.social import Social
from bot.playground.talk import Said, Talk

FEED_LENGTH = 10  # what WordPress shows in a comment feed
POLL = 0.05  # seconds until it notices that it is to stop
_PLAIN = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"


class Outside:
    """A loopback server on which the lines of a script appear one after another, `speed` times as fast."""

    def __init__(
        self, lines: Sequence[Line] | None = None, *, speed: float = 1.0, shown: int = FEED_LENGTH, port: int = 0
    ) -> None:
        """Bind a port; nothing is said before `start`. A feed shows its newest `shown` entries."""
        self._shown = shown
        self._talk = Talk(script() if lines is None else lines, speed=speed)
        self._server = Server(port, self._reply)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(POLL,), name="outside", daemon=True)
        self._port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self._port}"
        self._social = Social(self._talk, self._address(Place.MASTODON), lambda: self._entries(Place.MASTODON))

    def start(self) -> Self:
        """Begin: the first lines are there at once."""
        self._talk.begin()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close the server; once is enough, twice is harmless."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def say(self, line: Line) -> int:
        """Let somebody say something now, whatever the line's own time; returns its number, for `edit`."""
        return self._talk.say(line)

    def edit(self, number: int, *, text: str, stars: int | None = None) -> None:
        """Let somebody change what they said; its place and its time stay."""
        self._talk.edit(number, text=text, stars=stars)

    def answer(self, number: int, text: str) -> str:
        """Answer from the brand's own account, as its page does; returns the answer's address."""
        return self.page(self._talk.answer(number, text))

    def said(self) -> Sequence[Said]:
        """Return what was said by now, oldest first."""
        return self._talk.said()

    def page(self, number: int) -> str:
        """Return the address of something that was said."""
        return next(places.page_of(said, self._port) for said in self.said() if said.number == number)

    def settings(self) -> Mapping[str, str]:
        """Return what the listeners must know to be let in: where what has an API is, and the brand's token there."""
        return {
            "HACKERNEWS_URL": self.url,
            "MASTODON_URL": self.url,
            "MASTODON_TOKEN": self._social.token,
            "MASTODON_VISIBILITY": "public",
        }

    def feed(self, place: Place, path: str = "") -> str:
        """Return the address of a place's feed, of another one than its first by its path."""
        return places.feed_address(self.url, place, path)

    def _reply(self, asked: Asked) -> Reply:
        """Route by the site a name stands for, or by the place that begins a path at 127.0.0.1."""
        if asked.path == "/style.css":
            return Reply(media="text/css; charset=utf-8", body=page.STYLE.encode(), headers=page.HEADERS)
        said = self.said()
        site = asked.host.removesuffix(".localhost")
        if site != asked.host:
            return self._site(site, asked.target, asked, said)
        first, _, rest = asked.target.removeprefix("/").partition("/")
        if asked.path == jsons.SEARCH:  # HACKERNEWS_URL is the whole of this web
            return self._feed(Place.HACKERNEWS, asked.target, said)
        if self._social.is_asked(asked):  # so is MASTODON_URL
            return self._social.reply(asked)
        if first in list(Place):
            return self._site(places.SITES[Place(first)].host, f"/{rest}", asked, said)
        return self._help(rest) if first == helping.PLACE else self._street(asked.path)

    def _site(self, site: str, target: str, asked: Asked, said: Sequence[Said]) -> Reply:
        place = next((place for place, known in places.SITES.items() if known.host == site), None)
        if place and places.is_feed(place, target):
            return self._feed(place, target, said)
        entries = [Entry(said=one, page=places.page_of(one, self._port)) for one in said if places.host_of(one) == site]
        opened = [one for one in entries if _target(one) == target]
        if not opened:
            return self._front(place, entries) if place and target == "/" else _nothing()
        threads = {one.said.thread for one in opened}
        there = [one for one in entries if one.said.thread in threads]
        return self._publish(there, asked) if asked.is_post else self._thread_page(there, target)

    def _feed(self, place: Place, target: str, said: Sequence[Said]) -> Reply:
        body = places.feed(place, target, said, port=self._port, shown=self._shown)
        return Reply(media=places.SITES[place].media, body=body, is_kept=True)

    def _publish(self, there: Sequence[Entry], asked: Asked) -> Reply:
        """Publish an answer and lead to it."""
        form = parse_qs(asked.body.decode(errors="replace"))
        text, to = form.get("text", [""])[0].strip(), form.get("to", [""])[0]
        if to not in {str(one.said.number) for one in there}:
            return _nothing()
        if not 0 < len(text) <= page.LONGEST_ANSWER:
            words = f"An answer has 1 to {page.LONGEST_ANSWER:,} characters; this one was not published."
            return self._thread_page(there, asked.target, trouble=words)
        return Reply(status=HTTPStatus.SEE_OTHER, headers={"Location": self.answer(int(to), text)})

    def _thread_page(self, there: Sequence[Entry], target: str, *, trouble: str = "") -> Reply:
        site = places.SITES[there[0].said.line.place]
        shown = page.thread(site.title, site.feed, there, target.removeprefix("/"), trouble=trouble)
        status = HTTPStatus.BAD_REQUEST if trouble else HTTPStatus.OK
        return Reply(status=status, media=_HTML, body=_encoded(shown), headers=page.HEADERS)

    def _front(self, place: Place, entries: Sequence[Entry]) -> Reply:
        site = places.SITES[place]
        shown = page.front(site.title, site.feed, entries[::-1])
        return Reply(media=_HTML, body=_encoded(shown), headers=page.HEADERS)

    def _entries(self, place: Place) -> Sequence[Entry]:
        here = (one for one in self.said() if one.line.place is place)
        return [Entry(said=one, page=places.page_of(one, self._port)) for one in here]

    def _address(self, place: Place) -> str:
        return f"http://{places.SITES[place].host}.localhost:{self._port}"

    def _help(self, path: str) -> Reply:
        if path == helping.SITEMAP:
            return Reply(media="application/xml", body=helping.sitemap(self.url))
        shown = helping.shown(path)
        return Reply(media=_HTML, body=_encoded(shown), headers=page.HEADERS) if shown else _nothing()

    def _street(self, path: str) -> Reply:
        if path != "/":
            return _nothing()
        sites = [(site.title, f"{self._address(place)}/") for place, site in places.SITES.items()]
        return Reply(media=_HTML, body=_encoded(page.street(sites)), headers=page.HEADERS)


def _nothing() -> Reply:
    return Reply(status=HTTPStatus.NOT_FOUND, media=_PLAIN, body=b"Nothing is here.", headers=page.HEADERS)


def _target(entry: Entry) -> str:
    parts = urlsplit(entry.page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _encoded(text: str) -> bytes:
    return text.encode(errors="replace")

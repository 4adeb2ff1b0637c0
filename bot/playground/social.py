"""Harbour Social's API: a server of Mastodon's kind, read and answered with the brand's own token, each sending once.

Follows docs.joinmastodon.org/methods; what it does not know it refuses as such servers do. It shows nothing without
the token, like servers that are closed to strangers.
"""

import json
import re
import threading
from collections.abc import Callable, Sequence
from http import HTTPStatus
from secrets import compare_digest, token_urlsafe
from urllib.parse import parse_qs, unquote, urlsplit

from bot.playground.outside_server import Asked, Reply
from bot.playground.places import statuses
from bot.playground.places.sites import Entry
from bot.playground.script import BRAND
from bot.playground.talk import Said, Talk

HANDLE = BRAND.casefold()
LIMIT = 500
_LINK, _LINK_COUNTS = re.compile(r"https?://\S+"), "x" * 23
_MOST, _USUAL = 40, 20  # of one list


class Social:
    """The brand's account on the server, as a program uses it; thread-safe."""

    def __init__(self, talk: Talk, site: str, entries: Callable[[], Sequence[Entry]]) -> None:
        """Serve what `entries` says stands there, oldest first; `site` is the server's address for people."""
        self.token = token_urlsafe(24)
        self._talk = talk
        self._site = site
        self._entries = entries
        self._sent: dict[str, int] = {}
        self._lock = threading.Lock()

    @staticmethod
    def is_asked(asked: Asked) -> bool:
        """Tell whether a request is for an API of this kind."""
        return asked.path.startswith(("/api/v1/", "/api/v2/"))

    def reply(self, asked: Asked) -> Reply:
        """Answer one request."""
        if not compare_digest(asked.headers.get("authorization", "").encode(), f"Bearer {self.token}".encode()):
            return _refusal(HTTPStatus.UNAUTHORIZED, "The access token is invalid")
        if asked.is_post:
            return self._publish(asked) if asked.path == "/api/v1/statuses" else _missing()
        return self._read(asked, self._entries())

    def _read(self, asked: Asked, entries: Sequence[Entry]) -> Reply:
        match asked.path.removeprefix("/api/").split("/"):
            case ["v1", "accounts", "verify_credentials"]:
                return _told(statuses.account(HANDLE, BRAND, self._site))
            case ["v1", "notifications"]:
                return _told([statuses.notification(one, entries) for one in _page(_calls(entries), asked)])
            case ["v2", "search"]:
                found = _page(_saying(_query(asked, "q"), entries), asked)
                return _told({"accounts": [], "hashtags": [], "statuses": _written(found, entries)})
            case ["v1", "statuses", known_as, *what]:
                return _one(statuses.number_of(known_as), what, entries)
            case ["v1", *path] if (listed := _list(path, entries)) is not None:
                return _told(_written(_page(listed, asked), entries))
            case _:
                return _missing()

    def _publish(self, asked: Asked) -> Reply:
        form = {name: values[0] for name, values in parse_qs(asked.body.decode(errors="replace")).items()}
        text, key = form.get("status", "").strip(), asked.headers.get("idempotency-key", "")
        if not text:
            return _invalid("Text can't be blank")
        if len(_LINK.sub(_LINK_COUNTS, text)) > LIMIT:
            return _invalid(f"Text character limit of {LIMIT} exceeded")
        if form.get("visibility", "public") not in ("public", "unlisted"):
            return _invalid("Visibility is not included in the list")
        with self._lock:
            number = self._sent.get(key, 0) or self._answer(statuses.number_of(form.get("in_reply_to_id", "")), text)
            if key and number:
                self._sent[key] = number
        entries = self._entries()
        published = next((one for one in entries if one.said.number == number), None)
        return _told(statuses.status(published, entries)) if published else _missing()

    def _answer(self, to: int, text: str) -> int:
        """Let the brand answer what still stands there; 0 where it does not."""
        stands = any(one.said.number == to for one in self._entries())
        return self._talk.answer(to, text, by=BRAND) if stands else 0


def _one(number: int, what: Sequence[str], entries: Sequence[Entry]) -> Reply:
    """Return one status, or what stands above and below it."""
    found = next((one for one in entries if one.said.number == number), None)
    if found is None or what not in ([], ["context"]):
        return _missing()
    if not what:
        return _told(statuses.status(found, entries))
    around = {"ancestors": _above(found.said, entries), "descendants": _below({number}, entries)}
    return _told({side: _written(there, entries) for side, there in around.items()})


def _above(said: Said, entries: Sequence[Entry]) -> Sequence[Entry]:
    parent = next((one for one in entries if one.said.number == said.parent), None)
    return [*_above(parent.said, entries), parent] if parent else []


def _below(numbers: set[int], entries: Sequence[Entry]) -> Sequence[Entry]:
    found = []
    for one in entries:  # oldest first: what is answered comes before its answer
        if one.said.parent in numbers:
            numbers.add(one.said.number)
            found.append(one)
    return found


def _calls(entries: Sequence[Entry]) -> Sequence[Entry]:
    return [one for one in entries if HANDLE in statuses.called(one.said) and one.said.line.handle != HANDLE]


def _saying(words: str, entries: Sequence[Entry]) -> Sequence[Entry]:
    wanted = words.casefold().split()
    return [one for one in entries if all(word in one.said.line.text.casefold() for word in wanted)]


def _list(path: Sequence[str], entries: Sequence[Entry]) -> Sequence[Entry] | None:
    """Return the list that stands at a path: our own posts, or a hashtag's."""
    match path:
        case ["accounts", known_as, "statuses"] if known_as == statuses.account_id(HANDLE):
            return [one for one in entries if one.said.line.handle == HANDLE]
        case ["timelines", "tag", tag]:
            tagged = f"#{unquote(tag).casefold()}"
            return [one for one in entries if tagged in one.said.line.text.casefold()]
        case _:
            return None


def _written(found: Sequence[Entry], entries: Sequence[Entry]) -> Sequence[statuses.Shape]:
    return [statuses.status(one, entries) for one in found]


def _page(found: Sequence[Entry], asked: Asked) -> Sequence[Entry]:
    """Return one page of a list, newest first."""
    newest, before, limit = found[::-1], statuses.number_of(_query(asked, "max_id")), _query(asked, "limit")
    start = next((spot for spot, one in enumerate(newest, start=1) if one.said.number == before), 0)
    return newest[start : start + (min(int(limit), _MOST) if limit.isdecimal() else _USUAL)]


def _query(asked: Asked, name: str) -> str:
    return parse_qs(urlsplit(asked.target).query).get(name, [""])[0]


def _invalid(why: str) -> Reply:
    return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"Validation failed: {why}")


def _missing() -> Reply:
    return _refusal(HTTPStatus.NOT_FOUND, "Record not found")


def _refusal(status: HTTPStatus, why: str) -> Reply:
    return _told({"error": why}, status)


def _told(shape: object, status: HTTPStatus = HTTPStatus.OK) -> Reply:
    return Reply(status=status, media="application/json; charset=utf-8", body=json.dumps(shape).encode())

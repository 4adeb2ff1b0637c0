"""The only way out to the web: one deep `get`, and one `send`, that are safe, polite and bounded, whatever answers.

Promises: http and https only, any port; no machine but those `listeners.addresses` allows, judged where it is
dialled; redirects followed by hand, at most five, never into a private network unless back to the very host and port
asked for, credentials left behind when the origin changes; 5 MB packed and unpacked; 18 s in all; proxies and cookies
of the environment ignored; a second between two requests to one public host. What is not a GET is never sent on.
`Cache-Control` is not honoured: validators make a repeated ask cheap, and how often to ask is the operator's choice.
Every trouble is one of the four errors.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ssl import SSLContext
from types import TracebackType
from typing import Self

import httpcore
import httpx

from listeners import dial
from listeners.addresses import Standing
from listeners.errors import Later, Never, SourceChanged, Trouble
from listeners.hops import MOVED, Trip, address, place_of
from listeners.pace import Pacer
from listeners.refusals import trouble
from listeners.source import Answer, Ask
from listeners.unpack import TooBig, Unreadable, unpacked
from storage.settings import Settings

USER_AGENT = "Earshot/0.1 (+{})"  # many places want to know whom to write to before they shut a program out
_NOBODY = "contact"
LARGEST = 5_000_000
_OK = 200
_UNCHANGED = 304
_DONE = frozenset({200, 201, 202, 204})

Refused = Callable[[int, Mapping[str, str], bytes, datetime], Trouble | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """Nothing new since the validators: the place said so (304), or sent the same body again."""

    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How we behave, and how much we put up with; `contact` is where the operator can be reached."""

    contact: str = ""
    gap: timedelta = timedelta(seconds=1)
    patience: timedelta = timedelta(seconds=18)
    largest: int = LARGEST

    @property
    def user_agent(self) -> str:
        """Who we say that we are."""
        return USER_AGENT.format(self.contact or _NOBODY)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One response, its body bounded."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def validators(answer: Answer) -> dict[str, str]:
    """Return what to give `Web.get` next time: the place's validators word for word, and the body's fingerprint."""
    own = {name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers}
    return {**own, "sha256": sha256(answer.body).hexdigest()}


class Web:
    """Asks the web. Thread-safe; close it, or use it in a `with`."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        manners: Manners | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._manners = manners or Manners()
        self._clock = clock
        self._pacer = Pacer(clock=time.monotonic, sleep=time.sleep)
        context = dial.trust()
        self._dialler = dial.Dialler(allow_private=allow_private)
        self._asked = _client(self._dialler, context)
        # Where we are sent rather than asked to go is dialled with a pool of its own, which knows no private machine.
        self._sent_on = _client(dial.Dialler(allow_private=False), context)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._asked.close()
        self._sent_on.close()

    def get(
        self,
        ask: Ask,
        *,
        validators: Mapping[str, str] | None = None,
        only_public: bool = False,
        refused: Refused | None = None,
    ) -> Answer | Unchanged:
        """Return the answer, or Unchanged; raise one of the four errors, in words for people.

        `only_public` is for addresses that a place named itself (where it moved to): never into a private network.
        `refused` is asked first what an answer that is not well means (`listeners.source.Refuses`).
        """
        known = validators or {}
        trip = self._trip(ask, known, only_public=only_public)
        ends = time.monotonic() + self._manners.patience.total_seconds()
        with dial.until(ends), _in_plain_words(trip, self._manners):
            while True:
                self._pace(trip)
                fetched = self._fetch(trip)
                if fetched.status not in MOVED or trip.ask.method != "GET":
                    return self._answer(trip, fetched, known, refused)
                trip.move_on(fetched.status, fetched.headers.get("location", ""), sent_on=self._sent_on)

    def send(self, ask: Ask, *, refused: Refused | None = None) -> Answer:
        """Ask once, without validators; Later says by `maybe_done` whether it may have been done all the same."""
        answer = self.get(ask, refused=refused)
        assert isinstance(answer, Answer)  # noqa: S101  nothing is unchanged without validators
        return answer

    def _trip(self, ask: Ask, known: Mapping[str, str], *, only_public: bool) -> Trip:
        url = address(ask.url, ask.params)
        first = self._sent_on if only_public else self._asked
        return Trip(ask=ask, asked=url, url=url, headers=self._headers(ask, known), client=first)

    def _headers(self, ask: Ask, known: Mapping[str, str]) -> dict[bytes, bytes]:
        headers = {
            b"user-agent": self._manners.user_agent.encode(),
            b"accept-encoding": b"gzip, deflate",
        }
        headers.update({name.lower().encode(): value.encode() for name, value in ask.headers.items()})
        for name, header in (("etag", b"if-none-match"), ("last-modified", b"if-modified-since")):
            if known.get(name):
                headers[header] = known[name].encode("latin-1", "replace")
        return headers

    def _pace(self, trip: Trip) -> None:
        private = self._dialler.is_private(trip.url.host)
        self._pacer.wait(trip.url.host, timedelta(0) if private else self._manners.gap, at_most=dial.remaining())

    def _fetch(self, trip: Trip) -> Fetched:
        content = trip.ask.content.encode() if trip.ask.method != "GET" else None
        request = trip.client.build_request(trip.ask.method, trip.url, headers=trip.headers, content=content)
        response = trip.client.send(request, stream=True)
        try:
            headers = _headers_of(response)
            return Fetched(response.status_code, headers, self._body(response, headers))
        finally:
            response.close()

    def _body(self, response: httpx.Response, headers: Mapping[str, str]) -> bytes:
        if response.status_code in MOVED or response.status_code == _UNCHANGED:
            return b""
        length = headers.get("content-length", "")
        if length.isdigit() and int(length[:20]) > self._manners.largest:
            raise TooBig
        try:
            return unpacked(response.iter_raw(), headers.get("content-encoding", ""), self._manners.largest)
        except (TooBig, Unreadable):
            if response.status_code == _OK:
                raise
            return b""

    def _answer(
        self, trip: Trip, fetched: Fetched, known: Mapping[str, str], refused: Refused | None
    ) -> Answer | Unchanged:
        if fetched.status == _UNCHANGED and known:
            return Unchanged(moved_to=trip.moved_to)
        now = self._clock()
        if fetched.status != _OK and (trip.ask.method == "GET" or fetched.status not in _DONE):
            own = refused(fetched.status, fetched.headers, fetched.body, now) if refused else None
            raise own or trouble(place_of(trip.url), fetched.status, fetched.headers, fetched.body, now)
        if known.get("sha256") == sha256(fetched.body).hexdigest():
            return Unchanged(moved_to=trip.moved_to)
        return Answer(
            url=str(trip.url),
            status=fetched.status,
            headers=fetched.headers,
            body=fetched.body,
            fetched_at=now,
            moved_to=trip.moved_to,
            note=trip.ask.note,
        )


def web_of(settings: Settings) -> Web:
    """Return the way out as the operator wants it."""
    manners = Manners(contact=settings.earshot_contact)
    return Web(allow_private=settings.earshot_allow_private_addresses, manners=manners)


def _client(dialler: dial.Dialler, context: SSLContext) -> httpx.Client:
    return httpx.Client(
        transport=dial.Transport(dialler, context),
        trust_env=False,
        follow_redirects=False,
        timeout=None,  # noqa: S113 - `dial.until` bounds every read and write
        headers={},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )


def _headers_of(response: httpx.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


@contextmanager
def _in_plain_words(trip: Trip, manners: Manners) -> Iterator[None]:
    """Turn whatever goes wrong on the wire into one of the four errors."""
    place = place_of(trip.asked)
    try:
        yield
    except dial.Refused as error:
        raise _refusal(trip, error) from error
    except LookupError as error:
        raise Later(f"the address of {error} could not be found: check its spelling; trying again later") from error
    except httpcore.TimeoutException as error:
        seconds = int(manners.patience.total_seconds())
        words = f"{place} did not finish answering within {seconds} s; trying again later"
        raise Later(words, maybe_done=not isinstance(error, httpcore.ConnectTimeout)) from error
    except TooBig as error:
        raise SourceChanged(f"{place} answers with more than {manners.largest // 1_000_000} MB: refused") from error
    except Unreadable as error:
        raise SourceChanged(f"{place} answers in a packing that cannot be read (not gzip or deflate)") from error
    except httpcore.ConnectError as error:
        raise Later(_unreachable(place, str(error))) from error
    except httpcore.LocalProtocolError as error:
        raise Never(f"what we would ask {place} is no valid request: check the listener's settings") from error
    except httpx.HTTPError as error:  # our transport raises httpcore's: this is httpx, which read a Location
        raise SourceChanged(f"{place} sends us on to an unreadable address: check the listener's url") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        words = f"{place} broke off its answer or spoke no proper HTTP; trying again later"
        raise Later(words, maybe_done=True) from error


def _refusal(trip: Trip, error: dial.Refused) -> Never:
    if trip.url is not trip.asked:
        return Never(f"{place_of(trip.asked)} sends us on to {error}")
    private = error.standing is Standing.PRIVATE
    hint = "; EARSHOT_ALLOW_PRIVATE_ADDRESSES=1 lets listeners go there" if private else ""
    return Never(f"this listener's url leads to {error}{hint}")


def _unreachable(place: str, why: str) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in why:
        return f"{place} shows a certificate that cannot be trusted; trying again later"
    return f"{place} cannot be reached; trying again later"

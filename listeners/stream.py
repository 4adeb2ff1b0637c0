"""The other way out to the web: a WebSocket held open, under the same rules as every request of `listeners.http`.

Promises: ws and wss only; no machine but those `listeners.addresses` allows, judged where it is dialled; never sent on
elsewhere; proxies of the environment ignored; frames of 1 MB at most, uncompressed; the certificate verified. A place
that falls silent is found out by pings. Every trouble is one of the four errors.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Self

import httpcore
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from listeners import dial
from listeners.addresses import Standing
from listeners.errors import Later, Never, Trouble
from listeners.hops import address, place_of
from listeners.http import Manners
from listeners.refusals import trouble
from listeners.source import Ask
from storage.settings import Settings

LARGEST = 1_000_000
_AHEAD = 1024  # frames that may wait for us; behind them the place has to
_PING_SECONDS = 20.0
_CLOSE_SECONDS = 2.0
_PORTS = {"http": 80, "https": 443}
_QUIET = logging.getLogger("listeners.stream.websockets")
_QUIET.setLevel(logging.CRITICAL)  # it would tell what frames hold, and of every broken connection


class Frames:
    """What one open stream tells, frame by frame."""

    def __init__(self, connection: ClientConnection, place: str) -> None:
        """Take an open connection."""
        self._connection = connection
        self._place = place

    def next(self, seconds: float) -> bytes | None:
        """Return the next frame, None if none came within so many seconds; raise Later where the stream has ended."""
        try:
            return self._connection.recv(timeout=seconds, decode=False)
        except TimeoutError:
            return None
        except ConnectionClosed as closed:
            raise Later(f"{self._place} ended its stream ({_why(closed)}); connecting again") from closed


class Wire:
    """Opens streams."""

    def __init__(self, *, allow_private: bool = False, manners: Manners | None = None) -> None:
        """Keep how we behave, and whether machines of our own may be listened to."""
        self._dialler = dial.Dialler(allow_private=allow_private)
        self._manners = manners or Manners()
        self._context = dial.trust()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the wire that an operator's settings ask for."""
        manners = Manners(contact=settings.earshot_contact)
        return cls(allow_private=settings.earshot_allow_private_addresses, manners=manners)

    @contextmanager
    def open(self, ask: Ask) -> Iterator[Frames]:
        """Hold a stream open; raise one of the four errors where it cannot be opened."""
        connection, place = self._opened(ask)
        try:
            yield Frames(connection, place)
        finally:
            connection.close()

    def _opened(self, ask: Ask) -> tuple[ClientConnection, str]:
        scheme, _, rest = ask.url.strip().partition("://")
        if scheme.lower() not in ("ws", "wss"):
            raise Never("only addresses that start with ws:// or wss:// tell by themselves: check the listener's url")
        url = address(f"{'https' if scheme.lower() == 'wss' else 'http'}://{rest}", ask.params)
        place, patience = place_of(url), self._manners.patience.total_seconds()
        ends = time.monotonic() + patience
        with _in_plain_words(place, patience), dial.until(ends):
            wire = self._dialler.connect_tcp(url.host, url.port or _PORTS[url.scheme], patience)
            connection = connect(
                f"ws{str(url).removeprefix('http')}",
                sock=wire.get_extra_info("socket"),
                ssl=self._context if url.scheme == "https" else None,
                compression=None,
                additional_headers=dict(ask.headers),
                user_agent_header=self._manners.user_agent,
                proxy=None,
                open_timeout=dial.remaining(),
                ping_interval=_PING_SECONDS,
                ping_timeout=_PING_SECONDS,
                close_timeout=_CLOSE_SECONDS,
                max_size=LARGEST,
                max_queue=_AHEAD,
                logger=_QUIET,
                legacy=True,
            )
            return connection, place


@contextmanager
def _in_plain_words(place: str, patience: float) -> Iterator[None]:
    """Turn whatever goes wrong while connecting into one of the four errors."""
    try:
        yield
    except dial.Refused as refused:
        private = refused.standing is Standing.PRIVATE
        hint = "; EARSHOT_ALLOW_PRIVATE_ADDRESSES=1 lets listeners go there" if private else ""
        raise Never(f"this listener's url leads to {refused}{hint}") from refused
    except LookupError as error:
        raise Later(f"the address of {error} could not be found: check its spelling; trying again later") from error
    except (InvalidStatus, ValueError) as error:
        raise _refusal(place, error) from error
    except (TimeoutError, httpcore.TimeoutException) as error:
        raise Later(f"{place} did not open its stream within {int(patience)} s; trying again later") from error
    except (WebSocketException, httpcore.NetworkError, OSError) as error:
        raise Later(f"{place} cannot be reached, or speaks no WebSocket; trying again later") from error


def _refusal(place: str, error: Exception) -> Trouble:
    """Return what an answer means that opens no stream; one that sends us on is the cause of a ValueError."""
    told = error if isinstance(error, InvalidStatus) else error.__cause__
    if not isinstance(told, InvalidStatus):
        return Never(f"what we would ask {place} is no valid request: check the listener's settings")
    answer = told.response
    headers = {name.lower(): value for name, value in answer.headers.raw_items()}
    return trouble(place, answer.status_code, headers, bytes(answer.body or b""), datetime.now(UTC))


def _why(closed: ConnectionClosed) -> str:
    received = closed.rcvd
    return f"{received.code} {received.reason}".strip()[:80] if received is not None else "the connection broke"

"""The checked dial: resolve once, judge every address, connect to one that was judged.

Between the check and the connection there is no second look-up that could answer differently (no rebinding window);
TLS still verifies the host name. `until` sets one deadline for everything a thread does on the wire, drip by drip.
"""

import queue
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from ssl import SSLContext
from typing import Any
from zlib import crc32

import httpcore
import httpx

from listeners.addresses import Standing, standing
from listeners.errors import Never

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

_POOLS = 16  # for each request httpcore looks through all connections of a pool, and nobody else may meanwhile
_CONNECT = 5.0  # one address of several may be dead: leave time for the next
_deadline: ContextVar[float] = ContextVar("deadline")


class Refused(Never):
    """The address may not be dialled; `standing` says what it is."""

    def __init__(self, host: str, standing: Standing) -> None:
        """Say so without naming more than the host that was asked for."""
        inside = "inside a private network" if standing is Standing.PRIVATE else "of no public place, such as metadata"
        super().__init__(f"{host}, an address {inside}: refused")
        self.standing = standing


@contextmanager
def until(moment: float) -> Iterator[None]:
    """Cut everything this thread does on the wire when the monotonic clock reaches `moment`."""
    token = _deadline.set(moment)
    try:
        yield
    finally:
        _deadline.reset(token)


def remaining(timeout: float | None = None) -> float:
    """Return the seconds left of the deadline, at most `timeout`; raise ReadTimeout when none are."""
    left = _deadline.get(time.monotonic() + 20) - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)


def trust() -> SSLContext:
    """Return whose certificates we believe: those of certifi, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


class Dialler(httpcore.NetworkBackend):
    """Connects to public addresses only, or to private ones as well; never to forbidden ones."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._wire = httpcore.SyncBackend()
        self._private_hosts = {"localhost"}

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to a judged address of `host`; raise Refused if any of its addresses is not allowed."""
        addresses = _resolved(host, port, remaining(timeout))
        for address in addresses:
            self._judge(host, address)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, local_address, socket_options)

    def is_private(self, host: str) -> bool:
        """Tell whether a host is a machine of the operator's own, as far as is known without asking anybody."""
        if host in self._private_hosts:
            return True
        try:
            return self._allow_private and standing(host) is Standing.PRIVATE
        except ValueError:
            return False

    def _judge(self, host: str, address: str) -> None:
        found = standing(address)
        if found is Standing.FORBIDDEN or (found is Standing.PRIVATE and not self._allow_private):
            raise Refused(host, found)
        if found is Standing.PRIVATE:
            self._private_hosts.add(host)

    def _connect(
        self, address: str, port: int, local_address: str | None, options: Iterable[SocketOption] | None
    ) -> httpcore.NetworkStream:
        return _Stream(self._wire.connect_tcp(address, port, remaining(_CONNECT), local_address, options))


def _resolved(host: str, port: int, seconds: float) -> Sequence[str]:
    # getaddrinfo knows no deadline, so it is asked beside us.
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()
    threading.Thread(target=_look_up, args=(host, port, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore.ConnectTimeout from None
    if not isinstance(answer, Exception):
        return answer
    raise LookupError(host) from answer


def _look_up(host: str, port: int, answers: "queue.SimpleQueue[Sequence[str] | Exception]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        answers.put(error)
    else:
        answers.put(list(dict.fromkeys(str(place[4][0]) for place in found)))


class _Stream(httpcore.NetworkStream):
    """A connection whose every read and write also ends at the thread's deadline."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, remaining(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, remaining(timeout)))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        return self._inner.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """httpx's way to the wire through a `Dialler`; lets httpcore's own errors through."""

    def __init__(self, dialler: Dialler, ssl_context: SSLContext) -> None:
        self._pools = tuple(
            httpcore.ConnectionPool(
                ssl_context=ssl_context,
                max_connections=None,
                max_keepalive_connections=4,
                keepalive_expiry=15,
                network_backend=dialler,
            )
            for _ in range(_POOLS)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response with its body still on the wire."""
        pool = self._pools[crc32(request.url.raw_host) % _POOLS]
        response = pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )
        return httpx.Response(status_code=response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close every kept connection."""
        for pool in self._pools:
            pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()

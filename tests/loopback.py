"""Tests speak with this machine only: any other address stops the call and fails the test.

An audit hook sees every socket of this process, whichever library opened it. Programs that a test starts are not seen.
"""

import ipaddress
import socket
import sys

strays: list[str] = []


class StrayError(OSError):
    """A test reached for an address beyond loopback."""


def guard() -> None:
    """Watch this process from now on; Python knows no way back."""
    sys.addaudithook(_judge)


def _judge(event: str, args: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in {"socket.connect", "socket.sendto"} and isinstance(args[1], tuple) and not _is_local(args[1][0]):
        _stop(f"connect to {args[1][0]}")
    if event in {"socket.getaddrinfo", "socket.gethostbyname"} and not _is_local(args[0]) and not _is_number(args[0]):
        _stop(f"look up {args[0]!r}")


def _stop(attempt: str) -> None:
    strays.append(attempt)
    message = f"a test tried to {attempt}: tests speak only with loopback addresses"
    raise StrayError(message)


def _is_local(host: object) -> bool:
    if not isinstance(host, str):
        return host is None or isinstance(host, int) or (isinstance(host, bytes) and _is_local(host.decode()))
    if host in {"", "localhost"} or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _is_number(host: object) -> bool:
    """Reading an address written in digits asks nobody, so it may be any address."""
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        socket.inet_aton(text)
    except OSError:
        return ":" in text
    return True

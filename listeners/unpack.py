"""Unpack a body chunk by chunk, never past a limit: a bomb is stopped while it is still small.

httpx would decode whole chunks first: 64 KB on the wire became 67 MB in one piece when measured.
"""

import zlib
from collections.abc import Iterable, Iterator

_STEP = 1 << 16


class TooBig(Exception):
    """The body does not fit the limit."""


class Unreadable(Exception):
    """The body is not in the coding it claims, or ends too soon."""


def unpacked(chunks: Iterable[bytes], coding: str, limit: int) -> bytes:
    """Return the decoded body; raise TooBig as soon as it passes `limit` packed or unpacked."""
    body = bytearray()
    for piece in _decoded(_measured(chunks, limit), coding.strip().lower()):
        body += piece
        if len(body) > limit:
            raise TooBig
    return bytes(body)


def _measured(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise TooBig
        yield chunk


def _decoded(chunks: Iterator[bytes], coding: str) -> Iterator[bytes]:
    if coding in ("", "identity"):
        return chunks
    if coding in ("gzip", "x-gzip"):
        return _inflated(chunks, zlib.MAX_WBITS | 16)
    if coding == "deflate":
        return _deflated(chunks)
    raise Unreadable


def _deflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    first = next(chunks, b"")
    # Some servers send raw deflate, some wrap it in zlib's header (RFC 9110 wants the header).
    wrapped = first[:1] and first[0] & 0x0F == zlib.DEFLATED
    return _inflated(_joined(first, chunks), zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(chunks: Iterator[bytes], wbits: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj(wbits)
    started = False
    for chunk in chunks:
        rest = chunk
        while rest:
            if inflate.eof:  # a second member follows the first
                inflate, started = zlib.decompressobj(wbits), False
            started = True
            try:
                yield inflate.decompress(rest, _STEP)
            except zlib.error as error:
                raise Unreadable from error
            rest = inflate.unconsumed_tail or inflate.unused_data
    if started and not inflate.eof:
        raise Unreadable

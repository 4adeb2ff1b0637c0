"""What a status means to us: the one place where HTTP becomes the four errors. Pure."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from listeners.budget import left
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.text import clean
from storage.scrub import scrub

_LONGEST = timedelta(hours=24)
_BUSY = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)
_LOCKED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def trouble(place: str, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble:
    """Return the error for an answer that is not 200: what happened and what to do, in one sentence."""
    after = retry_after(headers.get("retry-after", ""), now) or _until_granted(headers, now)
    said = _said(body)
    unwell = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if status in _BUSY or unwell or (after and status in _LOCKED):
        words = f"{place} is busy or unwell ({status}{said}); {_when(after)}"
        return Later(words, after=after, maybe_done=unwell or status == HTTPStatus.REQUEST_TIMEOUT)
    if status in _LOCKED:
        return NeedsKey(
            f"{place} refused us ({status}{said}): it wants credentials, did not accept these, or keeps programs out; "
            "check this listener's credentials"
        )
    if status in _GONE:
        return Never(f"{place} has nothing here ({status}{said}): give the listener its new address, or remove it")
    if status >= HTTPStatus.BAD_REQUEST:
        return Never(f"{place} does not accept what we ask ({status}{said}): check the listener's settings and query")
    return SourceChanged(f"{place} answered with status {status}, which it should not: check the listener's address")


def _until_granted(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    granted = left(headers, now)
    return granted.resets_at - now if granted is not None and granted.remaining < 1 else None


def retry_after(value: str, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks us to wait, in either of its forms; at most a day."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), _LONGEST.total_seconds()))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), _LONGEST)


def _when(after: timedelta | None) -> str:
    return f"it asked us to wait {after}" if after else "trying again later"


def _said(body: bytes) -> str:
    """Return the place's own words, where it gave them as JSON."""
    try:
        shape = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(shape, dict):
        return ""
    words = next((shape[key] for key in ("message", "error_description", "error", "detail") if key in shape), "")
    return f', "{scrub(" ".join(clean(words[:400]).split()))[:120]}"' if isinstance(words, str) and words else ""

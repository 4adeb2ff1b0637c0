"""Where a request may go: addresses people typed, and the redirects that follow, taken by hand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from listeners.errors import Never, SourceChanged
from listeners.source import Ask

MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})
_MOST = 5
_LAST_PORT = 65_535
_FOR_ALL_EYES = frozenset(
    {b"accept", b"accept-language", b"user-agent", b"accept-encoding", b"if-none-match", b"if-modified-since"}
)
_HOST = re.compile(rb"[a-z0-9._:-]+", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Trip:
    """Where a request has got to. `moved_to` is the end of the unbroken run of permanent redirects it began with."""

    ask: Ask
    asked: httpx.URL
    url: httpx.URL
    headers: dict[bytes, bytes]
    client: httpx.Client
    moved_to: str = ""
    _hops: int = 0
    _for_good: bool = True

    def move_on(self, status: int, location: str, *, sent_on: httpx.Client) -> None:
        """Point at where a redirect leads; leave behind what is not for other eyes, and the way into private places."""
        target = self._target(location)
        self._hops += 1
        self._for_good = self._for_good and status in _MOVED_FOR_GOOD
        if self._for_good:
            self.moved_to = str(target)
        if _origin(target) != _origin(self.url):
            self.headers = {name: value for name, value in self.headers.items() if name in _FOR_ALL_EYES}
        if _origin(target)[1:] != _origin(self.asked)[1:]:
            self.client = sent_on
        self.url = target

    def _target(self, location: str) -> httpx.URL:
        if self._hops >= _MOST:
            raise Never(f"{place_of(self.url)} keeps sending us on, more than {_MOST} times: check the address")
        if not location:
            raise SourceChanged(f"{place_of(self.url)} sends us on to nowhere: check the listener's address")
        try:
            return _judged(self.url.join(location.encode("latin-1").decode("utf-8", "replace")))
        except (httpx.InvalidURL, ValueError) as error:
            raise SourceChanged(f"{place_of(self.url)} sends us on to an unreadable address") from error


def address(text: str, params: Mapping[str, str]) -> httpx.URL:
    """Return the address people typed, if it is one that can be listened to; raise Never in plain words otherwise."""
    try:
        url = httpx.URL(text.strip())
        return _judged(url.copy_merge_params(dict(params)) if params else url)
    except (httpx.InvalidURL, ValueError) as error:
        raise Never("this is no web address: check the listener's url") from error


def place_of(url: httpx.URL) -> str:
    """Return what to call a place before people: its host only, because paths and queries may be secrets."""
    return url.netloc.decode("ascii", "replace").rpartition("@")[2] or "the address"


def _judged(url: httpx.URL) -> httpx.URL:
    if url.scheme not in ("http", "https") or not url.raw_host:
        raise Never("only addresses that start with http:// or https:// can be listened to: check the listener's url")
    if url.userinfo:
        raise Never(f"an address with a name or password in it is refused ({place_of(url)}): take it out of the url")
    if not _HOST.fullmatch(url.raw_host) or (url.port or 0) > _LAST_PORT:
        raise Never("this is no web address: check the listener's url")
    return url.copy_with(fragment=None, host=url.host.rstrip("."))


def _origin(url: httpx.URL) -> tuple[bytes, bytes, int]:
    return url.raw_scheme, url.raw_host.lower(), url.port or (443 if url.scheme == "https" else 80)

"""Short posts as Mastodon's API writes them: statuses, their accounts, and who is called by name in them."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit
from zlib import crc32

from bot.playground.places.rss import FIRST_STATUS
from bot.playground.places.sites import Entry, html
from bot.playground.talk import Said

Shape = Mapping[str, object]
_FIRST_ACCOUNT = 109_000_000_000_000_000
_CALLED = re.compile(r"(?<![\w/])@(\w+)")


def status_id(number: int) -> str:
    """Return the id under which something said is known."""
    return str(FIRST_STATUS + number)


def number_of(known_as: str) -> int:
    """Return the number of what is known under an id, 0 where that is none."""
    return int(known_as) - FIRST_STATUS if known_as.isdecimal() and len(known_as) == len(status_id(0)) else 0


def account_id(handle: str) -> str:
    """Return the id of whoever bears a handle."""
    return str(_FIRST_ACCOUNT + crc32(handle.encode()))


def account(handle: str, name: str, site: str) -> Shape:
    """Return an account of the server at `site`."""
    return {
        "id": account_id(handle),
        "username": handle,
        "acct": handle,
        "display_name": name,
        "bot": False,
        "url": f"{site}/@{handle}",
    }


def called(said: Said) -> frozenset[str]:
    """Return the handles that are called by name."""
    return frozenset(found.casefold() for found in _CALLED.findall(said.line.text))


def status(entry: Entry, entries: Sequence[Entry]) -> Shape:
    """Return one status; `entries` are all of the server."""
    said = entry.said
    site = _site(entry)
    parent = next((one.said for one in entries if one.said.number == said.parent), None)
    names = {one.said.line.handle: one.said.line.author for one in entries}
    return {
        "id": status_id(said.number),
        "created_at": _moment(said.at.isoformat(timespec="milliseconds")),
        "edited_at": _moment(said.edited_at.isoformat(timespec="milliseconds")) if said.edited_at else None,
        "in_reply_to_id": status_id(parent.number) if parent else None,
        "in_reply_to_account_id": account_id(parent.line.handle) if parent else None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": said.line.language,
        "uri": entry.page,
        "url": entry.page,
        "replies_count": sum(one.said.parent == said.number for one in entries),
        "reblogs_count": 0,
        "favourites_count": said.line.likes,
        "content": html(said.line.text),
        "reblog": None,
        "account": account(said.line.handle, said.line.author, site),
        "media_attachments": [],
        "mentions": [account(handle, names[handle], site) for handle in sorted(called(said) & names.keys())],
        "poll": None,
    }


def notification(entry: Entry, entries: Sequence[Entry]) -> Shape:
    """Return the notice that a status calls its reader by name."""
    told = status(entry, entries)
    return {"id": told["id"], "type": "mention", "created_at": told["created_at"], "status": told} | {
        "account": told["account"]
    }


def _site(entry: Entry) -> str:
    parts = urlsplit(entry.page)
    return f"{parts.scheme}://{parts.netloc}"


def _moment(written: str) -> str:
    return written.replace("+00:00", "Z")

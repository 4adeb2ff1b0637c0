"""The library as a feed for others: JSON Feed 1.1 (jsonfeed.org/version/1.1) and Atom (RFC 4287).

What stands in it is what we publish anyway: addresses, titles, descriptions. Not who added them, how often they were
shared, or what was typed of pages in the archive. Titles come from the web, so everything is escaped.
"""

import json
import re
from datetime import UTC, datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from storage import shareables
from storage.database import Store
from storage.shelf import Kind, Shareable

MOST = 1000  # the newest; a feed is read whole
TITLE = "Worth sharing"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {Kind.PAGE: "page", Kind.POST: "post", Kind.FIGURES: "data", Kind.VIDEO: "video"}


def as_json(store: Store, workspace: str) -> str:
    """Return the library as a JSON Feed."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "items": [_item(one) for one in _known(store, workspace)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def as_atom(store: Store, workspace: str) -> str:
    """Return the library as an Atom feed."""
    known = _known(store, workspace)
    updated = max((one.added_at for one in known), default=datetime(1970, 1, 1, tzinfo=UTC))
    own = uuid5(NAMESPACE_URL, f"earshot:{workspace}")
    head = f"<id>urn:uuid:{own}</id><title>{TITLE}</title><updated>{_moment(updated)}</updated>"
    author = "<author><name>Earshot</name></author>"
    entries = "\n".join(_entry(one) for one in known)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{author}\n{entries}\n</feed>\n'
    )


def _known(store: Store, workspace: str) -> tuple[Shareable, ...]:
    """Return what has a name: what was never read has nothing to tell."""
    return tuple(one for one in shareables.newest(store, workspace, limit=MOST) if one.title)


def _item(one: Shareable) -> dict[str, object]:
    item: dict[str, object] = {
        "id": one.url,
        "url": one.url,
        "title": one.title,
        "content_text": one.summary or one.title,
        "date_published": _moment(one.added_at),
        "tags": [_TAGS[one.kind]],
    }
    return item | ({"language": one.language} if one.language else {})


def _entry(one: Shareable) -> str:
    said = [
        f"<id>{_xml(one.url)}</id>",
        f"<title>{_xml(one.title)}</title>",
        f'<link href="{_xml(one.url)}"/>',
        f"<updated>{_moment(one.added_at)}</updated>",
        f'<category term="{_TAGS[one.kind]}"/>',
        *([f"<summary>{_xml(one.summary)}</summary>"] if one.summary else []),
    ]
    spoken = f' xml:lang="{_xml(one.language)}"' if one.language else ""
    return f"<entry{spoken}>{''.join(said)}</entry>"


def _xml(words: str) -> str:
    return escape(_NOT_XML.sub("", words))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

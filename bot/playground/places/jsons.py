"""JSON as Hacker News' search (Algolia) answers it, and JSON Feed 1.1."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from bot.playground.places.sites import Entry, html, stamp
from bot.playground.talk import Said

SEARCH = "/api/v1/search_by_date"
JOURNAL = "https://nadias-notebook.example"
_FIRST_ITEM = 90_000_000  # above what the real place has reached, so that no id of ours is somebody's


def search(entries: Sequence[Entry], path: str) -> bytes:
    """Return the stories and comments that hold the phrase asked for, newest first."""
    phrase = parse_qs(urlsplit(path).query).get("query", [""])[0].strip('"').casefold()
    below = Counter(one.said.thread for one in entries)
    found = [one.said for one in entries if phrase in f"{one.said.line.title} {one.said.line.text}".casefold()]
    hits = [_hit(said, below[said.number] - 1) for said in found]
    answer = {"hits": hits, "nbHits": len(hits), "page": 0, "nbPages": 1, "hitsPerPage": 100, "query": phrase}
    return json.dumps(answer).encode()


def item_path(said: Said) -> str:
    """Return where a story or a comment stands."""
    return f"/item?id={_FIRST_ITEM + said.number}"


def _hit(said: Said, comments: int) -> Mapping[str, object]:
    line = said.line
    shared: dict[str, object] = {
        "objectID": str(_FIRST_ITEM + said.number),
        "author": line.author,
        "created_at": stamp(said.at).replace("+00:00", "Z"),
        "created_at_i": int(said.at.timestamp()),
        "story_id": _FIRST_ITEM + (said.thread if said.topic else 0),
        "_tags": ["story" if line.title else "comment", f"author_{line.author}"],
    }
    if line.title:
        return {
            **shared,
            "title": line.title,
            "story_text": html(line.text),
            "points": line.likes,
            "num_comments": comments,
        }
    comment = {"comment_text": html(line.text), "story_title": said.topic or "Bakeries that deliver"}
    return {**shared, **comment, "parent_id": _FIRST_ITEM + said.parent, "points": None}


def journal(entries: Sequence[Entry], _path: str) -> bytes:
    """Return a blog as JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Nadia's Notebook",
        "home_page_url": f"{JOURNAL}/",
        "feed_url": f"{JOURNAL}/feed.json",
        "language": "en",
        "authors": [{"name": "Nadia Osei", "url": f"{JOURNAL}/about"}],
        "items": [
            {
                "id": f"{JOURNAL}/{one.said.slug}",
                "url": one.page,
                "title": one.said.line.title,
                "content_html": html(one.said.line.text),
                "date_published": stamp(one.said.at),
            }
            for one in entries
        ],
    }
    return json.dumps(feed).encode()

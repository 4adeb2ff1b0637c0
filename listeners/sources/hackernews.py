"""Hacker News, stories and comments, through Algolia's search (hn.algolia.com/api). No key; replies only by hand.

A search reaches no more than 1,000 hits, so older ones are asked for by moving the upper end of the time window, never
by page number. Typing errors and prefixes, which the search would forgive, are switched off: a name is a name.
What comes after an answer stands in /api/v1/items/{id}, with all that was answered to it; of what was deleted only the
id and the time are left there. Texts can be edited for two hours, so hits of that age are read again.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source
from listeners.text import clean, from_html
from storage.records import Author, Kind, Metrics, Post, Receipt, Standing

_SITE = "https://news.ycombinator.com"
_PATH = "/api/v1/search_by_date"
_CHANGED = "Hacker News search answered in another shape than it documents"
_MANNERS = {
    "tags": "(story,comment,poll)",
    "hitsPerPage": "100",
    "typoTolerance": "false",
    "queryType": "prefixNone",
    "advancedSyntax": "true",
    "analytics": "false",
}

Hit = Mapping[str, object]


class HackerNews:
    """Stories, polls and comments, newest first."""

    about = About(
        name="hackernews",
        title="Hacker News",
        docs="https://hn.algolia.com/api",
        base_url="https://hn.algolia.com",
        reads=("stories", "comments"),
        settings=(Setting(name="site", about="where links lead, if you read Hacker News on another site"),),
        pace=timedelta(minutes=1),
        overlap=timedelta(hours=6),  # the index lags, and texts can be edited for two hours
        lookback=timedelta(days=7),
        terms="10,000 asks an hour from one address. The guidelines of the site forbid promotion: answer as a person.",
        verified=("documentation", "recorded responses"),
        unverified="Whether a deleted item keeps its id in /items for good.",
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return one search per phrase, or one for everything where there is none."""
        return [self._search(phrase, need) for phrase in need.phrases or ("",)]

    def _search(self, phrase: str, need: Need) -> Ask:
        params = {"query": _quoted(phrase), **_MANNERS}
        if need.since is not None:
            params["numericFilters"] = f"created_at_i>={int(need.since.timestamp())}"
        return Ask(url=self._base(need) + _PATH, params=params)

    def _base(self, need: Need) -> str:
        return (need.settings.get("base_url") or self.about.base_url).rstrip("/")

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts of one page of hits, or of a conversation we follow."""
        if "follow" in answer.note:
            return _followed(answer, need)
        hits, total = _hits(answer.body)
        site = (need.settings.get("site") or _SITE).rstrip("/")
        posts = [_post(hit, site, need.now) for hit in hits]
        return Page(posts=posts, more=self._older(answer, hits, need) if hits and total > len(hits) else None)

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the post with its answers, and for our own answer (by hand, at an address that names it) with its."""
        own = receipt.external_id or parse_qs(urlsplit(receipt.url).query).get("id", [""])[0]
        both = (
            [("post", post.external_id), ("answer", own)]
            if own.isascii() and own.isdigit()
            else [("post", post.external_id)]
        )
        base = self._base(need)
        return [
            Ask(url=f"{base}/api/v1/items/{one}", note={"follow": what, "post": post.external_id}) for what, one in both
        ]

    def _older(self, answer: Answer, hits: Sequence[Hit], need: Need) -> Ask:
        """Ask again up to the oldest hit; its own second once more, because several hits may share it."""
        oldest = min(_seconds(hit) for hit in hits)
        asked = parse_qs(urlsplit(answer.url).query, keep_blank_values=True)
        bounds = [bound for bound in asked.get("numericFilters", [""])[0].split(",") if bound]
        upper = f"created_at_i<={oldest}"
        upper = f"created_at_i<{oldest}" if upper in bounds else upper
        lower = [bound for bound in bounds if ">" in bound]
        params = {"query": asked.get("query", [""])[0], **_MANNERS, "numericFilters": ",".join([*lower, upper])}
        return Ask(url=self._base(need) + _PATH, params=params)


def _followed(answer: Answer, need: Need) -> Page:
    """Return the thing itself and what was answered to it, one step deep: deeper talk is between others."""
    shape = shapes.decoded(answer.body, _CHANGED)
    above = shapes.fields(shape)
    if not shapes.ident(above, "id") or not isinstance(above.get("children"), list):
        raise SourceChanged(_CHANGED)
    is_ours = answer.note["follow"] == "answer"
    site = (need.settings.get("site") or _SITE).rstrip("/")
    told = [*([] if is_ours else [above]), *shapes.listed(above, "children")]
    there = [one for one in told if shapes.words(one, "author")]
    standing = Standing.PUBLISHED if shapes.words(above, "author") else Standing.REMOVED
    own = shapes.ident(above, "id")
    receipt = Receipt(external_id=own, post_id=answer.note["post"], url=f"{site}/item?id={own}", standing=standing)
    return Page(
        posts=[_post(_as_hit(one), site, need.now) for one in there],
        gone=[shapes.ident(one, "id") for one in told if one not in there],
        receipts=[receipt] if is_ours else [],
    )


def _as_hit(shape: Hit) -> Hit:
    """Return what /items tells in the words of the search."""
    is_comment = shape.get("type") == "comment"
    text = {"comment_text" if is_comment else "story_text": shape.get("text")}
    tags = ["comment" if is_comment else "story"]
    hit = {**shape, **text, "objectID": shapes.ident(shape, "id"), "_tags": tags}
    if not hit["objectID"] or shapes.count(hit, "created_at_i") is None:
        raise SourceChanged(_CHANGED)
    return hit


def _quoted(phrase: str) -> str:
    words = " ".join(phrase.replace('"', " ").split())
    return f'"{words}"' if words else ""


def _hits(body: bytes) -> tuple[Sequence[Hit], int]:
    try:
        shape = json.loads(body)
        hits, total = shape["hits"], int(shape.get("nbHits", 0))
        return [_checked(hit) for hit in hits], total
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise SourceChanged(_CHANGED) from error


def _checked(hit: Hit) -> Hit:
    if not str(hit["objectID"]) or not isinstance(hit["_tags"], list):
        raise TypeError
    _seconds(hit)
    return hit


def _seconds(hit: Hit) -> int:
    return int(str(hit["created_at_i"]))


def _post(hit: Hit, site: str, now: datetime) -> Post:
    own = str(hit["objectID"])
    is_comment = "comment" in _tags(hit)
    author = _words(hit, "author")
    return Post(
        source="hackernews",
        external_id=own,
        kind=Kind.COMMENT if is_comment else Kind.POST,
        url=f"{site}/item?id={own}",
        title="" if is_comment else clean(_words(hit, "title")),
        text=_text(hit, is_comment=is_comment),
        author=Author(id=author, handle=author, name=author, url=f"{site}/user?id={author}" if author else ""),
        posted_at=_posted_at(hit, now),
        metrics=Metrics(likes=_count(hit, "points"), replies=_count(hit, "num_comments")),
        parent_id=str(hit.get("parent_id") or "") if is_comment else "",
        thread_id=str(hit.get("story_id") or "") if is_comment else own,
    )


def _tags(hit: Hit) -> Sequence[object]:
    tags = hit["_tags"]
    return tags if isinstance(tags, list) else []


def _text(hit: Hit, *, is_comment: bool) -> str:
    if is_comment:
        return from_html(_words(hit, "comment_text"))
    # What a story links to is what it says: the address is there for people and for matching.
    return "\n\n".join(part for part in (from_html(_words(hit, "story_text")), clean(_words(hit, "url"))) if part)


def _words(hit: Hit, name: str) -> str:
    value = hit.get(name)
    return value if isinstance(value, str) else ""


def _count(hit: Hit, name: str) -> int | None:
    value = hit.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _posted_at(hit: Hit, now: datetime) -> datetime:
    try:
        return min(datetime.fromtimestamp(_seconds(hit), UTC), now)
    except (ValueError, OverflowError, OSError):
        return now


SOURCE: Source = HackerNews()

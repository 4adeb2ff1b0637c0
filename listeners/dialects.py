"""What single platforms do to feeds, undone: words that are not the author's, authors named elsewhere. Pure.

Reddit writes a footer below posts and "/u/name on …" before the titles of comments; Discourse names people "@handle
Name", and writes below a topic how many answered it, in its own language, so that a new number would look like an edit;
Mastodon's hashtag feeds name people in the post's address alone; app stores repeat the title within the HTML.
"""

import re
from urllib.parse import unquote, urlsplit

from storage.records import Author

_REDDIT = re.compile(r"t[13]_\w+")
_FOOTER = re.compile(
    r"(?:<!-- SC_ON -->|^)(?:\s|&#32;|<br ?/?>)*submitted by(?:\s|&#32;)*<a [^<>]*>\s*/u/.*", re.DOTALL
)
_TOPIC = re.compile(r".+-topic-\d+")
_FORUM_POST = re.compile(r"(?P<forum>.+)-post-(?P<topic>\d+)-(?P<number>\d+)")
_COUNTED = re.compile(r"\s*<p><small>\D*(?P<posts>\d+)[^<>]*</small></p>\s*<p><a [^<>]*>[^<>]*</a></p>\s*$")
_REDDIT_THREAD = re.compile(r"/comments/(?P<id>\w+)/")
_ON = re.compile(r"/u/\S+ on (?P<title>.+)", re.DOTALL)
_DISCOURSE = re.compile(r"@(?P<handle>[\w.-]+)(?: (?P<name>.+))?")
_STATUS = re.compile(r"/@(?P<handle>[\w.]+(?:@[\w.-]+)?)/\d{15,}")


def words(own: str, html: str) -> str:
    """Return what the author wrote, without what Reddit and Discourse add below it."""
    if _TOPIC.fullmatch(own):
        return _COUNTED.sub("", html)
    return _FOOTER.sub("", html, count=1) if _REDDIT.fullmatch(own) else html


def replies(own: str, html: str) -> int | None:
    """Return how many answered a topic of Discourse, None where that is not told."""
    counted = _COUNTED.search(html) if _TOPIC.fullmatch(own) else None
    return max(0, int(counted["posts"][:9]) - 1) if counted else None


def thread(own: str, link: str) -> str:
    """Return the id of what a comment of Reddit or an answer on Discourse stands below, "" for all others."""
    if own.startswith("t1_") and (found := _REDDIT_THREAD.search(link)):
        return f"t3_{found['id']}"
    answer = _FORUM_POST.fullmatch(own)
    return f"{answer['forum']}-topic-{answer['topic']}" if answer and answer["number"] != "1" else ""


def title(own: str, given: str) -> str:
    """Return the title alone, without the name Reddit puts before it."""
    on = _ON.fullmatch(given) if own.startswith("t1_") else None
    return on["title"] if on else given


def author(name: str, url: str, link: str) -> Author:
    """Return who wrote it, handle and name apart; where nobody is named, whom the post's own address names."""
    if name.startswith("/u/"):  # Reddit
        return Author(id=name[3:], handle=name[3:], name=name[3:], url=url)
    if told := _DISCOURSE.fullmatch(name):
        return Author(id=url or told["handle"], handle=told["handle"], name=told["name"] or told["handle"], url=url)
    parts = urlsplit(link)
    if not name and (status := _STATUS.fullmatch(unquote(parts.path))):
        handle = status["handle"]
        at = f"{handle}@{parts.hostname}"
        return Author(id=at, handle=handle, name=handle, url=f"{parts.scheme}://{parts.netloc}/@{handle}")
    return Author(id=url or name, name=name, url=url)

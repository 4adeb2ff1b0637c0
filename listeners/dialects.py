"""What single platforms do to feeds, undone: words that are not the author's, authors named elsewhere. Pure.

Reddit writes a footer below posts and "/u/name on …" before the titles of comments; Discourse names people "@handle
Name"; Mastodon's hashtag feeds name them in the post's address alone; app stores repeat the title within the HTML.
"""

import re
from urllib.parse import unquote, urlsplit

from storage.records import Author

_REDDIT = re.compile(r"t[13]_\w+")
_FOOTER = re.compile(
    r"(?:<!-- SC_ON -->|^)(?:\s|&#32;|<br ?/?>)*submitted by(?:\s|&#32;)*<a [^<>]*>\s*/u/.*", re.DOTALL
)
_ON = re.compile(r"/u/\S+ on (?P<title>.+)", re.DOTALL)
_DISCOURSE = re.compile(r"@(?P<handle>[\w.-]+)(?: (?P<name>.+))?")
_STATUS = re.compile(r"/@(?P<handle>[\w.]+(?:@[\w.-]+)?)/\d{15,}")


def words(own: str, html: str) -> str:
    """Return what the author wrote, without what Reddit adds below it."""
    return _FOOTER.sub("", html, count=1) if _REDDIT.fullmatch(own) else html


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

"""What GitHub says of issues, discussions and their comments, over REST and GraphQL, as posts. Pure.

Everything is known by where it stands: `owner/name#12`, a comment there `owner/name#12-345`. Issues, pull requests and
discussions of a repository share one row of numbers, and a comment tells its issue by its address alone.
"""

import re
from datetime import datetime

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.source import Need
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Post, Receipt

CHANGED = "GitHub answered in another shape than it documents"
LIMIT = 65_536

_PLACE = re.compile(r"/([\w.-]+/[\w.-]+)/(issues|pull|discussions)/(\d+)(?:#(?:issue|discussion)comment-(\d+))?$")
_REMARK = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)  # what issue forms say to the writer alone
TEAM = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})


def where(url: str) -> tuple[str, str, str, str]:
    """Return repository, kind ("issues", "pull", "discussions"), number and comment of a page's address, or four ""."""
    found = _PLACE.search(url)
    return (found[1], found[2], found[3], found[4] or "") if found else ("", "", "", "")


def post(shape: Shape, need: Need, *, ours: bool = False) -> Post:
    """Return an issue, a pull request or a comment of one; `ours` says that the repository is."""
    user, at = shapes.fields(shape, "user"), shapes.moment(shape, "created_at")
    return made(
        need,
        url=shapes.link(shape, "html_url"),
        title=shapes.line(shape, "title"),
        text=shapes.words(shape, "body"),
        author=person(shapes.line(user, "login"), shapes.link(user, "html_url")),
        at=at,
        edited=shapes.moment(shape, "updated_at") if "title" not in shape else None,
        metrics=Metrics(likes=shapes.count(shape, "reactions", "+1"), replies=shapes.count(shape, "comments")),
        to_us=ours and shapes.words(shape, "author_association") not in TEAM,
    )


def made(  # noqa: PLR0913  the parts of a post, from whichever API
    need: Need, *, url: str, title: str, text: str, author: Author, at: datetime | None, edited: datetime | None,
    metrics: Metrics, to_us: bool, parent: str = "",
) -> Post:  # fmt: skip
    """Return a post known by its address; raise SourceChanged where that is none of GitHub's."""
    repository, _, number, comment = where(url)
    if not repository or at is None:
        raise SourceChanged(CHANGED)
    thread, me = f"{repository}#{number}", need.settings.get("me", "")
    said = clean(_REMARK.sub("", text))
    names_us = bool(me) and re.search(rf"@{re.escape(me)}\b(?!-)", said, re.IGNORECASE) is not None
    return Post(
        source="github",
        external_id=f"{thread}-{comment}" if comment else thread,
        kind=Kind.COMMENT if comment else Kind.POST,
        url=url,
        title="" if comment else title or thread,
        text=said,
        author=author,
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited and edited > at else None,
        metrics=metrics,
        parent_id=(parent or thread) if comment else "",
        thread_id=thread,
        tags_us=(names_us or to_us) and author.handle.casefold() != me.casefold(),
    )


def person(login: str, url: str) -> Author:
    """Return who wrote it, known by their name there, because discussions tell no number; no name is `ghost`."""
    return Author(id=login, handle=login, name=login or "ghost", url=url)


def receipt(shape: Shape, post_id: str) -> Receipt:
    """Return where a comment of ours stands."""
    url = shapes.link(shape, "html_url") or shapes.link(shape, "url")
    repository, _, number, comment = where(url)
    if not comment:
        raise SourceChanged(CHANGED)
    return Receipt(external_id=f"{repository}#{number}-{comment}", post_id=post_id, url=url)

"""GitHub's discussions, which GraphQL alone tells: what is asked, what is answered, what its errors mean. Pure."""

from collections.abc import Sequence
from datetime import datetime

from listeners import githubviews, shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged
from listeners.githubviews import CHANGED
from listeners.shapes import Shape
from listeners.source import Need
from storage.records import Metrics, Post

_COMMENTS, _REPLIES = 50, 20
_PARTS = "databaseId url createdAt lastEditedAt upvoteCount author { login url } authorAssociation"
_DISCUSSION = (
    "number url title body createdAt lastEditedAt upvoteCount author { login url } authorAssociation "
    f"comments(last: {_COMMENTS}) {{ totalCount nodes {{ id body {_PARTS} "
    f"replies(last: {_REPLIES}) {{ nodes {{ id body {_PARTS} }} }} }} }}"
)
FOUND = f"""query($q: String!, $after: String) {{
  search(type: DISCUSSION, query: $q, first: 20, after: $after) {{
    pageInfo {{ hasNextPage endCursor }} nodes {{ ... on Discussion {{ {_DISCUSSION} }} }} }} }}"""
ONE = f"""query($owner: String!, $name: String!, $number: Int!) {{
  repository(owner: $owner, name: $name) {{ discussion(number: $number) {{ id locked {_DISCUSSION} }} }} }}"""
SAY = """mutation($in: AddDiscussionCommentInput!) {
  addDiscussionComment(input: $in) { comment { id databaseId url } } }"""


def discussed(shape: Shape, need: Need, *, ours: bool = False) -> Sequence[Post]:
    """Return a discussion, what was said in it, and what was answered to that."""
    posts = [_node(shape, need, ours=ours)]
    for comment in shapes.listed(shape, "comments", "nodes"):
        top = _node(comment, need, ours=ours)
        posts.append(top)
        below = shapes.listed(comment, "replies", "nodes")
        posts += [_node(reply, need, ours=ours, parent=top.external_id) for reply in below]
    return posts


def _node(shape: Shape, need: Need, *, ours: bool, parent: str = "") -> Post:
    author = shapes.fields(shape, "author")
    replies = shapes.count(shape, "comments", "totalCount")
    return githubviews.made(
        need,
        url=shapes.link(shape, "url"),
        title=shapes.line(shape, "title"),
        text=shapes.words(shape, "body"),
        author=githubviews.person(shapes.line(author, "login"), shapes.link(author, "url")),
        at=shapes.moment(shape, "createdAt"),
        edited=shapes.moment(shape, "lastEditedAt"),
        metrics=Metrics(likes=shapes.count(shape, "upvoteCount"), replies=replies),
        to_us=ours and shapes.words(shape, "authorAssociation") not in githubviews.TEAM,
        parent=parent,
    )


def answered(shape: object) -> Shape:
    """Return what a GraphQL answer holds; its troubles come with status 200."""
    errors = shapes.listed(shape, "errors")
    if errors:
        kind, said = shapes.words(errors[0], "type"), shapes.line(errors[0], "message")[:160]
        if kind == "RATE_LIMITED":
            raise Later(f'GitHub wants a pause: "{said}"')
        if kind in ("FORBIDDEN", "INSUFFICIENT_SCOPES"):
            raise NeedsKey(f'GitHub says "{said}": check GITHUB_TOKEN and its scopes')
        raise Never(f'GitHub says "{said}"')
    data = shapes.fields(shape, "data")
    if not data:
        raise SourceChanged(CHANGED)
    return data


def one(shape: object) -> Shape:
    """Return the discussion that was asked for."""
    found = shapes.fields(answered(shape), "repository", "discussion")
    if not found:
        raise Never("the discussion is gone, or hidden from us")
    return found


def top(discussion: Shape, comment: str) -> str:
    """Return the inner id of the comment that is answered, or of the one above it: there is one level of answers."""
    for each in shapes.listed(discussion, "comments", "nodes"):
        below = shapes.listed(each, "replies", "nodes")
        if comment in [shapes.ident(said, "databaseId") for said in (each, *below)]:
            return shapes.line(each, "id")
    raise Never("the comment is gone, or too many came after it: open it and answer by hand")


def all_shown(discussion: Shape, since: datetime | None = None) -> bool:
    """Tell whether nothing is left out of what was said, or nothing since a moment."""
    comments = shapes.listed(discussion, "comments", "nodes")
    return _shown(comments, _COMMENTS, since) and all(
        _shown(shapes.listed(comment, "replies", "nodes"), _REPLIES, since) for comment in comments
    )


def _shown(nodes: Sequence[Shape], most: int, since: datetime | None) -> bool:
    oldest = shapes.moment(nodes[0], "createdAt") if nodes else None
    return len(nodes) < most or (since is not None and oldest is not None and oldest < since)

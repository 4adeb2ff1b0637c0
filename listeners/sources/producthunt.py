"""Comments on our launch on Product Hunt, through its GraphQL API.

api.producthunt.com/v2/docs. A developer token reads everything public; it does not write, so answers are given by
hand. 6,250 points of complexity in 15 minutes. Who commented is redacted for tokens of most accounts ("[REDACTED]").
The terms forbid commercial use unless Product Hunt agrees. Edits and deletions are not told; a comment that is gone
is not listed.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from listeners import shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source, json_ask
from listeners.text import from_either
from storage.records import Author, Kind, Metrics, Post

_CHANGED = "Product Hunt answered in another shape than it documents"
_REDACTED = "[REDACTED]"
_COMMENT = "id body createdAt url votesCount user { id name username url }"
_QUERY = f"""query ($slug: String!, $after: String) {{
  post(slug: $slug) {{
    id name url
    comments(first: 20, after: $after, order: NEWEST) {{
      pageInfo {{ hasNextPage endCursor }}
      edges {{ node {{ {_COMMENT} replies(first: 20) {{ edges {{ node {{ {_COMMENT} }} }} }} }} }}
    }}
  }}
}}"""


class ProductHunt:
    """Comments on one launch, newest first."""

    about = About(
        name="producthunt",
        title="Product Hunt",
        docs="https://api.producthunt.com/v2/docs",
        base_url="https://api.producthunt.com",
        reads=("comments on our launch",),
        settings=(
            Setting(name="slug", about="the launch, as its address ends: producthunt.com/posts/SLUG", required=True),
            Setting(name="token", about="a developer token", required=True, secret=True),
        ),
        pace=timedelta(minutes=5),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(hours=24),  # answers to a comment come with it, however old it is
        terms="Not for commercial use unless Product Hunt agrees: ask them first.",
        verified=("documentation 2026-11",),
        unverified="The order NEWEST and the answers below a comment were read in the schema, never asked for.",
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the comments of the launch."""
        return [_asked(need, None)]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the comments of one page, each with the answers to it."""
        told = shapes.decoded(answer.body, _CHANGED)
        if errors := shapes.listed(told, "errors"):
            raise _trouble(errors[0])
        post = shapes.found(told, "data", "post")
        if post is None and "post" in shapes.fields(told, "data"):
            raise Never("Product Hunt knows no such launch: check the listener's slug")
        comments = shapes.fields(post, "comments")
        if "edges" not in comments:
            raise SourceChanged(_CHANGED)
        posts = [told for one in _nodes(comments) for told in _with_answers(one, shapes.fields(post), need)]
        after = shapes.words(comments, "pageInfo", "endCursor")
        on = shapes.found(comments, "pageInfo", "hasNextPage") is True and after and posts
        return Page(posts=posts, more=_asked(need, after) if on else None)


def _asked(need: Need, after: str | None) -> Ask:
    token, slug = need.settings.get("token", ""), need.settings.get("slug", "")
    if not token:
        raise NeedsKey("Product Hunt needs a developer token: set PRODUCTHUNT_TOKEN")
    shape = {"query": _QUERY, "variables": {"slug": slug, "after": after}}
    return json_ask(f"{need.base}/v2/api/graphql", shape, {"authorization": f"Bearer {token}"})


def _trouble(error: Shape) -> Later | NeedsKey | SourceChanged:
    """Return what GraphQL's errors mean, which come with status 200, too."""
    kind = shapes.words(error, "error") or shapes.words(error, "extensions", "code")
    if kind == "rate_limit_reached":
        seconds = shapes.count(error, "details", "reset_in") or 60
        after = timedelta(seconds=min(seconds, 900))
        return Later("Product Hunt grants no more for now; trying again later", after=after)
    if kind in ("invalid_oauth_token", "unauthorized_oauth"):
        return NeedsKey("Product Hunt does not accept the token: make another one, and set PRODUCTHUNT_TOKEN")
    return SourceChanged(f'Product Hunt did not understand what we ask ("{shapes.line(error, "message")[:120]}")')


def _nodes(connection: Shape) -> Sequence[Shape]:
    return [_checked(shapes.found(edge, "node")) for edge in shapes.listed(connection, "edges")]


def _checked(told: object) -> Shape:
    comment = shapes.fields(told)
    if not shapes.ident(comment, "id") or shapes.moment(comment, "createdAt") is None or "body" not in comment:
        raise SourceChanged(_CHANGED)
    return comment


def _with_answers(comment: Shape, launch: Shape, need: Need) -> Sequence[Post]:
    own = shapes.ident(comment, "id")
    answers = _nodes(shapes.fields(comment, "replies"))
    return [_post(comment, launch, "", need), *(_post(one, launch, own, need) for one in answers)]


def _post(comment: Shape, launch: Shape, parent: str, need: Need) -> Post:
    own = shapes.ident(comment, "id")
    return Post(
        source="producthunt",
        external_id=own,
        kind=Kind.COMMENT,
        url=shapes.link(comment, "url") or shapes.link(launch, "url") or "https://www.producthunt.com/",
        title=shapes.line(launch, "name"),
        text=from_either(shapes.words(comment, "body")),
        author=_author(comment, own),
        posted_at=min(shapes.moment(comment, "createdAt") or need.now, need.now),
        metrics=Metrics(likes=shapes.count(comment, "votesCount")),
        parent_id=parent,
        thread_id=shapes.ident(launch, "id") or own,
    )


def _author(comment: Shape, own: str) -> Author:
    told: Mapping[str, object] = shapes.fields(comment, "user")
    name = shapes.line(told, "name")
    if not name or name == _REDACTED:
        return Author(id=f"comment/{own}", name="A Product Hunt member")
    handle = shapes.line(told, "username")
    return Author(id=shapes.ident(told, "id") or handle, handle=handle, name=name, url=shapes.link(told, "url"))


SOURCE: Source = ProductHunt()

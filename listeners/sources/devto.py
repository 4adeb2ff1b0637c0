"""DEV and other Forem communities: new articles, and the comments below those that concern us. Answers by hand.

developers.forem.com/api/v1. There is no search worth relying on, so everything new is read: titles, descriptions and
tags; with `whole` the articles themselves, an ask each. Comments come as a tree, one article at a time: they are read
where the listing shows one of our phrases, and below everything `username` (our account or organisation) published.
A comment without a person was deleted, or hidden by the article's author.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from listeners import shapes
from listeners.errors import SourceChanged
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source
from listeners.text import clean, from_html
from storage.records import Author, Kind, Metrics, Post, Receipt

_CHANGED = "DEV answered in another shape than it documents"
_ACCEPT = {"accept": "application/vnd.forem.api-v1+json"}
_ROOTS = 50  # comments a page, each with all that was answered to it
_DEEPEST = 50


class DevTo:
    """Articles, newest first, and comments."""

    about = About(
        name="devto",
        title="DEV",
        docs="https://developers.forem.com/api/v1",
        base_url="https://dev.to/api",
        reads=("articles", "comments"),
        settings=(
            Setting(
                name="username", about="our account or organisation there: every comment below its articles is heard"
            ),
            Setting(name="whole", about="1 to read each new article whole; else title, description and tags"),
        ),
        pace=timedelta(minutes=5),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(minutes=30),
        lookback=timedelta(days=1),
        terms="Public API for everybody; DEVTO_URL points to any other Forem community.",
        verified=("documentation 2026-11", "Forem's own source"),
        unverified="Never called live; limits are taken from the answers' Retry-After.",
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the ask for everything new, and the one for what we published."""
        username = need.settings.get("username", "").strip().removeprefix("@")
        own = {"username": username, "per_page": "100"}
        asks = [_ask(need, "articles/latest", {"per_page": "100"}, {"page": "1"})]
        return [*asks, _ask(need, "articles", own, {"ours": "1"})] if username else asks

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the articles of a listing, one article, or the comments below one."""
        told = shapes.decoded(answer.body, _CHANGED)
        note = answer.note
        if "article" in note:
            return _comments(told, answer, need)
        if "whole" in note:
            return Page(posts=[_article(_checked(told), need)])
        if not isinstance(told, list):
            raise SourceChanged(_CHANGED)
        articles = [_checked(one) for one in told]
        below = [
            _below(one, need, ours="ours" in note) for one in articles if _concerns(one, need, ours="ours" in note)
        ]
        if "ours" in note:
            return Page(further=below)
        whole = [one for one in articles if need.settings.get("whole") and _is_new(one, "published_at", need)]
        each = [_ask(need, f"articles/{shapes.ident(one, 'id')}", {}, {"whole": "1"}) for one in whole]
        posts = [] if need.settings.get("whole") else [_article(one, need) for one in articles]
        return Page(posts=posts, further=[*each, *below], more=_older(answer, need) if articles else None)

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:  # noqa: ARG002
        """Ask for the conversation below a comment, or for all below an article."""
        kind, _, own = post.external_id.partition("/")
        if kind == "comment":
            return [_ask(need, f"comments/{own}", {}, {"article": post.thread_id, "title": post.title})]
        return [_ask(need, f"articles/{own}", {}, {"whole": "1"}), _listing(need, own, post.title, ours=post.tags_us)]


def _ask(need: Need, path: str, params: dict[str, str], note: dict[str, str]) -> Ask:
    return Ask(url=f"{need.base}/{path}", params=params, headers=_ACCEPT, note=note)


def _older(answer: Answer, need: Need) -> Ask:
    page = str(int(answer.note.get("page", "1")) + 1)
    return _ask(need, "articles/latest", {"per_page": "100", "page": page}, {"page": page})


def _checked(told: object) -> Shape:
    article = shapes.fields(told)
    if not shapes.ident(article, "id") or not shapes.words(article, "title") or "user" not in article:
        raise SourceChanged(_CHANGED)
    return article


def _is_new(article: Shape, field: str, need: Need) -> bool:
    moment = shapes.moment(article, field)
    return moment is not None and (need.since is None or moment >= need.since)


def _concerns(article: Shape, need: Need, *, ours: bool) -> bool:
    """Tell whether the comments below an article are worth an ask: there are new ones, and it is about us, or ours."""
    if not shapes.count(article, "comments_count") or not _is_new(article, "last_comment_at", need):
        return False
    shown = f"{shapes.words(article, 'title')} {_described(article)}".casefold()
    return ours or any(phrase.casefold() in shown for phrase in need.phrases)


def _below(article: Shape, need: Need, *, ours: bool) -> Ask:
    return _listing(need, shapes.ident(article, "id"), shapes.line(article, "title"), ours=ours)


def _listing(need: Need, article: str, title: str, *, ours: bool, page: int = 1) -> Ask:
    note = {"article": f"article/{article}", "title": title, "page": str(page), **({"ours": "1"} if ours else {})}
    return _ask(need, "comments", {"a_id": article, "page": str(page)}, note)


def _described(article: Shape) -> str:
    tags = article.get("tag_list")
    named = tags if isinstance(tags, list) else [tag.strip() for tag in str(tags or "").split(",")]
    hashtags = " ".join(f"#{tag}" for tag in named if isinstance(tag, str) and tag)
    return "\n\n".join(part for part in (clean(shapes.words(article, "description")), clean(hashtags)) if part)


def _article(article: Shape, need: Need) -> Post:
    own = f"article/{shapes.ident(article, 'id')}"
    body = from_html(shapes.words(article, "body_html"))
    posted = min(shapes.moment(article, "published_at") or need.now, need.now)
    edited = shapes.moment(article, "edited_at")
    return Post(
        source="devto",
        external_id=own,
        kind=Kind.ARTICLE,
        url=shapes.link(article, "url") or _site(need),
        title=shapes.line(article, "title"),
        text=body or _described(article),
        language=shapes.line(article, "language")[:3],
        author=_author(article, need),
        posted_at=posted,
        edited_at=min(edited, need.now) if edited and edited > posted else None,
        metrics=Metrics(
            likes=shapes.count(article, "public_reactions_count"), replies=shapes.count(article, "comments_count")
        ),
        thread_id=own,
    )


def _comments(told: object, answer: Answer, need: Need) -> Page:
    roots = told if isinstance(told, list) else [told]
    found = [pair for root in roots for pair in _tree(root, answer.note["article"])]
    article = answer.note["article"].partition("/")[2]
    page = int(answer.note.get("page", "0"))
    full = isinstance(told, list) and len(told) >= _ROOTS
    ours = "ours" in answer.note
    return Page(
        posts=[_comment(one, above, answer, need) for one, above in found if one.get("user")],
        gone=[_id(one) for one, _ in found if not one.get("user")],
        more=_listing(need, article, answer.note["title"], ours=ours, page=page + 1) if full else None,
    )


def _tree(told: object, above: str, depth: int = 0) -> Iterator[tuple[Shape, str]]:
    comment = shapes.fields(told)
    if not shapes.ident(comment, "id_code") or "body_html" not in comment:
        raise SourceChanged(_CHANGED)
    yield comment, above
    if depth < _DEEPEST:
        for child in shapes.listed(comment, "children"):
            yield from _tree(child, _id(comment), depth + 1)


def _id(comment: Shape) -> str:
    return f"comment/{shapes.ident(comment, 'id_code')}"


def _comment(comment: Shape, above: str, answer: Answer, need: Need) -> Post:
    author = _author(comment, need)
    code = shapes.ident(comment, "id_code")
    return Post(
        source="devto",
        external_id=_id(comment),
        kind=Kind.COMMENT,
        url=f"{_site(need)}/{author.handle}/comment/{code}" if author.handle else _site(need),
        title=answer.note.get("title", ""),
        text=from_html(shapes.words(comment, "body_html")),
        author=author,
        posted_at=min(shapes.moment(comment, "created_at") or need.now, need.now),
        parent_id=above,
        thread_id=answer.note["article"],
        tags_us="ours" in answer.note,
    )


def _author(shape: Shape, need: Need) -> Author:
    handle = shapes.line(shape, "user", "username")
    name = shapes.line(shape, "user", "name") or handle or "DEV member"
    own = shapes.ident(shape, "user", "user_id") or handle or name
    return Author(id=own, handle=handle, name=name, url=f"{_site(need)}/{handle}" if handle else "")


def _site(need: Need) -> str:
    return need.base.removesuffix("/api") or "https://dev.to"


SOURCE: Source = DevTo()

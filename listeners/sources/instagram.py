"""Instagram: comments below our own pictures, pictures that tag us, and answers to them.

developers.facebook.com/docs/instagram-platform (comments, mentions, tags). Wants a professional account and a token
with instagram_basic and instagram_manage_comments. Mentions in other people's captions and comments are told only to
a webhook, once, and not kept by Meta; what a webhook tells can be handed to the `inbox` source. Comments are at most
300 characters, with four hashtags and one link (unverified). Hashtag searches tell no names and are not asked for.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from listeners import graph, shapes
from listeners.errors import NeedsKey, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, form_ask
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Outgoing, Post, Receipt, Standing, Writing

_CHANGED = "Instagram answered in another shape than it documents"
_MEND = "connect the account to your Meta app again, and set INSTAGRAM_TOKEN"
_LEAF = "id,text,timestamp,username,like_count,from,parent_id"
_COMMENT = f"{_LEAF},replies.limit(50){{{_LEAF}}}"
_MEDIA = f"id,permalink,timestamp,caption,comments.limit(50){{{_COMMENT}}}"
_TAGGED = "id,caption,permalink,timestamp,username,like_count,comments_count"
_OWN = "our own media"


class Instagram:
    """Comments below our media, and media that tag us."""

    about = About(
        name="instagram",
        title="Instagram",
        docs="https://developers.facebook.com/docs/instagram-platform/comment-moderation",
        base_url="https://graph.facebook.com",
        reads=("comments on our media", "media that tag us"),
        settings=(
            Setting(name="account", about="the id of our professional account", required=True),
            Setting(name="token", about="an access token of the account", required=True, secret=True),
            Setting(name="app_secret", about="the app's secret, which Meta may ask for", secret=True),
            Setting(name="version", about="the Graph API's version, if not v26.0"),
        ),
        proofs=("appsecret_proof",),
        pace=timedelta(minutes=5),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(days=14),  # media whose comments are still looked at
        lookback=timedelta(days=14),
        terms="Only what the account may see; what people delete must go, and nothing is passed on.",
        verified=("documentation 2026-11", "recorded responses"),
        unverified="The limit of 300 characters; that tokens are taken in a header, as in the rest of the Graph API.",
    )

    writing = Writing(
        limit=300,
        can_delete=True,
        note="It appears below the comment at once, in the account's name; no more than four hashtags and one link.",
        needs=(("token",),),
        only_kinds=(Kind.COMMENT,),
    )

    def sign_in(self, need: Need) -> Ask:
        """Ask who we are: our own name tells our comments from others'."""
        return _one(need, need.settings.get("account", ""), "username", {})

    def signed_in(self, answer: Answer, need: Need) -> Pass:  # noqa: ARG002
        """Return our name."""
        name = shapes.line(shapes.decoded(answer.body, _CHANGED), "username")
        if not name:
            raise SourceChanged(_CHANGED)
        return Pass(settings={"username": name})

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for our newest media with their comments, and for media that tag us."""
        return [_edge(need, "media", _MEDIA, {"media": _OWN}), _edge(need, "tags", _TAGGED, {})]

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what Meta's envelope means."""
        return graph.trouble("Instagram", body, mend=_MEND)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the comments below our media, the media that tag us, or a conversation we follow."""
        if "answer" in answer.note:
            return _followed(_checked(shapes.decoded(answer.body, _CHANGED)), answer.note, need)
        found, after = graph.listed(answer, _CHANGED)
        media = [_checked(one) for one in found]
        if "media" not in answer.note and "thread" not in answer.note:
            more = graph.older(_edge(need, "tags", _TAGGED, {}), after)
            return Page(posts=[_tagged(one, need) for one in media], more=more)
        if "thread" in answer.note:
            return Page(posts=[told for one in media for told in _talk(one, answer.note, need)])
        places = [_place(one) for one in media]
        comments = [(each, place) for one, place in zip(media, places, strict=True) for each in _comments(one)]
        return Page(
            posts=[told for each, place in comments for told in _talk(each, place, need)],
            more=graph.older(_edge(need, "media", _MEDIA, {"media": _OWN}), after) if _is_recent(media, need) else None,
            further=[_behind(one, place, need) for one, place in zip(media, places, strict=True) if _has_more(one)],
        )

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Return why not: no token, or a picture of somebody else, below which only they and their friends write."""
        if not settings.get("token"):
            return "Answering needs INSTAGRAM_TOKEN."
        if post.kind is not Kind.COMMENT:
            return "Instagram lets us answer comments below our own pictures; answer here by hand."
        return ""

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002
        """Look nothing up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the ask that answers below the comment."""
        if reason := self.cannot_answer(outgoing.post, need.settings):
            raise NeedsKey(reason)
        url = graph.edge(need, _top(outgoing.post), "replies")
        return form_ask(url, {"message": outgoing.text, **graph.proof(need)}, graph.opened(need, prefix="INSTAGRAM"))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return our comment's id; its address is the picture's."""
        own = shapes.ident(shapes.decoded(answer.body, _CHANGED), "id")
        if not own:
            raise SourceChanged(_CHANGED)
        return Receipt(external_id=own, post_id=outgoing.post.external_id, url=outgoing.post.url)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for the comment with what is below it."""
        return _one(need, _top(outgoing.post), _COMMENT, {})

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our comment: our name's, with its words and its time."""
        comment = _checked(shapes.decoded(answer.body, _CHANGED))
        for one in _replies(comment):
            text, at = shapes.words(one, "text"), graph.moment(one, "timestamp")
            if _is_ours(one, need) and may_be(outgoing, text, at):
                own = shapes.ident(one, "id")
                return Receipt(external_id=own, post_id=outgoing.post.external_id, url=outgoing.post.url)
        if shapes.link(comment, "replies", "paging", "next"):
            raise SourceChanged("more answers stand there than Instagram lists at once: look yourself")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the comment as it stands, with our answer and what was answered to it."""
        note = {"answer": receipt.external_id, "post": post.external_id, "thread": post.thread_id, "url": post.url}
        return [_one(need, _top(post), _COMMENT, note)]


def _edge(need: Need, name: str, fields: str, note: Mapping[str, str]) -> Ask:
    params = {"fields": fields, "limit": "25", **graph.proof(need)}
    url = graph.edge(need, need.settings.get("account", ""), name)
    return Ask(url=url, params=params, headers=graph.opened(need, prefix="INSTAGRAM"), note=note)


def _one(need: Need, own: str, fields: str, note: Mapping[str, str]) -> Ask:
    params = {"fields": fields, **graph.proof(need)}
    return Ask(url=graph.edge(need, own), params=params, headers=graph.opened(need, prefix="INSTAGRAM"), note=note)


def _top(post: Post) -> str:
    """Return the comment an answer is put below: Instagram knows two levels."""
    return post.parent_id if post.parent_id not in ("", post.thread_id) else post.external_id


def _place(media: Shape) -> Mapping[str, str]:
    return {"thread": shapes.ident(media, "id"), "url": shapes.link(media, "permalink")}


def _comments(shape: Shape) -> Sequence[Shape]:
    return [_checked(one) for one in shapes.listed(shape, "comments", "data")]


def _replies(comment: Shape) -> Sequence[Shape]:
    return [_checked(one) for one in shapes.listed(comment, "replies", "data")]


def _is_recent(media: Sequence[Shape], need: Need) -> bool:
    """Tell whether older media may still have comments of interest; media without any must not end the walk."""
    moments = [graph.moment(one, "timestamp") or need.now for one in media]
    return bool(moments) and (need.since is None or min(moments) >= need.since)


def _has_more(media: Shape) -> bool:
    return bool(shapes.link(media, "comments", "paging", "next"))


def _behind(media: Shape, place: Mapping[str, str], need: Need) -> Ask:
    params = {"fields": _COMMENT, "limit": "50", **graph.proof(need)}
    after = shapes.words(media, "comments", "paging", "cursors", "after")
    url = graph.edge(need, place["thread"], "comments")
    headers = graph.opened(need, prefix="INSTAGRAM")
    return Ask(url=url, params={**params, "after": after}, headers=headers, note=place)


def _checked(told: object) -> Shape:
    one = shapes.fields(told)
    if not shapes.ident(one, "id") or graph.moment(one, "timestamp") is None:
        raise SourceChanged(_CHANGED)
    return one


def _is_ours(one: Shape, need: Need) -> bool:
    return shapes.line(one, "username") == need.settings.get("username", "") != ""


def _talk(comment: Shape, place: Mapping[str, str], need: Need) -> Sequence[Post]:
    """Return a comment and what is below it."""
    own = shapes.ident(comment, "id")
    below = [_comment(one, own, place, need) for one in _replies(comment)]
    return [_comment(comment, shapes.ident(comment, "parent_id") or place["thread"], place, need), *below]


def _followed(comment: Shape, note: Mapping[str, str], need: Need) -> Page:
    posts = _talk(comment, note, need)
    own, post = note["answer"], note["post"]
    there = any(told.external_id == own for told in posts)
    if not there and shapes.link(comment, "replies", "paging", "next"):
        return Page(posts=posts)
    standing = Standing.PUBLISHED if there else Standing.REMOVED
    return Page(posts=posts, receipts=[Receipt(external_id=own, post_id=post, url=note["url"], standing=standing)])


def _author(one: Shape) -> Author:
    handle = shapes.line(one, "username") or shapes.line(one, "from", "username")
    url = f"https://www.instagram.com/{handle}/" if handle else ""
    return Author(
        id=shapes.ident(one, "from", "id") or handle, handle=handle, name=handle or "Somebody on Instagram", url=url
    )


def _comment(one: Shape, parent: str, place: Mapping[str, str], need: Need) -> Post:
    return Post(
        source="instagram",
        external_id=shapes.ident(one, "id"),
        kind=Kind.COMMENT,
        url=place["url"] or "https://www.instagram.com/",
        text=clean(shapes.words(one, "text")) or "(without words)",
        author=_author(one),
        posted_at=min(graph.moment(one, "timestamp") or need.now, need.now),
        metrics=Metrics(likes=shapes.count(one, "like_count")),
        parent_id=parent,
        thread_id=place["thread"],
        tags_us=not _is_ours(one, need),
    )


def _tagged(media: Shape, need: Need) -> Post:
    own = shapes.ident(media, "id")
    return Post(
        source="instagram",
        external_id=own,
        kind=Kind.POST,
        url=shapes.link(media, "permalink") or "https://www.instagram.com/",
        text=clean(shapes.words(media, "caption")) or "(a picture that tags us, without words)",
        author=_author(media),
        posted_at=min(graph.moment(media, "timestamp") or need.now, need.now),
        metrics=Metrics(likes=shapes.count(media, "like_count"), replies=shapes.count(media, "comments_count")),
        thread_id=own,
        tags_us=True,
    )


SOURCE: Source = Instagram()

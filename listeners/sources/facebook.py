"""Facebook: what people write on our page, below our posts, and where they tag us; answers come from the page.

developers.facebook.com/docs/graph-api (page/feed, page/tagged, object/comments). Wants a page token with
pages_read_engagement, pages_read_user_content and, to answer, pages_manage_engagement. Who wrote is told for most
comments on our own page, hardly ever for posts that tag us. Recommendations (reviews) are no longer told by the API
since version 22. Comments come with the posts of the last days; a comment's id keeps, its text may be edited unseen,
but in a conversation we follow.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from listeners import graph, shapes
from listeners.errors import NeedsKey, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source, form_ask
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Outgoing, Post, Receipt, Standing, Writing

_CHANGED = "Facebook answered in another shape than it documents"
_MEND = "make a new page token with the page's permissions, and set FACEBOOK_TOKEN"
_COMMENT = "id,message,created_time,from,like_count,comment_count,parent{id},permalink_url"
_NEWEST = "comments.filter(stream).order(reverse_chronological).limit(50)"
_POST = f"id,message,created_time,from,permalink_url,shares,{_NEWEST}{{{_COMMENT}}}"


class Facebook:
    """Posts on and about one page, and the comments below its own."""

    about = About(
        name="facebook",
        title="Facebook",
        docs="https://developers.facebook.com/docs/graph-api/reference/page/",
        base_url="https://graph.facebook.com",
        reads=("posts on our page", "comments", "posts that tag us"),
        settings=(
            Setting(name="page", about="the page's id", required=True),
            Setting(name="token", about="a page access token", required=True, secret=True),
            Setting(name="app_secret", about="the app's secret, which Meta may ask for", secret=True),
            Setting(name="version", about="the Graph API's version, if not v26.0"),
        ),
        proofs=("appsecret_proof",),
        pace=timedelta(minutes=5),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(days=14),  # posts whose comments are still looked at
        lookback=timedelta(days=14),
        terms="Only what the page may see; what people delete must go, and nothing is passed on.",
        verified=("documentation 2026-11", "recorded responses"),
        unverified="That the Pages API takes its token in a header, as the rest of the Graph API does.",
    )

    writing = Writing(
        limit=8000,
        can_edit=True,
        can_delete=True,
        note="It appears below the comment at once, in the page's name.",
        needs=(("token",),),
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the page's own wall with its comments, and for posts that tag the page."""
        since = {"since": str(int(need.since.timestamp()))} if need.since else {}
        return [
            _edge(need, "feed", {"fields": _POST, "limit": "25", **since}),
            _edge(need, "tagged", {"fields": _POST, "limit": "25", **since}, {"tagged": "1"}),
        ]

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what Meta's envelope means."""
        return graph.trouble("Facebook", body, mend=_MEND)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what stands on a page of the wall, below a post, or is a comment we follow."""
        if "stands" in answer.note:
            return Page(posts=[_comment(_checked(shapes.decoded(answer.body, _CHANGED)), answer.note["thread"], need)])
        found, after = graph.listed(answer, _CHANGED)
        checked = [_checked(one) for one in found]
        if "thread" in answer.note:
            return _below(checked, after, answer, need)
        tagged = "tagged" in answer.note
        told = [(one, shapes.ident(one, "id")) for one in checked]
        below = [
            _comment(_checked(each), own, need) for one, own in told for each in shapes.listed(one, "comments", "data")
        ]
        kind = {"tagged": "1"} if tagged else {}
        first = _edge(need, "tagged" if tagged else "feed", {"fields": _POST, "limit": "25"}, kind)
        return Page(
            posts=[*(_post(one, need, tagged=tagged) for one in checked if _by(one) != _own(need)), *below],
            more=graph.older(first, after),
            further=[_comments(own, need, {"after": behind}) for one, own in told if (behind := _behind(one))],
        )

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  Facebook says itself where it cannot
        """Return why not: no token."""
        return "" if settings.get("token") else "Answering needs FACEBOOK_TOKEN."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002
        """Look nothing up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the ask that comments below; never to the comment itself, which would overwrite it."""
        if reason := self.cannot_answer(outgoing.post, need.settings):
            raise NeedsKey(reason)
        url = graph.edge(need, _top(outgoing.post), "comments")
        return form_ask(url, {"message": outgoing.text, **graph.proof(need)}, graph.opened(need, prefix="FACEBOOK"))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return our comment's id and address."""
        own = shapes.ident(shapes.decoded(answer.body, _CHANGED), "id")
        if not own:
            raise SourceChanged(_CHANGED)
        return _receipt(own, outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for the newest comments where ours would stand."""
        return _comments(_top(outgoing.post), need, {"limit": "100"})

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our comment: the page's, with its words and its time."""
        found, after = graph.listed(answer, _CHANGED)
        for one in (_checked(each) for each in found):
            text, at = shapes.words(one, "message"), graph.moment(one, "created_time")
            if _by(one) == _own(need) and may_be(outgoing, text, at):
                return _receipt(shapes.ident(one, "id"), outgoing.post.external_id)
        if after:
            raise SourceChanged("more comments stand there than Facebook lists at once: look yourself")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the comment as it stands, and for what was written below it, ours and the answers to it."""
        note = {"stands": "1", "thread": post.thread_id or post.external_id}
        one = Ask(
            url=graph.edge(need, post.external_id),
            params={"fields": _COMMENT, **graph.proof(need)},
            headers=graph.opened(need, prefix="FACEBOOK"),
            note=note,
        )
        followed = {"post": post.external_id, "answer": receipt.external_id}
        return [one, _comments(_top(post), need, {"limit": "100"}, {**followed, "thread": note["thread"]})]


def _own(need: Need) -> str:
    return need.settings.get("page", "")


def _edge(need: Need, name: str, params: Mapping[str, str], note: Mapping[str, str] | None = None) -> Ask:
    headers = graph.opened(need, prefix="FACEBOOK")
    return Ask(
        url=graph.edge(need, _own(need), name), params={**params, **graph.proof(need)}, headers=headers, note=note or {}
    )


def _comments(below: str, need: Need, params: Mapping[str, str], note: Mapping[str, str] | None = None) -> Ask:
    asked = {"fields": _COMMENT, "filter": "stream", "order": "reverse_chronological", "limit": "50", **params}
    return Ask(
        url=graph.edge(need, below, "comments"),
        params={**asked, **graph.proof(need)},
        headers=graph.opened(need, prefix="FACEBOOK"),
        note=note or {"thread": below},
    )


def _top(post: Post) -> str:
    """Return what an answer is put below: Facebook knows two levels, so what is on the second is answered beside it."""
    nested = post.parent_id not in ("", post.thread_id)
    return post.parent_id if nested else post.external_id


def _below(comments: Sequence[Shape], after: str, answer: Answer, need: Need) -> Page:
    """Read the comments below something; in a conversation we follow, ours must be among them."""
    posts = [_comment(one, answer.note["thread"], need) for one in comments]
    own, post = answer.note.get("answer", ""), answer.note.get("post", "")
    there = any(told.external_id == own for told in posts)
    receipts = [_receipt(own, post)] if there else []
    if own and not there and not after:
        receipts = [Receipt(external_id=own, post_id=post, standing=Standing.REMOVED)]
    older = None if own or not after else _comments(answer.note["thread"], need, {"after": after})
    return Page(posts=posts, receipts=receipts, more=older)


def _with(post: Shape) -> Sequence[Shape]:
    return [_checked(one) for one in shapes.listed(post, "comments", "data")]


def _behind(post: Shape) -> str:
    """Return the cursor behind the comments that came with a post, "" where these were all."""
    paging = shapes.fields(post, "comments", "paging")
    return shapes.words(paging, "cursors", "after") if shapes.link(paging, "next") else ""


def _checked(told: object) -> Shape:
    one = shapes.fields(told)
    if not shapes.ident(one, "id") or graph.moment(one, "created_time") is None:
        raise SourceChanged(_CHANGED)
    return one


def _by(one: Shape) -> str:
    return shapes.ident(one, "from", "id")


def _post(one: Shape, need: Need, *, tagged: bool = False) -> Post:
    own = shapes.ident(one, "id")
    metrics = Metrics(shares=shapes.count(one, "shares", "count"))
    return _told(one, need, kind=Kind.POST, parent="", thread=own, metrics=metrics, tags_us=tagged or bool(_by(one)))


def _comment(one: Shape, thread: str, need: Need) -> Post:
    metrics = Metrics(likes=shapes.count(one, "like_count"), replies=shapes.count(one, "comment_count"))
    parent = shapes.ident(one, "parent", "id") or thread
    is_ours = _by(one) == _own(need)
    return _told(one, need, kind=Kind.COMMENT, parent=parent, thread=thread, metrics=metrics, tags_us=not is_ours)


def _told(one: Shape, need: Need, *, kind: Kind, parent: str, thread: str, metrics: Metrics, tags_us: bool) -> Post:
    own = shapes.ident(one, "id")
    return Post(
        source="facebook",
        external_id=own,
        kind=kind,
        url=shapes.link(one, "permalink_url") or f"https://www.facebook.com/{own}",
        text=clean(shapes.words(one, "message")) or "(a picture or a sticker, without words)",
        author=Author(id=_by(one), name=shapes.line(one, "from", "name") or "Somebody on Facebook"),
        posted_at=min(graph.moment(one, "created_time") or need.now, need.now),
        metrics=metrics,
        parent_id=parent,
        thread_id=thread,
        tags_us=tags_us,
    )


def _receipt(own: str, post_id: str) -> Receipt:
    return Receipt(external_id=own, post_id=post_id, url=f"https://www.facebook.com/{own}")


SOURCE: Source = Facebook()

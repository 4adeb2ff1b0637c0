"""Comments on a WordPress site through its own REST API, and answering and moderating them there.

developer.wordpress.org/rest-api/reference/comments. Anybody may read approved comments. With a user who may moderate
and an application password (HTTP Basic) the held ones are read too, what went to the trash is told as gone, and
comments can be answered and marked as spam. Where a password is wrong WordPress serves the public's answer as if all
were well, so everything is asked in the context "edit", which it refuses then. It has no search worth the name: the
query decides here, and everything new is read. Edits keep their date: only a conversation we follow shows them.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from urllib.parse import urlsplit

from listeners import shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from listeners.text import from_html
from storage.records import Author, Counted, Kind, Outgoing, Post, Receipt, Standing, Writing

_CHANGED = "WordPress answered in another shape than it documents: is this address a WordPress site?"
_FIELDS = "id,post,parent,author,author_name,author_url,date_gmt,content,link,status,type,_links,_embedded"
_PAGE = 100
_FLOOD = timedelta(seconds=15)  # WordPress takes one comment in so many seconds from one person
_LOCKED = frozenset({"rest_forbidden_context", "rest_forbidden_param", "rest_not_logged_in", "incorrect_password"})
_STANDINGS = {"approved": Standing.PUBLISHED, "hold": Standing.PENDING, "spam": Standing.REJECTED}
_AWAY = frozenset({"trash", "spam"})


class WordPress:
    """Comments of one site, newest first."""

    about = About(
        name="wordpress",
        title="WordPress",
        docs="https://developer.wordpress.org/rest-api/reference/comments/",
        reads=("comments",),
        settings=(
            Setting(name="url", about="another site, whose approved comments are read without a password"),
            Setting(name="user", about="a user who may moderate comments"),
            Setting(name="password", about="an application password of that user (Users, Profile)", secret=True),
            Setting(name="spam", about="1 to hear what WordPress took for spam, too"),
        ),
        pace=timedelta(minutes=2),
        overlap=timedelta(hours=24),  # a comment keeps the date it was written, however long it was held
        lookback=timedelta(days=30),
        terms="Your own site: what its visitors were promised counts; e-mail and IP addresses are not asked for.",
        verified=("documentation 2026-11", "a real server (WordPress 6.1)"),
    )

    writing = Writing(
        limit=65_525,
        counted=Counted.BYTES,
        can_edit=True,
        can_delete=True,
        note="It appears on your site at once, under the name of the user whose password Earshot has.",
        needs=(("user", "password"),),
        only_home=True,
    )

    def sign_in(self, need: Need) -> Ask | None:
        """Ask who we are, where we have a password."""
        headers = _headers(need)
        params = {"context": "edit", "_fields": "id,name"}
        return Ask(url=_api(need) + "/users/me", params=params, headers=headers) if headers else None

    def signed_in(self, answer: Answer, need: Need) -> Pass:  # noqa: ARG002
        """Return our own user's id."""
        own = shapes.ident(shapes.decoded(answer.body, _CHANGED), "id")
        if not own:
            raise SourceChanged(_CHANGED)
        return Pass(settings={"account": own})

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the ask for what is published; with a password also for what is held, trashed or taken for spam."""
        if not _headers(need):
            return [_listing(need, {})]
        heard = ["all", "spam"] if need.settings.get("spam") else ["all"]
        return [_listing(need, {"status": status}) for status in (*heard, "trash")]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the comments of one page; what lies in the trash is gone."""
        told = shapes.decoded(answer.body, _CHANGED)
        if not isinstance(told, list):
            raise SourceChanged(_CHANGED)
        comments = [_checked(one) for one in told]
        if "answer" in answer.note:
            return _standing(comments, answer, need)
        away = answer.note.get("status") == "trash"
        return Page(
            posts=[] if away else [_post(one, need) for one in comments],
            gone=[_id(need, shapes.ident(one, "id")) for one in comments if away],
            more=_older(answer, need) if comments else None,
        )

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what WordPress's own codes mean."""
        try:
            code = shapes.words(shapes.decoded(body, ""), "code")
        except SourceChanged:
            return None
        if code in _LOCKED:
            return NeedsKey(
                "WordPress does not accept this user or password, or the user may not moderate comments: make an "
                "application password for an editor (Users, Profile) and set WORDPRESS_USER and WORDPRESS_PASSWORD"
            )
        if code == "comment_flood":
            return Later("WordPress takes one comment in 15 seconds; trying again later", after=_FLOOD)
        if code == "comment_duplicate":
            return SourceChanged("WordPress has this very answer already")
        if code == "rest_comment_closed":
            return Never("comments are closed there: open them in WordPress, or answer elsewhere")
        return None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Return why not: no password, or another site than the one it is for."""
        if not (settings.get("user") and settings.get("password")):
            return "Answering needs WORDPRESS_USER and WORDPRESS_PASSWORD."
        if post.external_id.partition("#")[0] != _place(settings.get("base_url", "")):
            return "This comment is on another site than WORDPRESS_URL, whose password Earshot has."
        return ""

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002
        """Look nothing up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the ask that publishes the answer below the comment, its signs safe from being read as HTML."""
        reason = self.cannot_answer(outgoing.post, need.settings)
        if reason:
            raise NeedsKey(reason) if "needs" in reason else Never(reason)
        on, below = _number(outgoing.post.thread_id), _number(outgoing.post.external_id)
        if not (on and below):
            raise Never("where this comment stands on the site is not known well enough; answer it there by hand")
        shape = {
            "post": int(on),
            "parent": int(below),
            "content": escape(outgoing.text, quote=False),
        }
        return json_ask(_api(need) + "/comments?context=edit", shape, _headers(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return our comment as WordPress published it, or holds it."""
        return _receipt(_checked(shapes.decoded(answer.body, _CHANGED)), outgoing.post.external_id, need)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for everything below the comment, wherever it was put."""
        return _listing(need, {"parent": _number(outgoing.post.external_id), "status": "any"}, since=False)

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our comment: ours by its user, its words and its time."""
        told = shapes.decoded(answer.body, _CHANGED)
        if not isinstance(told, list) or "account" not in need.settings:
            raise SourceChanged(_CHANGED)
        above = _number(outgoing.post.external_id)
        for one in (_checked(each) for each in told if shapes.ident(each, "parent") == above):
            if _is_ours(one, need) and may_be(outgoing, _plain(one), shapes.moment(one, "date_gmt")):
                return _receipt(one, outgoing.post.external_id, need)
        if len(told) >= _PAGE:
            raise SourceChanged("more answers stand there than WordPress lists at once: look yourself")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the two comments as they stand, and for what was answered to either."""
        both = f"{_number(post.external_id)},{_number(receipt.external_id)}"
        note = {"post": post.external_id, "answer": receipt.external_id}
        stands, comes = ({"status": "any"}, {"status": "all"}) if _headers(need) else ({}, {})
        return [
            _listing(need, {"include": both, **stands}, note=note, since=False),
            _listing(need, {"parent": both, **comes}, since=False),
        ]

    def mark_spam(self, post: Post, need: Need) -> Ask:
        """Return the ask that moves a comment to the spam folder."""
        if reason := self.cannot_answer(post, need.settings):
            raise Never(reason)
        return json_ask(f"{_api(need)}/comments/{_number(post.external_id)}", {"status": "spam"}, _headers(need))


def _site(need: Need) -> str:
    """Return the site a listener means: its own, else the operator's."""
    site = need.settings.get("url", "").rstrip("/") or need.base
    if not site:
        raise Never("WordPress needs its address: set WORDPRESS_URL, or the listener's url")
    try:
        urlsplit(site)
    except ValueError as error:
        raise Never("WordPress's address is no web address: mend WORDPRESS_URL, or the listener's url") from error
    return site


def _api(need: Need) -> str:
    """Return where the API is; a site with plain permalinks is given as https://example.com/?rest_route=/."""
    site = _site(need)
    return site + ("/wp/v2" if "rest_route=" in site else "/wp-json/wp/v2")


def _place(site: str) -> str:
    parts = urlsplit(site)
    return f"{parts.netloc}{parts.path}".rstrip("/").lower()


def _headers(need: Need) -> Mapping[str, str]:
    """Return the operator's credentials, for the operator's own site alone."""
    user, password = need.settings.get("user", ""), need.settings.get("password", "")
    if bool(user) != bool(password):
        raise NeedsKey("WordPress needs both: set WORDPRESS_USER and WORDPRESS_PASSWORD")
    site = _site(need)
    if not user or (urlsplit(site).scheme, _place(site)) != (urlsplit(need.base).scheme, _place(need.base)):
        return {}
    return {"authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


def _listing(need: Need, told: Mapping[str, str], *, note: Mapping[str, str] | None = None, since: bool = True) -> Ask:
    headers = _headers(need)
    params = {"orderby": "date_gmt", "order": "desc", "per_page": str(_PAGE), "_embed": "up", "_fields": _FIELDS}
    if since and need.since is not None:
        params["after"] = need.since.strftime("%Y-%m-%dT%H:%M:%SZ")
    if headers:
        params["context"] = "edit"
    return Ask(url=_api(need) + "/comments", params={**params, **told}, headers=headers, note={**told, **(note or {})})


def _older(answer: Answer, need: Need) -> Ask | None:
    """Ask for the next page, unless WordPress says that there is none."""
    page = int(answer.note.get("page", "1"))
    pages = answer.headers.get("x-wp-totalpages", "")
    if pages.isascii() and pages.isdigit() and int(pages[:9]) <= page:
        return None
    return _listing(need, {**answer.note, "page": str(page + 1)}, since="parent" not in answer.note)


def _standing(comments: Sequence[Shape], answer: Answer, need: Need) -> Page:
    """Read the two comments of a conversation; one that is missing was taken away for good."""
    there = {_id(need, shapes.ident(one, "id")): one for one in comments}
    told, own = there.get(answer.note["post"]), there.get(answer.note["answer"])
    stands = told is not None and shapes.words(told, "status") not in _AWAY
    receipts = [_receipt(own, answer.note["post"], need)] if own is not None else []
    if own is None and _headers(need):  # without them, one that is held cannot be seen either
        removed = Standing.REMOVED
        receipts = [Receipt(external_id=answer.note["answer"], post_id=answer.note["post"], standing=removed)]
    return Page(
        posts=[_post(told, need)] if told is not None and stands else [],
        gone=[] if stands else [answer.note["post"]],
        receipts=receipts,
    )


def _checked(told: object) -> Shape:
    comment = shapes.fields(told)
    if not _number(shapes.ident(comment, "id")) or shapes.moment(comment, "date_gmt") is None:
        raise SourceChanged(_CHANGED)
    if "content" not in comment or not _number(shapes.ident(comment, "post")):
        raise SourceChanged(_CHANGED)
    return comment


def _number(text: str) -> str:
    """Return the number an id ends in, "" where it ends in none."""
    last = text.rpartition("#")[2].rpartition("=")[2]
    return last if last.isascii() and last.isdigit() else ""


def _id(need: Need, number: str) -> str:
    return f"{_place(_site(need))}#{number}"


def _post(comment: Shape, need: Need) -> Post:
    parent = shapes.ident(comment, "parent")
    above = shapes.listed(comment, "_embedded", "up")
    return Post(
        source="wordpress",
        external_id=_id(need, shapes.ident(comment, "id")),
        kind=Kind.COMMENT,
        url=shapes.link(comment, "link") or _site(need),
        title=" ".join(from_html(shapes.words(above[0], "title", "rendered")).split()) if above else "",
        text=from_html(shapes.words(comment, "content", "rendered")),
        author=_author(comment, need),
        posted_at=min(shapes.moment(comment, "date_gmt") or need.now, need.now),
        parent_id=_id(need, parent) if parent not in ("", "0") else "",
        thread_id=f"{_place(_site(need))}?p={shapes.ident(comment, 'post')}",
        tags_us=bool(_headers(need)) and not _is_ours(comment, need),
    )


def _author(comment: Shape, need: Need) -> Author:
    user, url = shapes.ident(comment, "author"), shapes.link(comment, "author_url")
    name = shapes.line(comment, "author_name") or "Anonymous"
    own = f"{_place(_site(need))}/user/{user}" if user not in ("", "0") else url or name
    return Author(id=own, name=name, url=url)


def _is_ours(comment: Shape, need: Need) -> bool:
    return need.settings.get("account", "") == shapes.ident(comment, "author") != ""


def _plain(comment: Shape) -> str:
    return from_html(shapes.words(comment, "content", "raw") or shapes.words(comment, "content", "rendered"))


def _receipt(comment: Shape, post_id: str, need: Need) -> Receipt:
    status = shapes.words(comment, "status")
    return Receipt(
        external_id=_id(need, shapes.ident(comment, "id")),
        post_id=post_id,
        url=shapes.link(comment, "link"),
        standing=_STANDINGS.get(status, Standing.REMOVED if status == "trash" else Standing.PENDING),
        note="WordPress holds it until somebody approves it" if status == "hold" else "",
    )


SOURCE: Source = WordPress()

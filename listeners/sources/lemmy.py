"""Lemmy: posts and comments of every community a server knows, by search; mentions and replies of our account.

0.19 speaks v3 and 1.0 speaks v4 (join-lemmy.org/api; lemmy-js-client, July 2026); 1.0 still serves v3, so that is asked
unless `api` says otherwise. They differ in paging (page numbers, cursors) and in their views, of which `lemmyviews.py`
reads either. There is no key for a repeated sending, and no token but the login's: `username` and `password`, or a
`token` where a second factor is on. Refusals are `{"error": name}`, on older servers all with status 400.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from listeners import lemmyviews, shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from storage.records import Outgoing, Post, Receipt, Standing, Writing

_PAGE = 50  # the most a list gives
_CLOSED = {
    "locked": "the post is locked: nobody can answer there any more",
    "banned_from_community": "our account is banned from this community",
    "site_ban": "our account is banned from this server",
    "couldnt_find_post": "the post is gone",
    "couldnt_find_comment": "the comment is gone",
    "deleted": "it was deleted",
}


class Lemmy:
    """Posts and comments that hold a phrase, newest first, and who speaks to our account."""

    about = About(
        name="lemmy",
        title="Lemmy",
        docs="https://join-lemmy.org/api/",
        base_url="https://lemmy.world",
        reads=("posts", "comments", "mentions"),
        settings=(
            Setting(name="username", about="our account on that server, without @"),
            Setting(name="password", about="its password", secret=True),
            Setting(name="token", about="instead: a token of a login, where a second factor is on", secret=True),
            Setting(name="api", about="v3 (default; servers of 0.19 and 1.0) or v4 (1.0)"),
        ),
        pace=timedelta(minutes=5),
        least_pace=timedelta(seconds=10),
        overlap=timedelta(hours=2),  # federation brings what was written elsewhere late
        lookback=timedelta(days=7),
        terms="Servers and communities have rules of their own: mark an automated account as a bot.",
        verified=("documentation 2026-07",),
        unverified="No recorded answers were at hand, and v4 may still change; languages (numbers) are not read.",
    )
    writing = Writing(
        limit=10_000,
        can_edit=True,
        can_delete=True,
        note="Written as Markdown, and shown at once.",
        needs=(("username", "password"), ("token",)),
    )

    def sign_in(self, need: Need) -> Ask:
        """Ask for a token; where there is one, who we are."""
        told, headers = need.settings, {"content-type": "application/json"}
        if told.get("token"):
            return _get("site" if _is_v3(need) else "account", {}, need)
        if told.get("username") and told.get("password"):
            words = {"username_or_email": told["username"], "password": told["password"]}
            return json_ask(_url("user/login" if _is_v3(need) else "account/auth/login", need), words, headers)
        return _get("site", {}, need)

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the token and the name it belongs to; a token that opens nothing is no token."""
        shape, told = shapes.decoded(answer.body, lemmyviews.CHANGED), need.settings
        if told.get("token"):
            us = shapes.fields(shape, "my_user") or shape
            name = shapes.line(us, "local_user_view", "person", "name")
            if not name:
                raise NeedsKey("Lemmy did not accept the token: log in again and set LEMMY_TOKEN, or name and password")
            return Pass(settings={"token": told["token"], "username": name})
        if not (told.get("username") and told.get("password")):
            return Pass(settings={})
        if not shapes.words(shape, "jwt"):
            raise NeedsKey(
                "Lemmy did not let us in: check LEMMY_USERNAME and LEMMY_PASSWORD, and that its mail is verified"
            )
        return Pass(settings={"token": shapes.words(shape, "jwt"), "username": told["username"]})

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return one search per phrase; with an account also what is said to it."""
        asks = [self._search(phrase, need) for phrase in need.phrases or ("",)]
        if not need.settings.get("token"):
            return asks
        if not _is_v3(need):
            return [*asks, _get("account/notification/list", {"limit": str(_PAGE)}, need, what="us")]
        params = {"sort": "New", "unread_only": "false", "limit": str(_PAGE), "page": "1"}
        return [*asks, *(_get(f"user/{list_}", params, need, what="us") for list_ in ("mention", "replies"))]

    def _search(self, phrase: str, need: Need) -> Ask:
        words, limit = " ".join(phrase.split()), str(_PAGE)
        if _is_v3(need):
            params = {"q": words, "type_": "All", "listing_type": "All", "sort": "New", "limit": limit, "page": "1"}
            return _get("search", params, need, what="search")
        return _get("search", {"search_term": words, "listing_type": "all", "sort": "new", "limit": limit}, need)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts and comments of one page, and the ids of those that were deleted."""
        shape, note = shapes.decoded(answer.body, lemmyviews.CHANGED), answer.note
        views = lemmyviews.views(shape)
        mine = note.get("ours", "")
        posts = [
            lemmyviews.post(view, need, to_us=note.get("what") == "us") for view in views if lemmyviews.stands(view)
        ]
        gone = [lemmyviews.own(view) for view in views if not lemmyviews.stands(view) and lemmyviews.own(view) != mine]
        return Page(
            posts=[post for post in posts if post.external_id != mine],
            more=_older(answer, shape, views, need),
            gone=gone,
            receipts=_receipts(views, note, need),
        )

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  the error's name says it all
        """Say what the name of an error means."""
        said = shapes.said(body, "message", "error")
        name = said.strip(', "')
        if "rate_limit" in name:
            return Later("Lemmy was asked too often; trying again later", after=timedelta(minutes=1))
        if name in ("incorrect_login", "not_logged_in", "missing_totp_token") or status == HTTPStatus.UNAUTHORIZED:
            return NeedsKey(
                f"Lemmy does not accept our account{said}: check LEMMY_USERNAME and LEMMY_PASSWORD, or LEMMY_TOKEN"
            )
        if name in _CLOSED:
            return Never(f"Lemmy does not accept it: {_CLOSED[name]}")
        if status == HTTPStatus.BAD_REQUEST:
            return Never(f"Lemmy does not accept it as it stands{said}")
        return None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  any post can be
        """Without an account nothing can be sent."""
        if settings.get("token") or (settings.get("username") and settings.get("password")):
            return ""
        return "Set LEMMY_USERNAME and LEMMY_PASSWORD to answer from here."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask:
        """Look at what is answered: a comment's answer needs its post, too."""
        return _standing(outgoing.post, need)

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:
        """Return the comment below the post or comment it answers."""
        views = lemmyviews.views(shapes.decoded(prepared.body, lemmyviews.CHANGED)) if prepared else []
        if not views or not lemmyviews.stands(views[0]):
            raise Never("what this answers was deleted on Lemmy")
        kind, own = _apart(outgoing.post.external_id)
        shape: dict[str, object] = {
            "content": outgoing.text,
            "post_id": shapes.count(views[0], "post", "id") or int(own),
        }
        if kind == "comment":
            shape["parent_id"] = int(own)
        return json_ask(_url("comment", need), shape, _headers(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return the comment as it was published."""
        view = shapes.fields(shapes.decoded(answer.body, lemmyviews.CHANGED), "comment_view")
        return _receipt(lemmyviews.post(view, need, to_us=False), outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask:
        """Return the newest comments below what was answered."""
        return _below(outgoing.post, need)

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our comment if it stands there; unsure where the newest fifty do not reach back to when we began."""
        views = lemmyviews.views(shapes.decoded(answer.body, lemmyviews.CHANGED))
        posts = [lemmyviews.post(view, need, to_us=False) for view in views if lemmyviews.stands(view)]
        if not need.settings.get("username"):
            raise SourceChanged("without LEMMY_USERNAME nobody knows which comment there is ours: look yourself")
        us = f"{need.settings.get('username', '')}@{urlsplit(need.base).hostname}".casefold()
        for post in posts:
            here = post.parent_id == outgoing.post.external_id and post.author.handle.casefold() == us
            if here and may_be(outgoing, post.text, post.posted_at):
                return _receipt(post, outgoing.post.external_id)
        if len(views) >= _PAGE and all(post.posted_at >= outgoing.begun_at for post in posts):
            raise SourceChanged("Lemmy lists too many newer comments to know whether the answer is among them")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the post as it stands, and the newest comments below it, ours among them."""
        note = {"ours": receipt.external_id, "answers": post.external_id} if receipt.external_id else {}
        return [_standing(post, need), _below(post, need, **note)]


def _is_v3(need: Need) -> bool:
    wanted = need.settings.get("api") or "v3"
    if wanted not in ("v3", "v4"):
        raise Never("LEMMY_API is v3 or v4")
    return wanted == "v3"


def _url(path: str, need: Need) -> str:
    return f"{need.base}/api/{'v3' if _is_v3(need) else 'v4'}/{path}"


def _headers(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    return {"authorization": f"Bearer {token}"} if token else {}


def _get(path: str, params: Mapping[str, str], need: Need, **note: str) -> Ask:
    return Ask(url=_url(path, need), params=params, headers=_headers(need), note=note)


def _standing(post: Post, need: Need) -> Ask:
    kind, own = _apart(post.external_id)
    return _get(kind, {"id": own}, need, what="one")


def _below(post: Post, need: Need, **note: str) -> Ask:
    kind, own = _apart(post.external_id)
    params = {
        "sort": "New" if _is_v3(need) else "new",
        "limit": str(_PAGE),
        f"{'parent' if kind == 'comment' else kind}_id": own,
    }
    return _get("comment/list", params, need, what="below", **note)


def _apart(external_id: str) -> tuple[str, str]:
    kind, _, own = external_id.partition("/")
    if kind not in ("post", "comment") or not (own.isascii() and own.isdigit()):
        raise Never("this is no post of Lemmy")
    return kind, own


def _older(answer: Answer, shape: object, views: Sequence[Shape], need: Need) -> Ask | None:
    asked = urlsplit(answer.url)
    params = dict(parse_qsl(asked.query, keep_blank_values=True))
    url = f"{need.base}{asked.path}" if need.base else answer.url.partition("?")[0]
    cursor = shapes.line(shape, "next_page")
    if cursor:
        return Ask(url=url, params=params | {"page_cursor": cursor}, headers=_headers(need), note=answer.note)
    page = params.get("page", "")
    if not views or not page.isdigit():
        return None
    return Ask(url=url, params=params | {"page": str(int(page) + 1)}, headers=_headers(need), note=answer.note)


def _receipt(post: Post, answered: str, standing: Standing = Standing.PUBLISHED) -> Receipt:
    return Receipt(external_id=post.external_id, post_id=answered, url=post.url, standing=standing)


def _receipts(views: Sequence[Shape], note: Mapping[str, str], need: Need) -> Sequence[Receipt]:
    """Say how our answer stands; where the list is full, what is not on it may still be below."""
    mine, answered = note.get("ours", ""), note.get("answers", "")
    found = next((view for view in views if lemmyviews.own(view) == mine), None)
    if found is not None:
        standing = Standing.PUBLISHED if lemmyviews.stands(found) else Standing.REMOVED
        return [_receipt(lemmyviews.post(found, need, to_us=False), answered, standing)]
    if not mine or len(views) >= _PAGE:
        return []
    return [Receipt(external_id=mine, post_id=answered, standing=Standing.REMOVED)]


SOURCE: Source = Lemmy()

"""LinkedIn: comments below our organisation's posts and posts that mention it, and answers to them.

learn.microsoft.com/linkedin/marketing/community-management (organizational-entity-notifications, comments-api). Wants
the Community Management API with r_organization_social_feed, w_organization_social_feed and rw_organization_admin,
which LinkedIn grants after vetting. The development tier grants 100 asks a member and day. What members write may be
kept for 48 hours, who they are for 24; their names are hardly ever told. There is no search. A comment's text comes
with its notice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from listeners import shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.shapes import Shape
from listeners.source import About, Allowance, Answer, Ask, Need, Page, Pass, Per, Setting, Source, form_ask, json_ask
from listeners.text import clean
from storage.records import Author, Kind, Outgoing, Post, Receipt, Standing, Writing

_CHANGED = "LinkedIn answered in another shape than it documents"
_TOKEN_URL = "https://www.linkedin.com/oauth/v2/accessToken"  # noqa: S105  an address
_VERSION = "202607"
_ACTIONS = "List(COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE_MENTION)"
_SITE = "https://www.linkedin.com/feed/update/"
_PAGE = 50
_MOST = 100
_ONE = {"calls": 1}
_MEND = "sign in to LinkedIn again as an administrator of the page, and set LINKEDIN_TOKEN or LINKEDIN_REFRESH_TOKEN"


class LinkedIn:
    """Comments and mentions of one organisation, newest first."""

    about = About(
        name="linkedin",
        title="LinkedIn",
        docs="https://learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-social-action-notifications",
        base_url="https://api.linkedin.com/rest",
        reads=("comments on our posts", "posts that mention us"),
        settings=(
            Setting(name="organization", about="the organisation's number", required=True),
            Setting(name="token", about="an access token; it lives 60 days", secret=True),
            Setting(name="refresh_token", about="instead of it a refresh token, which lives a year", secret=True),
            Setting(name="client_id", about="the app's id, for refreshing", secret=True),
            Setting(name="client_secret", about="the app's secret, for refreshing", secret=True),
            Setting(name="token_url", about="where tokens are refreshed, if not at LinkedIn", operators=True),
            Setting(name="version", about="the API's version as YYYYMM, if not 202607"),
            Setting(name="daily_calls", about="how many asks a day LinkedIn grants (100)"),
        ),
        pace=timedelta(minutes=20),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(hours=24),
        lookback=timedelta(days=7),
        allowances=(Allowance(unit="calls", per=Per.DAY, most=100, setting="daily_calls"),),
        terms="Members' words are kept for 48 hours and who they are for 24; nothing of it goes to third parties.",
        text_kept=timedelta(hours=48),
        author_kept=timedelta(hours=24),
        verified=("documentation 2026-11",),
        unverified="The limit of 1,250 characters, and notices of edited and deleted comments.",
    )

    writing = Writing(
        limit=1250,
        can_edit=True,
        can_delete=True,
        note="It appears below the comment at once, in the organisation's name.",
        needs=(("token",), ("refresh_token",)),
    )

    def sign_in(self, need: Need) -> Ask:
        """Refresh the token; where there is only a token, see whether it opens."""
        told = need.settings
        if told.get("refresh_token"):
            who = {name: told.get(name, "") for name in ("refresh_token", "client_id", "client_secret")}
            url = told.get("token_url") or _TOKEN_URL
            return form_ask(url, {"grant_type": "refresh_token", **who}, {})
        if not told.get("token"):
            raise NeedsKey(f"LinkedIn needs a token: {_MEND}")
        return _notices(need, 0, 1)

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the fresh token, and the refresh token that came with it."""
        told = shapes.decoded(answer.body, _CHANGED)
        if not need.settings.get("refresh_token"):
            return Pass(settings={})
        token, seconds = shapes.words(told, "access_token"), shapes.count(told, "expires_in") or 0
        if not token:
            raise SourceChanged(_CHANGED)
        renewed = shapes.words(told, "refresh_token")
        settings = {"token": token, **({"refresh_token": renewed} if renewed else {})}
        return Pass(settings=settings, until=need.now + timedelta(seconds=max(seconds - 60, 60)))

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what LinkedIn's own statuses mean."""
        words = shapes.said(body, "message", "error_description")
        if status == 401 or shapes.said(body, "error"):  # noqa: PLR2004  HTTP
            return NeedsKey(f"LinkedIn no longer accepts our token{words}: {_MEND}")
        if status == 403:  # noqa: PLR2004  HTTP
            return NeedsKey(f"LinkedIn does not let this token do that{words}: {_MEND}")
        if status == 426:  # noqa: PLR2004  HTTP
            return Never("LinkedIn no longer speaks this version of its API: set LINKEDIN_VERSION to a newer month")
        if status == 429:  # noqa: PLR2004  HTTP
            return Later("LinkedIn grants no more asks today; trying again later", after=timedelta(hours=1))
        return None

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the notices of the organisation."""
        return [_notices(need, 0, _PAGE)]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the comments and mentions of one page of notices, or what stands below a comment we follow."""
        told = shapes.decoded(answer.body, _CHANGED)
        found = shapes.found(told, "elements")
        if not isinstance(found, list):
            raise SourceChanged(_CHANGED)
        if "answer" in answer.note:
            return _below([_commented(one) for one in found], answer.note, need)
        notices = [_checked(one) for one in found]
        gone = [_urn(one) for one in notices if shapes.words(one, "action") == "COMMENT_DELETE"]
        posts = [_post(one, need) for one in notices if shapes.words(one, "action") != "COMMENT_DELETE"]
        start, total = int(answer.note.get("start", "0")) + _PAGE, shapes.count(told, "paging", "total") or 0
        more = _notices(need, start, _PAGE) if total > start and found else None
        return Page(posts=[post for post in posts if post], gone=gone, more=more)

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  LinkedIn says itself where it cannot
        """Return why not: no token."""
        if settings.get("token") or settings.get("refresh_token"):
            return ""
        return "Answering needs LINKEDIN_TOKEN or LINKEDIN_REFRESH_TOKEN."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002
        """Look nothing up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the ask that comments below, in the organisation's name."""
        if reason := self.cannot_answer(outgoing.post, need.settings):
            raise NeedsKey(reason)
        post = outgoing.post
        shape = {"actor": _own(need), "object": post.thread_id, "message": {"text": outgoing.text}}
        below = {"parentComment": _top(post)} if post.kind is Kind.COMMENT else {}
        ask = json_ask(f"{_actions(need, _top(post))}/comments", {**shape, **below}, _headers(need))
        return Ask(url=ask.url, method=ask.method, content=ask.content, headers=ask.headers, cost=_ONE)

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return our comment's name, which stands in a header."""
        own = answer.headers.get("x-restli-id", "")
        if not own and answer.body:
            own = shapes.ident(shapes.decoded(answer.body, _CHANGED), "commentUrn")
        if not own:
            raise SourceChanged(_CHANGED)
        return _receipt(own, outgoing.post)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for the comments where ours would stand."""
        return _comments(outgoing.post, need, {})

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our comment: the organisation's, with its words and its time."""
        told = shapes.decoded(answer.body, _CHANGED)
        if not isinstance(shapes.found(told, "elements"), list):
            raise SourceChanged(_CHANGED)
        comments = [_commented(one) for one in shapes.listed(told, "elements")]
        for one in comments:
            text = shapes.words(one, "message", "text")
            if shapes.words(one, "actor") == _own(need) and may_be(outgoing, text, _at(one, "created", "time")):
                return _receipt(_name(one), outgoing.post)
        if len(comments) >= _MOST:
            raise SourceChanged("more comments stand there than LinkedIn lists at once: look yourself")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for what stands below the comment: ours, and the answers to it."""
        note = {"answer": receipt.external_id, "post": post.external_id, "thread": post.thread_id, "top": _top(post)}
        return [_comments(post, need, note)]


def _own(need: Need) -> str:
    return f"urn:li:organization:{need.settings.get('organization', '')}"


def _headers(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    version = need.settings.get("version", "") or _VERSION
    told = {"linkedin-version": version, "x-restli-protocol-version": "2.0.0"}
    return {"authorization": f"Bearer {token}", **told} if token else told


def _encoded(urn: str) -> str:
    return quote(urn, safe="")


def _notices(need: Need, start: int, count: int) -> Ask:
    """Ask by an address written by hand: lists and ranges must keep their parentheses, names must not."""
    since = need.since or need.now - timedelta(days=7)
    span = f"(start:{_milliseconds(since)},end:{_milliseconds(need.now)})"
    query = f"q=criteria&organizationalEntity={_encoded(_own(need))}&actions={_ACTIONS}&timeRange={span}"
    url = f"{need.base}/organizationalEntityNotifications?{query}&start={start}&count={count}"
    return Ask(url=url, headers=_headers(need), cost=_ONE, note={"start": str(start)})


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _actions(need: Need, urn: str) -> str:
    return f"{need.base}/socialActions/{_encoded(urn)}"


def _comments(post: Post, need: Need, note: Mapping[str, str]) -> Ask:
    url = f"{_actions(need, _top(post))}/comments?start=0&count={_MOST}"
    return Ask(url=url, headers=_headers(need), cost=_ONE, note=note)


def _top(post: Post) -> str:
    """Return what an answer is put below: LinkedIn knows two levels."""
    return post.parent_id if post.parent_id not in ("", post.thread_id) else post.external_id


def _at(shape: Shape, *path: str) -> datetime | None:
    milliseconds = shapes.count(shape, *path)
    return shapes.moment({"at": milliseconds / 1000}, "at") if milliseconds is not None else None


def _checked(told: object) -> Shape:
    notice = shapes.fields(told)
    if not shapes.words(notice, "action") or _at(notice, "lastModifiedAt") is None:
        raise SourceChanged(_CHANGED)
    return notice


def _commented(told: object) -> Shape:
    comment = shapes.fields(told)
    if not _name(comment) or _at(comment, "created", "time") is None:
        raise SourceChanged(_CHANGED)
    return comment


def _name(comment: Shape) -> str:
    return shapes.ident(comment, "$URN") or shapes.ident(comment, "commentUrn")


def _said(notice: Shape) -> Shape:
    told = shapes.fields(notice, "decoratedGeneratedActivity")
    return shapes.fields(told, "comment") or shapes.fields(told, "share")


def _urn(notice: Shape) -> str:
    return shapes.ident(_said(notice), "entity") or shapes.ident(notice, "generatedActivity")


def _post(notice: Shape, need: Need) -> Post | None:
    """Return what a notice tells of; one without a name for it tells nothing."""
    said, urn = _said(notice), _urn(notice)
    if not urn:
        return None
    thread = shapes.ident(said, "object") or shapes.ident(notice, "sourcePost") or urn
    is_comment = shapes.words(notice, "action") != "SHARE_MENTION"
    at = min(_at(notice, "lastModifiedAt") or need.now, need.now)
    text = shapes.words(said, "text") or shapes.words(said, "message", "text")
    owner = shapes.ident(said, "owner")
    return Post(
        source="linkedin",
        external_id=urn,
        kind=Kind.COMMENT if is_comment else Kind.POST,
        url=_SITE + (thread if is_comment else urn),
        text=clean(text) or "(LinkedIn does not tell the words: open it there)",
        author=Author(id=owner, name=_called(owner)),
        posted_at=at,
        edited_at=at if shapes.words(notice, "action") == "COMMENT_EDIT" else None,
        parent_id=(shapes.ident(said, "parentComment") or thread) if is_comment else "",
        thread_id=thread if is_comment else urn,
        tags_us=owner != _own(need),
    )


def _called(owner: str) -> str:
    return "A LinkedIn page" if owner.startswith("urn:li:organization:") else "A LinkedIn member"


def _below(comments: Sequence[Shape], note: Mapping[str, str], need: Need) -> Page:
    """Read the comments below one we answered; ours must be among them, unless there are more than LinkedIn lists."""
    followed = Receipt(external_id=note["answer"], post_id=note["post"], url=_SITE + note["thread"])
    there = any(_name(one) == followed.external_id for one in comments)
    removed = Receipt(external_id=note["answer"], post_id=note["post"], standing=Standing.REMOVED)
    receipts = [followed] if there else [removed] if len(comments) < _MOST else []
    return Page(posts=[_answered(one, note, need) for one in comments], receipts=receipts)


def _answered(comment: Shape, note: Mapping[str, str], need: Need) -> Post:
    owner = shapes.ident(comment, "actor")
    return Post(
        source="linkedin",
        external_id=_name(comment),
        kind=Kind.COMMENT,
        url=_SITE + note["thread"],
        text=clean(shapes.words(comment, "message", "text")) or "(without words)",
        author=Author(id=owner, name=_called(owner)),
        posted_at=min(_at(comment, "created", "time") or need.now, need.now),
        parent_id=shapes.ident(comment, "parentComment") or note["top"],
        thread_id=note["thread"],
        tags_us=owner != _own(need),
    )


def _receipt(own: str, post: Post) -> Receipt:
    return Receipt(external_id=own, post_id=post.external_id, url=_SITE + post.thread_id)


SOURCE: Source = LinkedIn()

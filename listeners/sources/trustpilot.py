"""Reviews of our business on Trustpilot, and the one answer the business can give to each.

developers.trustpilot.com (business-units-api, service-reviews-api). The API is part of a paid plan. Reading wants the
API key; answering also its secret and the id of the business user who answers. 833 asks in five minutes. A review has
one answer; it is looked up before anything is sent again, because nothing documents what a second sending does.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import quote

from listeners import shapes
from listeners.errors import NeedsKey, Never, SourceChanged
from listeners.ours import same_words
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, form_ask, json_ask
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Outgoing, Post, Receipt, Standing, Writing

_CHANGED = "Trustpilot answered in another shape than it documents"
_NEXT = "next-page"


class Trustpilot:
    """Reviews of one business, newest first."""

    about = About(
        name="trustpilot",
        title="Trustpilot",
        docs="https://developers.trustpilot.com/business-units-api-(public)",
        base_url="https://api.trustpilot.com/v1",
        reads=("reviews",),
        settings=(
            Setting(name="business", about="the business unit's id", required=True),
            Setting(name="key", about="the API key", required=True, secret=True),
            Setting(name="secret", about="the API secret, for answering", secret=True),
            Setting(name="user", about="the id of the business user who answers"),
        ),
        pace=timedelta(minutes=10),
        least_pace=timedelta(seconds=30),
        overlap=timedelta(hours=24),
        terms="Part of a paid plan; e-mail addresses and order numbers, which it would tell, are not asked for.",
        verified=("documentation 2026-11",),
        unverified="What a second answer to a review does, how long answers may be, how long texts may be kept.",
    )

    writing = Writing(
        limit=5000,
        can_delete=True,
        note="It appears under the review in the business's name; a review has one answer.",
        needs=(("secret", "user"),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Trade key and secret for a token; without a secret, ask for the business, which any good key may see."""
        key, secret = need.settings.get("key", ""), need.settings.get("secret", "")
        if not key:
            raise NeedsKey("Trustpilot needs its API key: set TRUSTPILOT_KEY")
        if not secret:
            return Ask(url=_business(need), headers={"apikey": key})
        open_ = {"authorization": "Basic " + b64encode(f"{key}:{secret}".encode()).decode()}
        url = f"{need.base}/oauth/oauth-business-users-for-applications/accesstoken"
        return form_ask(url, {"grant_type": "client_credentials"}, open_)

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the token, where there was a secret to trade."""
        told = shapes.decoded(answer.body, _CHANGED)
        if not need.settings.get("secret"):
            return Pass(settings={})
        token, seconds = shapes.words(told, "access_token"), shapes.ident(told, "expires_in")
        if not token or not (seconds.isascii() and seconds.isdigit()):
            raise SourceChanged(_CHANGED)
        return Pass(settings={"token": token}, until=need.now + timedelta(seconds=int(seconds[:8])))

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the reviews of the business."""
        return [_listing(need, 1)]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the reviews of one page, or the one we follow, and how our answers stand."""
        told = shapes.decoded(answer.body, _CHANGED)
        if "answer" in answer.note:
            review = _checked(told)
            return Page(posts=[_post(review, need)], receipts=[_receipt(review)])
        reviews = shapes.found(told, "reviews")
        if not isinstance(reviews, list):
            raise SourceChanged(_CHANGED)
        checked = [_checked(one) for one in reviews]
        on = any(shapes.words(one, "rel") == _NEXT for one in shapes.listed(told, "links"))
        page = int(answer.note.get("page", "1"))
        return Page(
            posts=[_post(one, need) for one in checked],
            receipts=[_receipt(one) for one in checked if shapes.fields(one, "companyReply")],
            more=_listing(need, page + 1) if on and checked else None,
        )

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  every review of ours can be
        """Return why not: answering wants more than reading."""
        missing = [name for name in ("secret", "user") if not settings.get(name)]
        return f"Answering needs {' and '.join(f'TRUSTPILOT_{name.upper()}' for name in missing)}." if missing else ""

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Look whether the review was answered already."""
        return self.look(outgoing, need)

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:
        """Return the ask that answers the review; raise Never where somebody did already."""
        if reason := self.cannot_answer(outgoing.post, need.settings):
            raise NeedsKey(reason)
        if prepared is not None and shapes.fields(_checked(_told(prepared)), "companyReply"):
            raise Never("this review has an answer on Trustpilot already: change it there")
        shape = {"authorBusinessUserId": need.settings["user"], "message": outgoing.text}
        return json_ask(f"{need.base}/private/reviews/{_number(outgoing.post)}/reply", shape, _bearer(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return the answer; what Trustpilot says beyond its status is not needed."""
        return Receipt(external_id=f"{outgoing.post.external_id}/reply", post_id=outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for the review with its answer."""
        return Ask(url=f"{need.base}/reviews/{_number(outgoing.post)}", headers=_key(need))

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:  # noqa: ARG002
        """Return the answer if it is this one."""
        review = _checked(_told(answer))
        return _receipt(review) if same_words(outgoing.text, shapes.words(review, "companyReply", "text")) else None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the review as it stands, its stars and our answer with it."""
        note = {"answer": receipt.external_id}
        return [Ask(url=f"{need.base}/reviews/{_number(post)}", headers=_key(need), note=note)]


def _business(need: Need) -> str:
    return f"{need.base}/business-units/{quote(need.settings.get('business', ''), safe='')}"


def _number(post: Post) -> str:
    return quote(post.external_id, safe="")


def _key(need: Need) -> Mapping[str, str]:
    return {"apikey": need.settings.get("key", "")}


def _bearer(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    return {"authorization": f"Bearer {token}"} if token else {}


def _listing(need: Need, page: int) -> Ask:
    params = {"perPage": "100", "page": str(page), "orderBy": "createdat.desc"}
    return Ask(url=f"{_business(need)}/reviews", params=params, headers=_key(need), note={"page": str(page)})


def _told(answer: Answer) -> object:
    return shapes.decoded(answer.body, _CHANGED)


def _checked(told: object) -> Shape:
    review = shapes.fields(told)
    if not shapes.ident(review, "id") or shapes.moment(review, "createdAt") is None:
        raise SourceChanged(_CHANGED)
    return review


def _post(review: Shape, need: Need) -> Post:
    own, stars = shapes.ident(review, "id"), shapes.count(review, "stars")
    updated = shapes.moment(review, "updatedAt")
    name = shapes.line(review, "consumer", "displayName") or "A Trustpilot user"
    person = shapes.ident(review, "consumer", "id")
    return Post(
        source="trustpilot",
        external_id=own,
        kind=Kind.REVIEW,
        url=f"https://www.trustpilot.com/reviews/{quote(own, safe='')}",
        title=shapes.line(review, "title"),
        text=clean(shapes.words(review, "text")),
        language=shapes.line(review, "language")[:35],
        rating=stars if stars in range(1, 6) else None,
        author=Author(
            id=person or own,
            name=name,
            url=f"https://www.trustpilot.com/users/{quote(person, safe='')}" if person else "",
        ),
        posted_at=min(shapes.moment(review, "createdAt") or need.now, need.now),
        edited_at=min(updated, need.now) if updated else None,
        metrics=Metrics(likes=shapes.count(review, "numberOfLikes")),
        thread_id=own,
    )


def _receipt(review: Shape) -> Receipt:
    own, stands = shapes.ident(review, "id"), bool(shapes.words(review, "companyReply", "text"))
    standing = Standing.PUBLISHED if stands else Standing.REMOVED
    return Receipt(external_id=f"{own}/reply", post_id=own, standing=standing)


SOURCE: Source = Trustpilot()

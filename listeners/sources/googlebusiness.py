"""Reviews of our places on Google Maps through the Business Profile API, and the one answer each review can have.

developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews. A place must be verified, and Google
must have let the project in. An answer replaces the one before it; Google looks at it first, so it may be PENDING for
a while and then REJECTED. Reviews come changed last first; an edited one keeps its id.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from listeners import google, shapes
from listeners.errors import NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import same_words
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from listeners.text import clean
from storage.records import Author, Counted, Kind, Once, Outgoing, Post, Receipt, Standing, Writing

_CHANGED = "Google Business Profile answered in another shape than it documents"
_MEND = "sign in to Google again as a manager of the place, and set GOOGLEBUSINESS_REFRESH_TOKEN"
_STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_STANDINGS = {"PENDING": Standing.PENDING, "REJECTED": Standing.REJECTED}
_TRANSLATED = "(Translated by Google)"
_ORIGINAL = "(Original)"


class GoogleBusiness:
    """Reviews of one place, those changed last first."""

    about = About(
        name="googlebusiness",
        title="Google Business Profile",
        docs="https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews",
        base_url="https://mybusiness.googleapis.com",
        reads=("reviews",),
        settings=(
            Setting(name="location", about="the place, as accounts/123/locations/456", required=True),
            Setting(name="client_id", about="the OAuth client's id", required=True, secret=True),
            Setting(name="client_secret", about="the OAuth client's secret", required=True, secret=True),
            Setting(name="refresh_token", about="a manager's refresh token", required=True, secret=True),
            Setting(name="token_url", about="where tokens are got, if not at Google", operators=True),
        ),
        pace=timedelta(minutes=10),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(hours=24),
        terms="The official API for your own places; it asks for Google's approval of the project first.",
        verified=("documentation 2026-11",),
        unverified="How Google numbers a rejected answer's reasons, and the quota it grants a new project.",
    )

    writing = Writing(
        limit=4096,
        counted=Counted.BYTES,
        once=Once.UPSERT,
        can_edit=True,
        can_delete=True,
        note="Google looks at it before it shows, in the place's name; it replaces an earlier answer of yours there.",
        needs=(("refresh_token",),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Trade the refresh token for a token."""
        return google.by_refresh_token(need, prefix="GOOGLEBUSINESS")

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the token."""
        return google.opened(answer, need)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what Google's envelope means."""
        return google.trouble(body, mend=_MEND)

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the reviews of the place."""
        return [self._listing(need, {})]

    def _listing(self, need: Need, params: Mapping[str, str]) -> Ask:
        place = need.settings.get("location", "").strip("/")
        if not place:
            raise Never("Google Business Profile needs the place: set location, such as accounts/123/locations/456")
        asked = {"pageSize": "50", "orderBy": "updateTime desc", **params}
        return Ask(url=f"{need.base}/v4/{place}/reviews", params=asked, headers=google.bearer(need))

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the reviews of one page, or the one review we follow, and how our answers stand."""
        told = shapes.decoded(answer.body, _CHANGED)
        if "answer" in answer.note:
            return _page([_checked(told)], need, followed=True)
        reviews = [_checked(one) for one in _reviews(told)]
        page, token = _page(reviews, need), shapes.words(told, "nextPageToken")
        return Page(
            posts=page.posts,
            receipts=page.receipts,
            more=self._listing(need, {"pageToken": token}) if token and reviews else None,
        )

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  every review of ours can be
        """Return why not: no key."""
        return "" if settings.get("refresh_token") else "Answering needs GOOGLEBUSINESS_REFRESH_TOKEN."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002
        """Look nothing up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the ask that sets the review's answer."""
        if reason := self.cannot_answer(outgoing.post, need.settings):
            raise NeedsKey(reason)
        url = f"{_review(outgoing.post, need)}/reply"
        return json_ask(url, {"comment": outgoing.text}, google.bearer(need), method="PUT")

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return how Google took it: shown, waiting, or refused."""
        told = shapes.fields(shapes.decoded(answer.body, _CHANGED))
        if "comment" not in told:
            raise SourceChanged(_CHANGED)
        return _receipt(told, outgoing.post.external_id, outgoing.post.url)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for the review with its answer."""
        return Ask(url=_review(outgoing.post, need), headers=google.bearer(need))

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:  # noqa: ARG002
        """Return the answer if it is this one."""
        told = shapes.fields(_checked(shapes.decoded(answer.body, _CHANGED)), "reviewReply")
        if not same_words(outgoing.text, shapes.words(told, "comment")):
            return None
        return _receipt(told, outgoing.post.external_id, outgoing.post.url)

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the review as it stands, its stars and our answer in it."""
        note = {"answer": receipt.external_id}
        return [Ask(url=_review(post, need), headers=google.bearer(need), note=note)]


def _review(post: Post, need: Need) -> str:
    return f"{need.base}/v4/{post.external_id}"


def _reviews(told: object) -> Sequence[object]:
    """Return the list of reviews; Google leaves an empty one out, and then nothing else may stand there."""
    if not isinstance(told, Mapping) or set(told) - {"reviews", "averageRating", "totalReviewCount", "nextPageToken"}:
        raise SourceChanged(_CHANGED)
    reviews = told.get("reviews", [])
    if not isinstance(reviews, list):
        raise SourceChanged(_CHANGED)
    return reviews


def _checked(told: object) -> Shape:
    review = shapes.fields(told)
    if not _name(review) or shapes.moment(review, "createTime") is None:
        raise SourceChanged(_CHANGED)
    return review


def _name(review: Shape) -> str:
    return shapes.line(review, "name")


def _page(reviews: Sequence[Shape], need: Need, *, followed: bool = False) -> Page:
    receipts = [
        _receipt(shapes.fields(review, "reviewReply"), _name(review), "")
        for review in reviews
        if followed or shapes.words(review, "reviewReply", "comment")
    ]
    return Page(posts=[_post(review, need) for review in reviews], receipts=receipts)


def _post(review: Shape, need: Need) -> Post:
    created = shapes.moment(review, "createTime") or need.now
    updated = shapes.moment(review, "updateTime")
    own = _name(review)
    return Post(
        source="googlebusiness",
        external_id=own,
        kind=Kind.REVIEW,
        url=shapes.link(review, "reviewReplyUrl") or "https://business.google.com/reviews",
        text=_original(shapes.words(review, "comment")),
        rating=_STARS.get(shapes.words(review, "starRating")),
        author=_author(review),
        posted_at=min(created, need.now),
        edited_at=min(updated, need.now) if updated and updated > created else None,
        thread_id=own,
    )


def _author(review: Shape) -> Author:
    name = shapes.line(review, "reviewer", "displayName")
    return Author(id=_name(review), name=name or "A Google user")


def _original(text: str) -> str:
    """Return what the person wrote, where Google shows a translation with it."""
    if _TRANSLATED in text and _ORIGINAL in text:
        return clean(text.partition(_ORIGINAL)[2])
    return clean(text.partition(_TRANSLATED)[0] or text)


def _receipt(told: Shape, post_id: str, url: str) -> Receipt:
    """Return how our answer stands; the newer field names a state, its lack in an old answer means that it shows."""
    state = shapes.words(told, "reviewReplyState")
    stands = _STANDINGS.get(state, Standing.PUBLISHED) if shapes.words(told, "comment") else Standing.REMOVED
    why = shapes.line(told, "policyViolation")
    note = f"Google refused it: {why.replace('_', ' ').lower()}" if why else ""
    return Receipt(external_id=f"{post_id}/reply", post_id=post_id, url=url, standing=stands, note=note)


SOURCE: Source = GoogleBusiness()

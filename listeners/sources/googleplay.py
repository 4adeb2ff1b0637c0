"""Reviews of our Android app through Google Play's developer API, and the one answer each review can have.

developers.google.com/android-publisher/reply-to-reviews. It lists the last seven days, reviews with words only, those
changed last first; an edited review keeps its id. An answer replaces the one before it, so sending it again is
harmless. Some 350 characters are taken, HTML is stripped. About 200 asks an hour (unverified).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from listeners import google, shapes
from listeners.errors import NeedsKey, SourceChanged, Trouble
from listeners.ours import same_words
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from listeners.text import clean
from storage.records import Author, Kind, Metrics, Once, Outgoing, Post, Receipt, Standing, Writing

_SCOPE = "https://www.googleapis.com/auth/androidpublisher"
_STORE = "https://play.google.com/store/apps/details"
_CHANGED = "Google Play answered in another shape than it documents"
_MEND = "invite the service account in the Play Console, with the right to reply to reviews"


class GooglePlay:
    """Reviews of one app, those changed last first."""

    about = About(
        name="googleplay",
        title="Google Play",
        docs="https://developers.google.com/android-publisher/reply-to-reviews",
        base_url="https://androidpublisher.googleapis.com",
        reads=("reviews",),
        settings=(
            Setting(name="app", about="the app's package name, such as com.example.app", required=True),
            Setting(name="key", about="the JSON key file of a service account, whole", required=True, secret=True),
        ),
        pace=timedelta(minutes=15),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(hours=24),
        terms="The official API for your own app; the store's pages are not scraped.",
        verified=("documentation 2026-11",),
        unverified="How many asks an hour are granted, and the link to a single review.",
    )

    writing = Writing(
        limit=350,
        once=Once.UPSERT,
        can_edit=True,
        note="It appears under the review, in the app's name, and replaces an earlier answer of yours there.",
        needs=(("key",),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Trade the service account's key for a token."""
        return google.by_service_account(need, _SCOPE, setting="GOOGLEPLAY_KEY")

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the token."""
        return google.opened(answer, need)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what Google's envelope means."""
        return google.trouble(body, mend=_MEND)

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the reviews of the last seven days."""
        return [self._listing(need, {})]

    def _listing(self, need: Need, params: Mapping[str, str]) -> Ask:
        url = f"{_app(need, need.settings.get('app', ''))}/reviews"
        return Ask(url=url, params={"maxResults": "100", **params}, headers=google.bearer(need))

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the reviews of one page, or the one review we follow."""
        told = shapes.decoded(answer.body, _CHANGED)
        if "post" in answer.note:
            review = _checked(told)
            return Page(
                posts=[_post(review, answer.note["app"], need)], receipts=[_receipt(review, answer.note["app"])]
            )
        reviews = [_checked(one) for one in _reviews(told)]
        token = shapes.words(told, "tokenPagination", "nextPageToken")
        app = need.settings.get("app", "")
        return Page(
            posts=[_post(review, app, need) for review in reviews],
            more=self._listing(need, {"token": token}) if token and reviews else None,
            receipts=[_receipt(review, app) for review in reviews if _answer_of(review)],
        )

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  every review of ours can be
        """Return why not: no key."""
        return "" if settings.get("key") else "Answering needs GOOGLEPLAY_KEY."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002
        """Look nothing up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the ask that sets the review's answer."""
        if reason := self.cannot_answer(outgoing.post, need.settings):
            raise NeedsKey(reason)
        url = _review(outgoing.post, need) + ":reply"
        return json_ask(url, {"replyText": outgoing.text}, google.bearer(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return what was applied."""
        told = shapes.decoded(answer.body, _CHANGED)
        if not shapes.words(told, "result", "replyText"):
            raise SourceChanged(_CHANGED)
        post = outgoing.post
        return Receipt(external_id=_answer_id(post.external_id), post_id=post.external_id, url=post.url)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for the review with its answer."""
        return Ask(url=_review(outgoing.post, need), headers=google.bearer(need))

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:  # noqa: ARG002
        """Return the answer if it is this one."""
        review = _checked(shapes.decoded(answer.body, _CHANGED))
        if not same_words(outgoing.text, shapes.words(_answer_of(review), "text")):
            return None
        return _receipt(review, outgoing.post.external_id.partition("/")[0])

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the review as it stands, its stars and our answer in it."""
        note = {"post": post.external_id, "answer": receipt.external_id, "app": post.external_id.partition("/")[0]}
        return [Ask(url=_review(post, need), headers=google.bearer(need), note=note)]


def _app(need: Need, app: str) -> str:
    return f"{need.base}/androidpublisher/v3/applications/{quote(app, safe='')}"


def _review(post: Post, need: Need) -> str:
    app, _, number = post.external_id.partition("/")
    return f"{_app(need, app)}/reviews/{quote(number, safe='')}"


def _reviews(told: object) -> Sequence[object]:
    """Return the list of reviews; Google leaves an empty one out, and then nothing else may stand there."""
    if not isinstance(told, Mapping) or set(told) - {"reviews", "tokenPagination", "pageInfo"}:
        raise SourceChanged(_CHANGED)
    reviews = told.get("reviews", [])
    if not isinstance(reviews, list):
        raise SourceChanged(_CHANGED)
    return reviews


def _checked(told: object) -> Shape:
    review = shapes.fields(told)
    if not shapes.ident(review, "reviewId") or google.moment(_words_of(review), "lastModified") is None:
        raise SourceChanged(_CHANGED)
    return review


def _words_of(review: Shape) -> Shape:
    return next((one for each in shapes.listed(review, "comments") if (one := shapes.fields(each, "userComment"))), {})


def _answer_of(review: Shape) -> Shape:
    comments = shapes.listed(review, "comments")
    return next((one for each in comments if (one := shapes.fields(each, "developerComment"))), {})


def _answer_id(review_id: str) -> str:
    return f"{review_id}#answer"


def _post(review: Shape, app: str, need: Need) -> Post:
    said, own = _words_of(review), shapes.ident(review, "reviewId")
    title, tab, text = shapes.words(said, "text").partition("\t")
    name = shapes.line(review, "authorName") or "A Google user"
    stars = shapes.count(said, "starRating")
    return Post(
        source="googleplay",
        external_id=f"{app}/{own}",
        kind=Kind.REVIEW,
        url=f"{_STORE}?id={quote(app)}&reviewId={quote(own)}",
        title=clean(title) if tab else "",
        text=clean(text if tab else title),
        language=shapes.line(said, "reviewerLanguage")[:35],
        rating=stars if stars in range(1, 6) else None,
        author=Author(id=f"{app}/{own}", name=name),
        posted_at=min(google.moment(said, "lastModified") or need.now, need.now),
        metrics=Metrics(likes=shapes.count(said, "thumbsUpCount")),
        thread_id=f"{app}/{own}",
    )


def _receipt(review: Shape, app: str) -> Receipt:
    own = f"{app}/{shapes.ident(review, 'reviewId')}"
    standing = Standing.PUBLISHED if _answer_of(review) else Standing.REMOVED
    return Receipt(external_id=_answer_id(own), post_id=own, standing=standing)


SOURCE: Source = GooglePlay()

"""Reviews of our app on Apple's App Store through App Store Connect, and the one answer each review can have.

developer.apple.com/documentation/appstoreconnectapi (customer-reviews, customer-review-responses). Asked with an
ES256 assertion that lives twenty minutes. An answer replaces the one before it; Apple shows it up to a day later
(PENDING_PUBLISH until then). 3,500 asks an hour, said in every answer. An edited review keeps its id and takes its
new date.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

from listeners import jwts, shapes
from listeners.errors import Later, NeedsKey, SourceChanged, Trouble
from listeners.ours import same_words
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from listeners.text import clean
from storage.records import Author, Kind, Once, Outgoing, Post, Receipt, Standing, Writing

_CHANGED = "App Store Connect answered in another shape than it documents"
_WANTED = "APPSTORECONNECT_KEY must hold the private key of an App Store Connect API key (the .p8 file, whole)"
_MEND = "make a key with the role Customer Support in App Store Connect (Users and Access, Integrations)"
_LIVES = timedelta(minutes=19)  # Apple refuses assertions that are to live longer than twenty
_RESPONSES = "customerReviewResponses"


class AppStoreConnect:
    """Reviews of one app, newest first."""

    about = About(
        name="appstoreconnect",
        title="App Store Connect",
        docs="https://developer.apple.com/documentation/appstoreconnectapi/customer-reviews",
        base_url="https://api.appstoreconnect.apple.com",
        reads=("reviews",),
        settings=(
            Setting(name="app", about="the app's number in App Store Connect", required=True),
            Setting(name="key", about="the private key, the .p8 file, whole", required=True, secret=True),
            Setting(name="key_id", about="the key's id", required=True),
            Setting(name="issuer", about="the issuer's id; left out for a person's own key"),
        ),
        pace=timedelta(minutes=15),
        least_pace=timedelta(minutes=1),
        overlap=timedelta(hours=24),
        terms="The official API for your own app.",
        verified=("documentation 2026-11",),
        unverified="How many characters an answer may have (5,970 by developers' reports).",
    )

    writing = Writing(
        limit=5970,
        once=Once.UPSERT,
        can_edit=True,
        can_delete=True,
        note="Apple shows it under the review up to 24 hours later; it replaces an earlier answer of yours there.",
        needs=(("key",),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Ask for the app's name with a fresh assertion: whoever is told it holds a key that opens."""
        told = {"aud": "appstoreconnect-v1", "iat": _seconds(need.now), "exp": _seconds(need.now + _LIVES)}
        issuer = need.settings.get("issuer", "")
        who = {"iss": issuer} if issuer else {"sub": "user"}
        headers = {"kid": need.settings.get("key_id", "")}
        key = need.settings.get("key", "")
        token = jwts.signed({**who, **told}, key, algorithm="ES256", headers=headers, wanted=_WANTED)
        return Ask(
            url=_app(need),
            params={"fields[apps]": "name"},
            headers={"authorization": f"Bearer {token}"},
            note={"token": token},
        )

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the assertion, good for a few minutes more, and the app's name."""
        told = shapes.decoded(answer.body, _CHANGED)
        if not shapes.ident(told, "data", "id"):
            raise SourceChanged(_CHANGED)
        name = shapes.line(told, "data", "attributes", "name")
        settings = {"token": answer.note.get("token", ""), "app_name": name}
        return Pass(settings=settings, until=need.now + _LIVES)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Return what Apple's error list means."""
        try:
            errors = shapes.listed(shapes.decoded(body, ""), "errors")
        except SourceChanged:
            return None
        code = shapes.words(errors[0], "code") if errors else ""
        detail = shapes.line(errors[0], "detail")[:160] if errors else ""
        if code == "RATE_LIMIT_EXCEEDED":
            return Later("Apple grants no more for this hour; trying again later", after=timedelta(minutes=15))
        if code.startswith(("NOT_AUTHORIZED", "FORBIDDEN")):
            return NeedsKey(f'Apple does not let this key in ("{detail}"): {_MEND}')
        return None

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask for the reviews with their answers."""
        params = {"sort": "-createdDate", "limit": "200", "include": "response"}
        return [Ask(url=f"{_app(need)}/customerReviews", params=params, headers=_bearer(need))]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the reviews of one page, or the one review we follow, and how our answers stand."""
        told = shapes.decoded(answer.body, _CHANGED)
        data = shapes.found(told, "data")
        if not isinstance(data, list | Mapping) or (isinstance(data, Mapping) and "answer" not in answer.note):
            raise SourceChanged(_CHANGED)
        reviews = [_checked(one) for one in (data if isinstance(data, list) else [data])]
        responses = _responses(told, reviews)
        followed = answer.note.get("post", "")
        if followed and followed not in responses:
            removed = Standing.REMOVED
            responses[followed] = Receipt(external_id=answer.note["answer"], post_id=followed, standing=removed)
        return Page(
            posts=[_post(review, need) for review in reviews],
            more=_older(told, need) if reviews else None,
            receipts=list(responses.values()),
        )

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  every review of ours can be
        """Return why not: no key."""
        return "" if settings.get("key") else "Answering needs APPSTORECONNECT_KEY."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002
        """Look nothing up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the ask that sets the review's answer."""
        if reason := self.cannot_answer(outgoing.post, need.settings):
            raise NeedsKey(reason)
        review = {"data": {"type": "customerReviews", "id": outgoing.post.external_id}}
        said = {"responseBody": outgoing.text}
        shape = {"data": {"type": _RESPONSES, "attributes": said, "relationships": {"review": review}}}
        return json_ask(f"{need.base}/v1/{_RESPONSES}", shape, _bearer(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return the answer as Apple keeps it: mostly still to be published."""
        return _receipt(_response(shapes.decoded(answer.body, _CHANGED)), outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Ask for the review with its answer."""
        return _one(outgoing.post, need, {})

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:  # noqa: ARG002
        """Return the answer if it is this one."""
        told = shapes.decoded(answer.body, _CHANGED)
        _checked(shapes.found(told, "data"))
        for one in shapes.listed(told, "included"):
            if same_words(outgoing.text, shapes.words(one, "attributes", "responseBody")):
                return _receipt(one, outgoing.post.external_id)
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Ask for the review as it stands, its stars and our answer with it."""
        return [_one(post, need, {"post": post.external_id, "answer": receipt.external_id})]


def _app(need: Need) -> str:
    return f"{need.base}/v1/apps/{quote(need.settings.get('app', ''), safe='')}"


def _one(post: Post, need: Need, note: Mapping[str, str]) -> Ask:
    url = f"{need.base}/v1/customerReviews/{quote(post.external_id, safe='')}"
    return Ask(url=url, params={"include": "response"}, headers=_bearer(need), note=note)


def _bearer(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    return {"authorization": f"Bearer {token}"} if token else {}


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _older(told: object, need: Need) -> Ask | None:
    """Ask on where Apple's own link leads, at the address we were told to ask."""
    link = urlsplit(shapes.link(told, "links", "next"))
    return Ask(url=f"{need.base}{link.path}?{link.query}", headers=_bearer(need)) if link.path else None


def _checked(told: object) -> Shape:
    review = shapes.fields(told)
    kept = shapes.words(review, "type") == "customerReviews" and shapes.ident(review, "id")
    if not kept or shapes.moment(review, "attributes", "createdDate") is None:
        raise SourceChanged(_CHANGED)
    return review


def _response(told: object) -> Shape:
    response = shapes.fields(told, "data")
    if shapes.words(response, "type") != _RESPONSES or not shapes.ident(response, "id"):
        raise SourceChanged(_CHANGED)
    return response


def _responses(told: object, reviews: Sequence[Shape]) -> dict[str, Receipt]:
    """Return our answers by the review they stand under."""
    named = {shapes.ident(one, "id"): one for one in shapes.listed(told, "included")}
    pairs = [(shapes.ident(one, "id"), shapes.ident(one, "relationships", "response", "data", "id")) for one in reviews]
    return {own: _receipt(named[answer], own) for own, answer in pairs if answer in named}


def _receipt(response: Shape, post_id: str) -> Receipt:
    pending = shapes.words(response, "attributes", "state") == "PENDING_PUBLISH"
    return Receipt(
        external_id=shapes.ident(response, "id") or post_id,
        post_id=post_id,
        standing=Standing.PENDING if pending else Standing.PUBLISHED,
        note="Apple shows it within a day" if pending else "",
    )


def _post(review: Shape, need: Need) -> Post:
    said = shapes.fields(review, "attributes")
    own, stars = shapes.ident(review, "id"), shapes.count(said, "rating")
    app, name = need.settings.get("app", ""), shapes.line(said, "reviewerNickname") or "An App Store customer"
    return Post(
        source="appstoreconnect",
        external_id=own,
        kind=Kind.REVIEW,
        url=f"https://apps.apple.com/app/id{quote(app)}?see-all=reviews",
        title=shapes.line(said, "title"),
        text=clean(shapes.words(said, "body")),
        rating=stars if stars in range(1, 6) else None,
        author=Author(id=f"{shapes.line(said, 'territory')[:8]}/{name}", name=name),
        posted_at=min(shapes.moment(said, "createdDate") or need.now, need.now),
        thread_id=own,
    )


SOURCE: Source = AppStoreConnect()

"""An App Store Connect that takes answers to reviews as Apple documents them, and nothing else."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import jwt

from listeners import shapes
from storage.records import Author, Kind, Post
from tests.platforms import signing
from tests.webserver import Reply, Request, Site, in_json

NAME = "appstoreconnect"
MOST = timedelta(minutes=20)


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here; the key as it stands in a `.env`, on one line."""
    key = signing.pair("ec")[0].replace("\n", "\\n")
    return {"base_url": site.url, "app": "41", "key": key, "key_id": "K1", "issuer": "acme-issuer"}


def post() -> Post:
    """Return a review that can be answered."""
    return Post(
        source=NAME,
        external_id="r-1",
        kind=Kind.REVIEW,
        text="Charged twice.",
        author=Author(name="tea4two"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it has none: answers are replaced
    """Let a site be Apple's."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """One review and the answer it has."""

    state: str = "PENDING_PUBLISH"
    answers: list[str] = field(default_factory=list)

    def published(self) -> list[str]:
        """Return the answer that stands."""
        return self.answers[-1:]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if not _opens(request.headers.get("authorization", "")):
            return _refusal(401, "NOT_AUTHORIZED")
        match (request.method, request.path):
            case "GET", "/v1/apps/41":
                return in_json({"data": {"type": "apps", "id": "41", "attributes": {"name": "Kettle"}}})
            case "GET", "/v1/customerReviews/r-1":
                return in_json(self._review())
            case "POST", "/v1/customerReviewResponses":
                return self._respond(json.loads(request.body))
            case _:
                return _refusal(404, "NOT_FOUND")

    def _respond(self, said: dict[str, dict[str, object]]) -> Reply:
        told = said["data"]
        review = {"review": {"data": {"type": "customerReviews", "id": "r-1"}}}
        body = shapes.words(told, "attributes", "responseBody")
        if told["type"] != "customerReviewResponses" or told["relationships"] != review or not body:
            return _refusal(409, "ENTITY_ERROR")
        self.answers.append(body)
        return in_json({"data": self._response()}, 201)

    def _response(self) -> dict[str, object]:
        said = {"responseBody": self.answers[-1], "lastModifiedDate": "2026-11-21T12:00:01Z", "state": self.state}
        return {"type": "customerReviewResponses", "id": "88", "attributes": said}

    def _review(self) -> dict[str, object]:
        said = {"rating": 1, "title": "Charged twice", "body": "x", "createdDate": "2026-11-20T18:05:00Z"}
        response = {"response": {"data": {"type": "customerReviewResponses", "id": "88"}}} if self.answers else {}
        data = {"type": "customerReviews", "id": "r-1", "attributes": said, "relationships": response}
        return {"data": data, "included": [self._response()] if self.answers else []}


def _opens(header: str) -> bool:
    """Check the assertion as Apple says it does."""
    try:
        told = jwt.decode(
            header.removeprefix("Bearer "),
            signing.pair("ec")[1],
            algorithms=["ES256"],
            audience="appstoreconnect-v1",
            issuer="acme-issuer",
            options={"verify_exp": False, "verify_iat": False},  # the tests' clock is their own
        )
    except jwt.PyJWTError:
        return False
    lives = timedelta(seconds=told["exp"] - told["iat"])
    return jwt.get_unverified_header(header.removeprefix("Bearer "))["kid"] == "K1" and lives <= MOST


def _refusal(status: int, code: str) -> Reply:
    return in_json({"errors": [{"status": str(status), "code": code, "title": "No", "detail": "No."}]}, status)

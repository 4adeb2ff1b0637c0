"""A Google Business Profile that takes answers to reviews as it documents them, and nothing else."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "googlebusiness"
TOKEN = "invented-token"
REVIEW = "accounts/7/locations/12/reviews/A1"
KEYS = {"client_id": "acme", "client_secret": "invented", "refresh_token": "invented-too"}


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "location": "accounts/7/locations/12", "token_url": site.url + "/token", **KEYS}


def post() -> Post:
    """Return a review that can be answered."""
    return Post(
        source=NAME,
        external_id=REVIEW,
        kind=Kind.REVIEW,
        text="Closed at noon.",
        author=Author(name="Otto Berg"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it has none: answers are replaced
    """Let a site be Google's."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """One review and the answer it has; `state` is what Google thinks of answers."""

    state: str = "APPROVED"
    why: str = ""
    answers: list[str] = field(default_factory=list)

    def published(self) -> list[str]:
        """Return the answer that stands."""
        return self.answers[-1:]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == "/token":
            asked = dict(parse_qsl(request.body.decode()))
            good = asked == {"grant_type": "refresh_token", **KEYS}
            return (
                in_json({"access_token": TOKEN, "expires_in": 3599})
                if good
                else in_json({"error": "invalid_grant"}, 400)
            )
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return in_json({"error": {"code": 401, "message": "No.", "status": "UNAUTHENTICATED"}}, 401)
        match (request.method, request.path):
            case "GET", path if path == f"/v4/{REVIEW}":
                return in_json(self._review())
            case "PUT", path if path == f"/v4/{REVIEW}/reply":
                return self._reply(json.loads(request.body))
            case _:
                return in_json({"error": {"code": 404, "message": "No.", "status": "NOT_FOUND"}}, 404)

    def _reply(self, said: dict[str, str]) -> Reply:
        if set(said) != {"comment"} or not 0 < len(said["comment"].encode()) <= 4096:
            return in_json({"error": {"code": 400, "message": "No.", "status": "INVALID_ARGUMENT"}}, 400)
        self.answers.append(said["comment"])
        return in_json(self._answer())

    def _answer(self) -> dict[str, str]:
        why = {"policyViolation": self.why} if self.why else {}
        return {
            "comment": self.answers[-1],
            "updateTime": "2026-11-21T12:00:01Z",
            "reviewReplyState": self.state,
            **why,
        }

    def _review(self) -> dict[str, object]:
        review: dict[str, object] = {
            "name": REVIEW,
            "reviewId": "A1",
            "reviewer": {"displayName": "Otto Berg"},
            "starRating": "ONE",
            "comment": "Closed at noon.",
            "createTime": "2026-11-20T18:05:00Z",
            "updateTime": "2026-11-20T18:05:00Z",
        }
        return {**review, "reviewReply": self._answer()} if self.answers else review

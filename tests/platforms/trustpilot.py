"""A Trustpilot that takes the business's answers to reviews as it documents them, and nothing else."""

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "trustpilot"
TOKEN = "invented-token"
_OPEN = "Basic " + b64encode(b"invented-key:invented-secret").decode()


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    secrets = {"key": "invented-key", "secret": "invented-secret"}
    return {"base_url": site.url + "/v1", "business": "b1", "user": "u9", **secrets}


def post() -> Post:
    """Return a review that can be answered."""
    return Post(
        source=NAME,
        external_id="6a1f",
        kind=Kind.REVIEW,
        text="No refund.",
        author=Author(name="Mira Okafor"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it has none
    """Let a site be Trustpilot."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """One review, and what was answered: strict stand-in, so that a second answer would stand beside the first."""

    answers: list[str] = field(default_factory=list)

    def published(self) -> list[str]:
        """Return every answer that was taken."""
        return list(self.answers)

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        match (request.method, request.path.removeprefix("/v1")):
            case "POST", "/oauth/oauth-business-users-for-applications/accesstoken":
                good = request.headers.get("authorization") == _OPEN and b"client_credentials" in request.body
                return in_json({"access_token": TOKEN, "expires_in": "359999"}) if good else in_json({}, 401)
            case "GET", "/reviews/6a1f" if request.headers.get("apikey") == "invented-key":
                return in_json(self._review())
            case "POST", "/private/reviews/6a1f/reply" if request.headers.get("authorization") == f"Bearer {TOKEN}":
                return self._reply(json.loads(request.body))
            case _:
                return in_json({"message": "No."}, 401)

    def _reply(self, said: dict[str, str]) -> Reply:
        if set(said) != {"authorBusinessUserId", "message"} or said["authorBusinessUserId"] != "u9":
            return in_json({"message": "No."}, 400)
        self.answers.append(said["message"])
        return Reply(b"", status=201)

    def _review(self) -> dict[str, object]:
        return {
            "id": "6a1f",
            "stars": 1,
            "title": "No refund",
            "text": "No refund.",
            "createdAt": "2026-11-20T18:05:00Z",
            "consumer": {"id": "c-1", "displayName": "Mira Okafor"},
            "companyReply": {"text": self.answers[-1], "createdAt": "2026-11-21T12:00:00Z"} if self.answers else None,
        }

"""A Google Play that takes answers to reviews as it documents them, and nothing else."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import jwt

from storage.records import Author, Kind, Post
from tests.platforms import signing
from tests.webserver import Reply, Request, Site, in_json

NAME = "googleplay"
APP, TOKEN = "com.example.kettle", "invented-token"
SCOPE = "https://www.googleapis.com/auth/androidpublisher"
REVIEW = f"/androidpublisher/v3/applications/{APP}/reviews/gp%3A1"


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    key = {"client_email": "bot@acme.example", "private_key": signing.pair("rsa")[0], "token_uri": site.url + "/token"}
    return {"base_url": site.url, "app": APP, "key": json.dumps(key)}


def post() -> Post:
    """Return a review that can be answered."""
    return Post(
        source=NAME,
        external_id=f"{APP}/gp:1",
        kind=Kind.REVIEW,
        text="The app crashes.",
        author=Author(name="Lena Hart"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it has none: answers are replaced
    """Let a site be Google Play."""
    platform = Platform(url=site.url)
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """One review and the answer it has."""

    url: str
    stars: int = 1
    answers: list[str] = field(default_factory=list)
    sendings: int = 0

    def published(self) -> list[str]:
        """Return the answer that stands."""
        return self.answers[-1:]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == "/token":
            return self._token(dict(parse_qsl(request.body.decode())))
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return _refusal(401, "UNAUTHENTICATED")
        match (request.method, request.path):
            case "GET", path if path == REVIEW:
                return in_json(self._review())
            case "POST", path if path == f"{REVIEW}:reply":
                return self._reply(json.loads(request.body))
            case _:
                return _refusal(404, "NOT_FOUND")

    def _token(self, said: dict[str, str]) -> Reply:
        claims = jwt.decode(
            said["assertion"],
            signing.pair("rsa")[1],
            algorithms=["RS256"],
            audience=self.url + "/token",
            leeway=3600,  # the tests hold their clocks themselves
        )
        if (claims["scope"], claims["iss"]) != (SCOPE, "bot@acme.example"):
            return in_json({"error": "invalid_grant"}, 400)
        return in_json({"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"})

    def _reply(self, said: dict[str, str]) -> Reply:
        if set(said) != {"replyText"} or not 0 < len(said["replyText"]) <= 350:
            return _refusal(400, "INVALID_ARGUMENT")
        self.sendings += 1
        self.answers.append(said["replyText"])
        return in_json({"result": {"replyText": said["replyText"], "lastEdited": {"seconds": "1795190500"}}})

    def _review(self) -> dict[str, object]:
        said = {"text": "Crash\tThe app crashes.", "lastModified": {"seconds": "1795190400"}, "starRating": self.stars}
        comments: list[object] = [{"userComment": said}]
        if self.answers:
            comments.append({"developerComment": {"text": self.answers[-1], "lastModified": {"seconds": "1795190500"}}})
        return {"reviewId": "gp:1", "authorName": "Lena Hart", "comments": comments}


def _refusal(status: int, name: str) -> Reply:
    return in_json({"error": {"code": status, "message": "No.", "status": name}}, status)

"""A Facebook page whose comments can be answered as the Graph API documents it, and in no other way."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from hmac import new as hmac
from urllib.parse import parse_qsl

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "facebook"
TOKEN, SECRET, PAGE = "invented-token", "invented-secret", "400"
PROOF = hmac(SECRET.encode(), TOKEN.encode(), sha256).hexdigest()


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "page": PAGE, "token": TOKEN, "app_secret": SECRET}


def post() -> Post:
    """Return a comment that can be answered."""
    return Post(
        source=NAME,
        external_id="9001_12",
        kind=Kind.COMMENT,
        url="https://www.facebook.com/9001_12",
        text="It leaks.",
        author=Author(id="71", name="Lena Hart"),
        posted_at=datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
        parent_id="400_9001",
        thread_id="400_9001",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it has none
    """Let a site be the Graph API."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """One comment, and what stands below it, newest first."""

    answers: list[dict[str, object]] = field(default_factory=list)
    others: list[dict[str, object]] = field(default_factory=list)

    def published(self) -> list[str]:
        """Return the texts that stand published."""
        return [str(answer["message"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        said = dict(parse_qsl(request.query or request.body.decode()))
        if request.headers.get("authorization") != f"Bearer {TOKEN}" or said.get("appsecret_proof") != PROOF:
            return _refusal(190, "Error validating access token")
        match (request.method, request.path):
            case "GET", "/v26.0/9001_12":
                return in_json({**_comment("9001_12", "It leaks.", "71"), "parent": {"id": "400_9001"}})
            case "GET", "/v26.0/9001_12/comments" if said.get("filter") == "stream":
                return in_json({"data": [*self.others, *reversed(self.answers)]})
            case "POST", "/v26.0/9001_12/comments" if said.get("message"):
                self.answers.append(_comment(f"9001_{20 + len(self.answers)}", said["message"], PAGE))
                return in_json({"id": self.answers[-1]["id"]})
            case _:
                return _refusal(100, "Unsupported request")


def _comment(own: str, message: str, by: str) -> dict[str, object]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
    return {"id": own, "message": message, "created_time": now, "from": {"id": by, "name": by}}


def _refusal(code: int, message: str) -> Reply:
    return in_json({"error": {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "x"}}, 400)

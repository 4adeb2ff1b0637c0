"""An Instagram account whose comments can be answered as the Graph API documents it, and in no other way."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "instagram"
TOKEN, ACCOUNT = "invented-token", "1784"


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "account": ACCOUNT, "token": TOKEN}


def post() -> Post:
    """Return a comment that can be answered."""
    return Post(
        source=NAME,
        external_id="1780",
        kind=Kind.COMMENT,
        url="https://www.instagram.com/p/AcmeKettle/",
        text="It leaks.",
        author=Author(id="8801", handle="lena.h", name="lena.h"),
        posted_at=datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
        parent_id="1790",
        thread_id="1790",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it has none
    """Let a site be the Graph API."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """One comment, and what stands below it."""

    answers: list[dict[str, object]] = field(default_factory=list)
    others: list[dict[str, object]] = field(default_factory=list)

    def published(self) -> list[str]:
        """Return the texts that stand published."""
        return [str(answer["text"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        said = dict(parse_qsl(request.query or request.body.decode()))
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return in_json({"error": {"message": "Invalid", "type": "OAuthException", "code": 190}}, 400)
        match (request.method, request.path):
            case "GET", "/v26.0/1784":
                return in_json({"id": ACCOUNT, "username": "acmehq"})
            case "GET", "/v26.0/1780":
                below = [*self.answers, *self.others]
                return in_json({**_comment("1780", "It leaks.", "lena.h"), "replies": {"data": below}})
            case "POST", "/v26.0/1780/replies" if 0 < len(said.get("message", "")) <= 300:
                self.answers.append(_comment(f"18{len(self.answers)}", said["message"], "acmehq"))
                return in_json({"id": self.answers[-1]["id"]})
            case _:
                return in_json({"error": {"message": "No", "type": "GraphMethodException", "code": 100}}, 400)


def _comment(own: str, text: str, by: str) -> dict[str, object]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
    return {"id": own, "text": text, "timestamp": now, "username": by}

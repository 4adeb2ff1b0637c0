"""YouTube's answering side as it documents it: Google's tokens, replies below threads, comments below videos."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "youtube"
CHANNEL = "UCacme0000000000000000"


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {
        "base_url": f"{site.url}/youtube/v3",
        "token_url": f"{site.url}/token",
        "channel": CHANNEL,
        "client_id": "invented-client",
        "client_secret": "invented-secret",
        "refresh_token": "invented-renewal",
    }


def post() -> Post:
    """Return a comment that can be answered."""
    return Post(
        source=NAME,
        external_id="UgKettle1",
        kind=Kind.COMMENT,
        url="https://www.youtube.com/watch?v=kettle00001&lc=UgKettle1",
        text="My Acme kettle leaks.",
        author=Author(id="UCmira", handle="@mirafennel", name="@mirafennel"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
        parent_id="kettle00001",
        thread_id="UgKettle1",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  YouTube knows no keys
    """Let a site be YouTube."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands below the video: our comments and replies. `holds` lets the channel review them first."""

    answers: list[dict[str, object]] = field(default_factory=list)
    threads: list[dict[str, object]] = field(default_factory=list)
    holds: bool = False

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(_snippet(answer)["textOriginal"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == "/token":
            return self._token({name: values[0] for name, values in parse_qs(request.body.decode()).items()})
        if request.headers.get("authorization") != "Bearer invented-token":
            return _refused(401, "authError", "Invalid Credentials", "UNAUTHENTICATED")
        return self._answered(request, {name: values[0] for name, values in parse_qs(request.query).items()})

    def _answered(self, request: Request, query: Mapping[str, str]) -> Reply:
        match request.method, request.path.removeprefix("/youtube/v3/"):
            case "POST", "comments" if query == {"part": "snippet"}:
                return self._reply(json.loads(request.body)["snippet"])
            case "POST", "commentThreads" if query == {"part": "snippet"}:
                return self._comment(json.loads(request.body)["snippet"])
            case "GET", "comments" if query.get("parentId") == "UgKettle1":
                return in_json({"kind": "youtube#commentListResponse", "items": self.answers[::-1]})
            case "GET", "commentThreads" if query.get("videoId") == "kettle00001":
                return in_json({"kind": "youtube#commentThreadListResponse", "items": self.threads[::-1]})
            case _:
                return _refused(404, "commentNotFound", "The comment could not be found.", "NOT_FOUND")

    def _token(self, form: Mapping[str, str]) -> Reply:
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token") != "invented-renewal":
            return in_json({"error": "invalid_grant", "error_description": "Token has been revoked."}, 400)
        return in_json({"access_token": "invented-token", "expires_in": 3599, "token_type": "Bearer"})

    def _reply(self, wanted: Mapping[str, object]) -> Reply:
        if set(wanted) != {"parentId", "textOriginal"} or wanted["parentId"] != "UgKettle1":
            return _refused(400, "parentCommentNotFound", "The parent was not found.", "INVALID_ARGUMENT")
        comment = self._made(f"UgKettle1.our{len(self.answers)}", str(wanted["textOriginal"]), parentId="UgKettle1")
        return in_json(comment)

    def _comment(self, wanted: Mapping[str, object]) -> Reply:
        top = wanted.get("topLevelComment")
        if wanted.get("videoId") != "kettle00001" or not isinstance(top, dict):
            return _refused(404, "videoNotFound", "The video was not found.", "NOT_FOUND")
        comment = self._made(f"UgOurs{len(self.answers)}", str(top["snippet"]["textOriginal"]), videoId="kettle00001")
        thread: dict[str, object] = {"id": comment["id"], "snippet": {"topLevelComment": comment}}
        self.threads.append(thread)
        return in_json(thread)

    def _made(self, own: str, text: str, **where: str) -> dict[str, object]:
        at = datetime.now(UTC).isoformat()
        held = {"moderationStatus": "heldForReview"} if self.holds else {}
        author = {"authorDisplayName": "@acmehq", "authorChannelId": {"value": CHANNEL}}
        said = {"textOriginal": text, "textDisplay": text, "publishedAt": at, "updatedAt": at}
        comment: dict[str, object] = {"id": own, "snippet": {**author, **said, **held, **where}}
        self.answers.append(comment)
        return comment


def _snippet(comment: Mapping[str, object]) -> Mapping[str, object]:
    snippet = comment["snippet"]
    assert isinstance(snippet, dict)
    return snippet


def _refused(status: int, reason: str, message: str, kind: str) -> Reply:
    errors = [{"message": message, "domain": "youtube.comment", "reason": reason}]
    return in_json({"error": {"code": status, "message": message, "errors": errors, "status": kind}}, status)

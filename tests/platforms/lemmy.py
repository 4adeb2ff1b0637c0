"""A Lemmy server (0.19, v3) that lets in and takes comments as it documents, and nothing else."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "lemmy"
JWT = "invented.jwt.token"
_PERSON = {"id": 31, "name": "mira", "actor_id": "https://tea.example/u/mira"}
_POST = {
    "id": 9,
    "name": "Acme kettle leaks",
    "ap_id": "https://tea.example/post/9",
    "published": "2026-11-20T18:05:00Z",
}
_ASKED = {"id": 24, "post_id": 9, "content": "Acme never answers.", "path": "0.24", "published": "2026-11-20T18:40:00Z"}


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "username": "acmehq", "password": "invented"}


def post() -> Post:
    """Return a comment that can be answered."""
    return Post(
        source=NAME,
        external_id="comment/24",
        kind=Kind.COMMENT,
        text="Acme never answers.",
        author=Author(id="31", handle="mira@tea.example", name="Mira"),
        posted_at=datetime(2026, 11, 20, 18, 40, tzinfo=UTC),
        parent_id="post/9",
        thread_id="post/9",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it knows no keys
    """Let a site be a Lemmy server."""
    platform = Platform(site.url)
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands on the server: one post, one comment, and what was answered to it."""

    url: str
    answers: list[dict[str, object]] = field(default_factory=list)

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["content"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        asked = {name: values[0] for name, values in parse_qs(request.query).items()}
        path = request.path.removeprefix("/api/v3/")
        if request.method == "POST" and path == "user/login":
            return self._login(json.loads(request.body))
        if request.headers.get("authorization") != f"Bearer {JWT}":
            return in_json({"error": "not_logged_in"}, 401)
        match (request.method, path):
            case "GET", "comment" if asked == {"id": "24"}:
                return in_json({"comment_view": self._view(_ASKED, _PERSON)})
            case "GET", "comment/list" if asked.get("parent_id") == "24":
                views = [self._view(one, self._us()) for one in self.answers[::-1]]
                return in_json({"comments": [*views, self._view(_ASKED, _PERSON)]})
            case "POST", "comment":
                return self._comment(json.loads(request.body))
            case _:
                return in_json({"error": "couldnt_find_comment"}, 404)

    def _login(self, words: dict[str, str]) -> Reply:
        if words != {"username_or_email": "acmehq", "password": "invented"}:
            return in_json({"error": "incorrect_login"}, 401)
        return in_json({"jwt": JWT, "registration_created": False, "verify_email_sent": False})

    def _comment(self, form: dict[str, object]) -> Reply:
        if form.keys() != {"content", "post_id", "parent_id"} or (form["post_id"], form["parent_id"]) != (9, 24):
            return in_json({"error": "couldnt_find_post"}, 404)
        own = 100 + len(self.answers)
        at = datetime.now(UTC).isoformat()
        one: dict[str, object] = {
            "id": own,
            "post_id": 9,
            "content": form["content"],
            "path": f"0.24.{own}",
            "published": at,
        }
        self.answers.append(one)
        return in_json({"comment_view": self._view(one, self._us()), "recipient_ids": [31]})

    def _us(self) -> dict[str, object]:
        return {"id": 1, "name": "acmehq", "actor_id": f"{self.url}/u/acmehq"}

    def _view(self, comment: dict[str, object], creator: dict[str, object]) -> dict[str, object]:
        ap_id = f"{self.url}/comment/{comment['id']}"
        return {"comment": {**comment, "ap_id": ap_id}, "creator": creator, "post": _POST, "counts": {}}

"""A Discourse forum that takes posts with an administrator's key as it documents, and nothing else."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

from storage.records import Author, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "discourse"
KEY = "invented-key"
_PARENT = {
    "id": 902, "username": "mira", "user_id": 42, "cooked": "<p>It drips.</p>",
    "created_at": "2026-11-20T16:00:00.000Z",
    "post_number": 2, "topic_id": 88, "topic_slug": "leaks", "post_type": 1,
}  # fmt: skip


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "key": KEY, "username": "acmehq"}


def post() -> Post:
    """Return a post that can be answered."""
    return Post(
        source=NAME,
        external_id="902",
        text="It drips.",
        author=Author(id="42", handle="mira", name="Mira"),
        posted_at=datetime(2026, 11, 20, 16, tzinfo=UTC),
        thread_id="88",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it knows no keys
    """Let a site be a forum."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands in the forum: one post, and what was answered to it; `approves` lets it wait instead."""

    approves: bool = False
    answers: list[dict[str, object]] = field(default_factory=list)
    waiting: list[dict[str, object]] = field(default_factory=list)

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["raw"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if (request.headers.get("api-key"), request.headers.get("api-username")) != (KEY, "acmehq"):
            words = "You are not permitted to view the requested resource."
            return in_json({"errors": [words], "error_type": "invalid_access"}, 403)
        match (request.method, request.path):
            case "GET", "/posts/902.json":
                return in_json(_PARENT)
            case "GET", "/t/88/last.json":
                posts = [_PARENT, *self.answers]
                stream = {"posts": posts, "stream": [one["id"] for one in posts]}
                return in_json({"post_stream": stream, "id": 88, "pending_posts": self.waiting})
            case "POST", "/posts.json":
                return self._post(json.loads(request.body))
            case _:
                return in_json({"errors": ["The requested URL could not be found."], "error_type": "not_found"}, 404)

    def _post(self, form: dict[str, object]) -> Reply:
        if form.keys() != {"topic_id", "raw", "reply_to_post_number"} or form["topic_id"] != 88:
            return in_json({"errors": ["topic_id is missing"], "error_type": "invalid_parameters"}, 400)
        if len(str(form["raw"])) < 20:
            return in_json({"action": "create_post", "errors": ["Post is too short (minimum is 20 characters)"]}, 422)
        if self.approves:
            self.waiting.append({"id": 7, "raw": form["raw"], "created_at": datetime.now(UTC).isoformat()})
            return in_json({"action": "enqueued", "success": True, "pending_post": {"id": 7}})
        one: dict[str, object] = {
            "id": 910 + len(self.answers), "username": "acmehq", "user_id": 1, "raw": form["raw"], "topic_id": 88,
            "cooked": f"<p>{escape(str(form['raw']))}</p>", "created_at": datetime.now(UTC).isoformat(), "post_type": 1,
            "post_number": 3 + len(self.answers), "topic_slug": "leaks", "reply_to_post_number": 2,
        }  # fmt: skip
        self.answers.append(one)
        return in_json(one)

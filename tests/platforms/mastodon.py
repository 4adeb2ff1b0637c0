"""A Mastodon server that accepts answers as it documents them, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from urllib.parse import parse_qs

from storage.records import Author, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "mastodon"
TOKEN = "invented-token"
ME = {"id": "1001", "username": "acmehq", "acct": "acmehq", "url": "https://social.example/@acmehq"}
_MIRA = {"id": "31", "username": "mira", "acct": "mira@far.example", "url": "https://far.example/@mira"}


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "token": TOKEN}


def post() -> Post:
    """Return a post that can be answered."""
    return Post(
        source=NAME,
        external_id="300",
        text="My Acme kettle leaks.",
        author=Author(id="31", handle="mira@far.example", name="Mira"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":
    """Let a site be a Mastodon server; `ignores_keys` as Pixelfed ignores them."""
    platform = Platform(ignores_keys=ignores_keys)
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands on the server: the post, and what was answered to it."""

    ignores_keys: bool = False
    visibility: str = "public"
    warned: str = ""
    answers: list[dict[str, object]] = field(default_factory=list)
    keys: dict[str, dict[str, object]] = field(default_factory=dict)

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["plain"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return in_json({"error": "The access token is invalid"}, 401)
        match (request.method, request.path.removeprefix("/api/v1/")):
            case "GET", "accounts/verify_credentials":
                return in_json(ME)
            case "GET", "statuses/300":
                return in_json(self._post())
            case "GET", "accounts/1001/statuses":
                return in_json(self.answers[::-1])
            case "POST", "statuses":
                return self._publish(request)
            case _:
                return in_json({"error": "Record not found"}, 404)

    def _post(self) -> dict[str, object]:
        return _status("300", _MIRA, "My Acme kettle leaks.", visibility=self.visibility, spoiler_text=self.warned)

    def _publish(self, request: Request) -> Reply:
        form = {name: values[0] for name, values in parse_qs(request.body.decode(), strict_parsing=True).items()}
        key = request.headers.get("idempotency-key", "")
        if key in self.keys and not self.ignores_keys:
            return in_json(self.keys[key])
        if not form.get("status") or len(form["status"]) > 500:
            return in_json({"error": "Validation failed: Text character limit of 500 exceeded"}, 422)
        if form.get("in_reply_to_id") != "300":
            return in_json({"error": "The post you are replying to has been deleted"}, 404)
        status = _status(
            str(400 + len(self.answers)), ME, form["status"], visibility=form["visibility"], in_reply_to_id="300"
        )
        self.answers.append(status)
        self.keys[key] = status
        return in_json(status)


def _status(own: str, account: dict[str, str], text: str, **more: object) -> dict[str, object]:
    return {
        "id": own,
        "created_at": datetime.now(UTC).isoformat(),
        "url": f"{account['url']}/{own}",
        "account": account,
        "content": f"<p>{escape(text).replace('@far.example', '')}</p>",
        "plain": text,
        **more,
    }

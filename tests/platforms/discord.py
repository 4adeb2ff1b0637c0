"""A Discord server's channel that takes messages of a bot as it documents, and nothing else."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from storage.records import Author, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "discord"
TOKEN = "invented-bot-token"
_US = {"id": "1", "username": "acme-bot", "global_name": "Acme", "bot": True}
_CHANNEL = "/channels/205/messages"


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "token": TOKEN, "guild": "101"}


def post() -> Post:
    """Return a message that can be answered."""
    return Post(
        source=NAME,
        external_id="300",
        text="My Acme kettle leaks.",
        author=Author(id="31", handle="mira.tea", name="Mira"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
        thread_id="205",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":
    """Let a site be Discord; `ignores_keys` as where the nonce was forgotten after some minutes."""
    platform = Platform(ignores_keys=ignores_keys)
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands in the channel since we came."""

    ignores_keys: bool = False
    answers: list[dict[str, object]] = field(default_factory=list)

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["content"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.headers.get("authorization") != f"Bot {TOKEN}":
            return in_json({"message": "401: Unauthorized", "code": 0}, 401)
        if not request.headers.get("user-agent", "").startswith("DiscordBot ("):
            return Reply(b"error code: 1010", status=403)
        match (request.method, request.path):
            case "GET", "/users/@me":
                return in_json(_US)
            case "GET", path if path == _CHANNEL:
                after = int(parse_qs(request.query)["after"][0])
                return in_json([one for one in self.answers[::-1] if int(str(one["id"])) > after])
            case "POST", path if path == _CHANNEL:
                return self._send(json.loads(request.body))
            case _:
                return in_json({"message": "Unknown Channel", "code": 10003}, 404)

    def _send(self, form: dict[str, object]) -> Reply:
        if form["message_reference"] != {"message_id": "300", "fail_if_not_exists": True}:
            return in_json({"message": "Invalid Form Body", "code": 50035}, 400)
        if form["allowed_mentions"] != {"parse": [], "replied_user": True} or len(str(form["nonce"])) > 25:
            return in_json({"message": "Invalid Form Body", "code": 50035}, 400)
        known = [one for one in self.answers if one["nonce"] == form["nonce"]]
        if known and form["enforce_nonce"] and not self.ignores_keys:
            return in_json(known[0])
        at = datetime.now(UTC)
        own = ((int(at.timestamp() * 1000) - 1_420_070_400_000) << 22) + len(self.answers)
        message: dict[str, object] = {
            "id": str(own), "type": 19, "channel_id": "205", "author": _US, "content": form["content"], "mentions": [],
            "timestamp": at.isoformat(), "nonce": form["nonce"], "message_reference": {"message_id": "300"},
        }  # fmt: skip
        self.answers.append(message)
        return in_json(message)

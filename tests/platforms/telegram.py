"""A Telegram group a bot may write in, as the Bot API documents it: no keys, and nothing shows what was sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from storage.records import Author, Post
from tests.webserver import Reply, Request, Site

NAME = "telegram"
TOKEN = "123456:invented-token-of-a-bot"
_US = {"id": 1, "is_bot": True, "first_name": "Acme", "username": "acme_help_bot"}
_GROUP = {"id": -100123, "title": "Kettle friends", "username": "kettlefriends", "type": "supergroup"}


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "token": TOKEN}


def post() -> Post:
    """Return a message that can be answered."""
    return Post(
        source=NAME,
        external_id="-100123/50",
        text="My acme kettle leaks",
        author=Author(id="31", handle="mira_tea", name="Mira"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
        thread_id="-100123/50",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it knows no keys
    """Let a site be the Bot API."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What was sent to the group."""

    answers: list[dict[str, object]] = field(default_factory=list)

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["text"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        match (request.method, request.path.split("/")):
            case _, ["", bot, _] if bot != f"bot{TOKEN}":
                return _refused(401, "Unauthorized")
            case "GET", ["", _, "getMe"]:
                return _told(_US)
            case "POST", ["", _, "sendMessage"]:
                return self._send(json.loads(request.body))
            case _:
                return _refused(404, "Not Found")

    def _send(self, form: dict[str, object]) -> Reply:
        answered = {"message_id": 50, "allow_sending_without_reply": False}
        if form.get("chat_id") != _GROUP["id"] or form.get("reply_parameters") != answered:
            return _refused(400, "Bad Request: message to be replied not found")
        sent: dict[str, object] = {
            "message_id": 60 + len(self.answers), "from": _US, "chat": _GROUP, "text": form["text"],
            "date": int(datetime.now(UTC).timestamp()),
        }  # fmt: skip
        self.answers.append(sent)
        return _told(sent)


def _told(result: object) -> Reply:
    return Reply(json.dumps({"ok": True, "result": result}).encode())


def _refused(status: int, words: str) -> Reply:
    return Reply(json.dumps({"ok": False, "error_code": status, "description": words}).encode(), status=status)

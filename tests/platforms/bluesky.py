"""An account's server on Bluesky that accepts answers as its lexicons document them, and nothing else."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

from storage import graphemes
from storage.records import Author, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "bluesky"
HANDLE, PASSWORD = "acme.example", "aaaa-bbbb-cccc-dddd"
US, MIRA = "did:plc:acmehqacmehqacmehqacmehq", "did:plc:mirak4mirak4mirak4mirak4"
COLLECTION = "app.bsky.feed.post"
ROOT = {"uri": f"at://{MIRA}/{COLLECTION}/3mqhwaaaaaa2a", "cid": "bafyreiroot"}
POST = {"uri": f"at://{MIRA}/{COLLECTION}/3mqhx2k7vtc2f", "cid": "bafyreipost"}
_REPLY = {"root": ROOT, "parent": POST}


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "handle": HANDLE, "app_password": PASSWORD}


def post() -> Post:
    """Return a post that can be answered."""
    return Post(
        source=NAME,
        external_id=POST["uri"],
        text="My Acme kettle leaks.",
        language="en",
        author=Author(id=MIRA, handle="mira.example", name="Mira"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":
    """Let a site be an account's server; `ignores_keys` puts every record under a key of its own choosing."""
    platform = Platform(ignores_keys=ignores_keys)
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands on the server: one post of somebody else, and what we answered to it."""

    ignores_keys: bool = False
    reply_disabled: bool = False
    sessions: int = 0
    answers: list[dict[str, object]] = field(default_factory=list)

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["text"]) for answer in self.answers]

    def expire(self) -> None:
        """Let the token that was given out be good no longer; what renews it still is."""
        self.sessions += 1

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        match (request.method, request.path.removeprefix("/xrpc/")):
            case "POST", "com.atproto.server.createSession":
                return self._begin(json.loads(request.body))
            case "POST", "com.atproto.server.refreshSession":
                return self._renew(request)
            case "GET", "com.atproto.repo.listRecords":
                return self._list(request)
            case method, name:
                refusal = self._refusal(request)
                return refusal or self._let_in(method, name, request)

    def _let_in(self, method: str, name: str, request: Request) -> Reply:
        match (method, name):
            case "GET", "app.bsky.feed.getPosts":
                wanted = parse_qs(request.query)["uris"]
                return in_json({"posts": [self.view()] if POST["uri"] in wanted else []})
            case "POST", "com.atproto.repo.putRecord":
                return self._put(json.loads(request.body))
            case _:
                return _refused(501, "MethodNotImplemented", "Method Not Implemented")

    def _token(self) -> str:
        payload = {"scope": "com.atproto.appPass", "sub": US, "exp": int(_soon().timestamp()), "no": self.sessions}
        return f"eyJ.{urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip('=')}.signed"

    def _session(self) -> Reply:
        return in_json(
            {"accessJwt": self._token(), "refreshJwt": f"refresh-{self.sessions}", "did": US, "handle": HANDLE}
        )

    def _begin(self, wanted: dict[str, str]) -> Reply:
        if wanted != {"identifier": HANDLE, "password": PASSWORD}:
            return _refused(401, "AuthenticationRequired", "Invalid identifier or password")
        return self._session()

    def _renew(self, request: Request) -> Reply:
        if not re.fullmatch(r"Bearer refresh-\d+", request.headers.get("authorization", "")) or request.body:
            return _refused(400, "ExpiredToken", "Token has been revoked")
        self.sessions += 1
        return self._session()

    def _refusal(self, request: Request) -> Reply | None:
        token = request.headers.get("authorization", "")
        if not token:
            return _refused(401, "AuthMissing", "Authentication Required")
        return None if token == f"Bearer {self._token()}" else _refused(400, "ExpiredToken", "Token has expired")

    def view(self) -> dict[str, object]:
        """Return the post that can be answered, as the server shows it."""
        record = {"$type": COLLECTION, "text": "My Acme kettle leaks.", "createdAt": "2026-11-20T18:05:00.000Z"}
        return {
            **POST,
            "author": {"did": MIRA, "handle": "mira.example"},
            "record": {**record, "reply": {"root": ROOT, "parent": ROOT}},
            "indexedAt": "2026-11-20T18:05:01.000Z",
            "viewer": {"replyDisabled": True} if self.reply_disabled else {},
        }

    def _put(self, wanted: dict[str, object]) -> Reply:
        record = wanted.get("record")
        fault = _fault(wanted, record)
        if fault or not isinstance(record, dict):
            return _refused(400, "InvalidRequest", fault)
        key = f"3zzzzzzzzzz{len(self.answers):02}" if self.ignores_keys else str(wanted["rkey"])
        uri = f"at://{US}/{COLLECTION}/{key}"
        self.answers = [answer for answer in self.answers if answer["uri"] != uri]
        self.answers.append({"uri": uri, "text": record["text"], "value": record})
        return in_json({"uri": uri, "cid": "bafyreiours", "validationStatus": "valid"})

    def _list(self, request: Request) -> Reply:
        asked = parse_qs(request.query)
        if asked.get("repo") != [US] or asked.get("collection") != [COLLECTION]:
            return _refused(400, "InvalidRequest", "Could not find repo")
        records = [{"uri": one["uri"], "cid": "bafyreiours", "value": one["value"]} for one in self.answers]
        return in_json({"records": sorted(records, key=lambda one: str(one["uri"]), reverse=True)})


def _fault(wanted: dict[str, object], record: object) -> str:
    if wanted.get("repo") != US or wanted.get("collection") != COLLECTION:
        return "Input/repo must be ours"
    if not re.fullmatch(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}", str(wanted.get("rkey"))):
        return "Invalid record key"
    if not isinstance(record, dict) or record.get("$type") != COLLECTION or record.get("reply") != _REPLY:
        return "Invalid app.bsky.feed.post record"
    text = str(record.get("text", ""))
    if not text or graphemes.count(text) > 300 or len(text.encode()) > 3000:
        return "Record/text must not be longer than 300 graphemes"
    moment = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(record.get("createdAt")))
    return "" if moment else "Record/createdAt must be an valid atproto datetime"


def _soon() -> datetime:
    return datetime(2099, 1, 1, tzinfo=UTC) + timedelta(hours=2)


def _refused(status: int, name: str, message: str) -> Reply:
    return in_json({"error": name, "message": message}, status)

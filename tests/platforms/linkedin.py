"""A LinkedIn whose comments can be answered as it documents, and in no other way."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "linkedin"
TOKEN, OWN = "invented-token", "urn:li:organization:400"
ACTIVITY, COMMENT = "urn:li:activity:7094", "urn:li:comment:(urn:li:activity:7094,7101)"
REFRESH = {"refresh_token": "invented-refresh", "client_id": "acme", "client_secret": "invented"}


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url + "/rest", "organization": "400", "token_url": site.url + "/token", **REFRESH}


def post() -> Post:
    """Return a comment that can be answered."""
    return Post(
        source=NAME,
        external_id=COMMENT,
        kind=Kind.COMMENT,
        url=f"https://www.linkedin.com/feed/update/{ACTIVITY}",
        text="It leaks.",
        author=Author(id="urn:li:person:a", name="A LinkedIn member"),
        posted_at=datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
        parent_id=ACTIVITY,
        thread_id=ACTIVITY,
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  it has none
    """Let a site be LinkedIn."""
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
        return [str(dict(answer["message"])["text"]) for answer in self.answers]  # type: ignore[call-overload]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == "/token":
            good = dict(parse_qsl(request.body.decode())) == {"grant_type": "refresh_token", **REFRESH}
            return (
                in_json({"access_token": TOKEN, "expires_in": 5184000}) if good else in_json({"error": "invalid"}, 400)
            )
        spoken = (request.headers.get("linkedin-version"), request.headers.get("x-restli-protocol-version"))
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return in_json({"status": 401, "message": "Invalid access token"}, 401)
        if spoken != ("202607", "2.0.0"):
            return in_json({"status": 426, "message": "Nonexistent version"}, 426)
        match (request.method, unquote(request.path)):
            case "GET", path if path == f"/rest/socialActions/{COMMENT}/comments":
                return in_json({"elements": [*self.answers, *self.others], "paging": {"start": 0, "count": 100}})
            case "POST", path if path == f"/rest/socialActions/{COMMENT}/comments":
                return self._comment(json.loads(request.body))
            case _:
                return in_json({"status": 404, "message": "Resource not found"}, 404)

    def _comment(self, said: dict[str, object]) -> Reply:
        wanted = {"actor": OWN, "object": ACTIVITY, "parentComment": COMMENT}
        if {name: said.get(name) for name in wanted} != wanted or set(said) != {*wanted, "message"}:
            return in_json({"status": 400, "message": "No"}, 400)
        urn = f"urn:li:comment:({ACTIVITY},{7200 + len(self.answers)})"
        at = int(datetime.now(UTC).timestamp() * 1000)
        self.answers.append({"$URN": urn, "actor": OWN, "message": said["message"], "created": {"time": at}})
        return Reply(b"", status=201, headers={"x-restli-id": urn})

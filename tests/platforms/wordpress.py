"""A WordPress site that takes answers to comments as it documents them, and nothing else."""

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qsl

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "wordpress"
ME, PASSWORD = 7, "abcd EFGH 1234 ijkl MNOP 6789"
_OPEN = "Basic " + b64encode(f"keeper:{PASSWORD}".encode()).decode()
_HEARD_AT = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
_served: list[str] = []  # a comment's id names its site


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "user": "keeper", "password": PASSWORD}


def post() -> Post:
    """Return a comment on the site served last."""
    place = _served[-1] if _served else "diary.example.com"
    return Post(
        source=NAME,
        external_id=f"{place}#9",
        kind=Kind.COMMENT,
        text="My acme kettle leaks.",
        author=Author(name="Otto Berg"),
        posted_at=_HEARD_AT,
        thread_id=f"{place}?p=3",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":
    """Let a site be a WordPress; with `ignores_keys` a plugin has switched its search for duplicates off."""
    platform = Platform(url=site.url, ignores_keys=ignores_keys)
    site.answers(platform.answer)
    _served.append(site.url.removeprefix("http://"))
    return platform


@dataclass
class Platform:
    """What stands on the site: one visitor's comment, and what was answered."""

    url: str
    ignores_keys: bool = False
    answers: list[dict[str, object]] = field(default_factory=list)
    visitors: list[dict[str, object]] = field(default_factory=list)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        """Begin with what a visitor wrote."""
        self.heard = self._comment(9, 0, 0, "My acme kettle leaks.", _HEARD_AT)

    def published(self) -> list[str]:
        """Return the texts that stand published."""
        return [unescape(str(answer["plain"])) for answer in self.answers if answer["status"] == "approved"]

    def says(self, number: int, text: str, *, below: int = 0) -> None:
        """Let the visitor say something more, now."""
        self.visitors.append(self._comment(number, below, 0, text, datetime.now(UTC)))

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.headers.get("authorization") != _OPEN:
            return _refusal(401, "rest_forbidden_context")
        match (request.method, request.path.removeprefix("/wp-json/wp/v2/")):
            case "GET", "users/me":
                return in_json({"id": ME, "name": "Keeper"})
            case "GET", "comments":
                return in_json(self._listed(dict(parse_qsl(request.query, strict_parsing=True))))
            case "POST", "comments":
                return self._publish(request)
            case "POST", "comments/9":
                self.heard["status"] = json.loads(request.body)["status"]
                return in_json(self.heard)
            case _:
                return _refusal(404, "rest_no_route")

    def _listed(self, wanted: dict[str, str]) -> list[dict[str, object]]:
        found = [self.heard, *self.visitors, *self.answers]
        if "include" in wanted:
            found = [one for one in found if str(one["id"]) in wanted["include"].split(",")]
        if "parent" in wanted:
            found = [one for one in found if str(one["parent"]) in wanted["parent"].split(",")]
        if wanted.get("status", "approve") in ("spam", "trash"):
            return [one for one in found if one["status"] == wanted["status"]]
        everything = wanted.get("status") == "any"
        return [one for one in reversed(found) if everything or one["status"] in ("approved", "hold")]

    def _publish(self, request: Request) -> Reply:
        said = json.loads(request.body)
        if request.headers.get("content-type") != "application/json" or set(said) != {"post", "parent", "content"}:
            return _refusal(400, "rest_invalid_param")
        heard = [one["id"] for one in (self.heard, *self.visitors)]
        if said["post"] != 3 or said["parent"] not in heard or not str(said["content"]).strip():
            return _refusal(400, "rest_comment_content_invalid")
        if not self.ignores_keys and said["content"] in [answer["plain"] for answer in self.answers]:
            return _refusal(409, "comment_duplicate")
        self.now += timedelta(seconds=1)
        self.answers.append(self._comment(10 + len(self.answers), said["parent"], ME, said["content"], self.now))
        return in_json(self.answers[-1], 201)

    def _comment(self, number: int, parent: int, author: int, html: str, at: datetime) -> dict[str, object]:
        curled = html.replace("'", "&#8217;")
        return {
            "id": number,
            "post": 3,
            "parent": parent,
            "author": author,
            "type": "comment",
            "status": "approved",
            "author_name": "Keeper" if author else "Otto Berg",
            "author_url": "",
            "date_gmt": at.strftime("%Y-%m-%dT%H:%M:%S"),
            "content": {"rendered": f"<p>{curled}</p>\n", "raw": html},
            "link": f"{self.url}/kettle/#comment-{number}",
            "plain": html,
        }


def _refusal(status: int, code: str) -> Reply:
    return in_json({"code": code, "message": "No.", "data": {"status": status}}, status)

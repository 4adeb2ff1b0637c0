"""GitHub's answering side as it documents it: comments below issues by REST, below discussions by GraphQL."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from storage.records import Author, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "github"
_ME = "acmehq"


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {"base_url": site.url, "token": "invented-token"}


def post() -> Post:
    """Return a post that can be answered: an issue."""
    return _stands("issues", 12, "")


def discussion(comment: str = "") -> Post:
    """Return a discussion that can be answered, or a comment there."""
    return _stands("discussions", 14, comment)


def _stands(kind: str, number: int, comment: str) -> Post:
    return Post(
        source=NAME,
        external_id=f"tea/kettles#{number}" + (f"-{comment}" if comment else ""),
        url=f"https://github.com/tea/kettles/{kind}/{number}" + (f"#discussioncomment-{comment}" if comment else ""),
        title="Acme kettle leaks",
        text="It leaks & hisses.",
        author=Author(id="mira-fennel", handle="mira-fennel", name="mira-fennel"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
        thread_id=f"tea/kettles#{number}",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  GitHub knows no keys
    """Let a site be GitHub."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands below the issue, and in the discussion under each comment."""

    answers: list[dict[str, object]] = field(default_factory=list)
    said: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {"": [], "DC_31": [], "DC_32": []})
    locked: bool = False

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(one["body"]) for many in (self.answers, *self.said.values()) for one in many]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.headers.get("authorization") != "Bearer invented-token":
            return in_json({"message": "Bad credentials"}, 401)
        match request.method, request.path:
            case "GET", "/user":
                return in_json({"login": _ME, "id": 1})
            case "POST", "/graphql":
                return self._graphql(json.loads(request.body))
            case "POST", "/repos/tea/kettles/issues/12/comments":
                return self._comment(json.loads(request.body))
            case "GET", "/repos/tea/kettles/issues/12/comments":
                since = datetime.fromisoformat(parse_qs(request.query)["since"][0])
                return in_json([one for one in self.answers if _at(one) >= since])
            case _:
                return in_json({"message": "Not Found"}, 404)

    def _comment(self, wanted: Mapping[str, object]) -> Reply:
        if self.locked:
            return in_json({"message": "Unable to create comment because issue is locked."}, 403)
        if set(wanted) != {"body"}:
            return in_json({"message": "Validation Failed"}, 422)
        own = 500 + len(self.answers)
        now = datetime.now(UTC).isoformat()
        comment: dict[str, object] = {
            "id": own,
            "html_url": f"https://github.com/tea/kettles/issues/12#issuecomment-{own}",
            "issue_url": "https://api.github.com/repos/tea/kettles/issues/12",
            "user": {"login": "AcmeHQ", "id": 1},
            "created_at": now,
            "updated_at": now,
            "body": wanted["body"],
        }
        self.answers.append(comment)
        return in_json(comment, 201)

    def _graphql(self, wanted: Mapping[str, Mapping[str, object]]) -> Reply:
        variables = wanted["variables"]
        if "in" in variables:
            asked = variables["in"]
            assert isinstance(asked, dict)
            return self._say(asked)
        if dict(variables) != {"owner": "tea", "name": "kettles", "number": 14}:
            return in_json({"data": {"repository": {"discussion": None}}})
        comments = [_node(one, 30 + n, "old", inner=f"DC_3{n}") for n, one in ((1, "mira"), (2, "ilse"))]
        for comment in comments:
            comment["replies"] = {"nodes": self.said[str(comment["id"])]}
        nodes = [*comments, *self.said[""]]
        told = {"id": "D_14", "locked": self.locked, "comments": {"totalCount": len(nodes), "nodes": nodes}}
        return in_json(
            {"data": {"repository": {"discussion": {**_node("mira", 0, "It leaks.", inner="D_14"), **told}}}}
        )

    def _say(self, asked: Mapping[str, str]) -> Reply:
        """Take a comment, below another one at most."""
        if asked["discussionId"] != "D_14" or asked.get("replyToId", "") not in self.said:
            return in_json({"data": None, "errors": [{"type": "NOT_FOUND", "message": "Could not resolve to a node"}]})
        count = sum(map(len, self.said.values()))
        comment = _node(_ME, 90 + count, asked["body"], inner=f"DC_9{count}")
        comment["createdAt"] = datetime.now(UTC).isoformat()
        self.said[asked.get("replyToId", "")].append(comment)
        return in_json({"data": {"addDiscussionComment": {"comment": comment}}})


def _at(comment: Mapping[str, object]) -> datetime:
    return datetime.fromisoformat(str(comment["created_at"]))


def _node(login: str, number: int, body: str, *, inner: str) -> dict[str, object]:
    """Return a discussion or a comment there as GraphQL tells it."""
    return {
        "id": inner,
        "databaseId": number,
        "url": discussion(str(number) if number else "").url,
        "title": "Acme kettle leaks",
        "body": body,
        "createdAt": "2026-11-20T18:05:00Z",
        "lastEditedAt": None,
        "upvoteCount": 2,
        "author": {"login": login, "url": f"https://github.com/{login}"},
        "authorAssociation": "NONE",
    }

"""Reddit's answering side as it documents it: tokens for a password, comments by form, errors with status 200."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from storage.records import Author, Kind, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "reddit"
_PROOF = "Basic " + b64encode(b"invented-client:invented-secret").decode()
_AGENT = "server:earshot:0.1 (by /u/acmehq)"


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    told = {"client_id": "invented-client", "client_secret": "invented-secret"}
    return {"base_url": site.url, **told, "username": "acmehq", "password": "invented-password"}


def post() -> Post:
    """Return a post that can be answered."""
    return Post(
        source=NAME,
        external_id="t1_nq00042",
        kind=Kind.COMMENT,
        url="https://www.reddit.com/r/tea/comments/1pp9999/which_kettle/nq00042/",
        text="The acme one broke twice for me.",
        author=Author(id="t2_ilse", handle="ilse_bram", name="ilse_bram"),
        posted_at=datetime(2026, 11, 20, 17, 13, tzinfo=UTC),
        thread_id="t3_1pp9999",
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  Reddit knows no keys
    """Let a site be Reddit."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands on Reddit: our comments. `error` is what it says instead of publishing."""

    answers: list[dict[str, object]] = field(default_factory=list)
    error: list[str] = field(default_factory=list)
    silent: bool = False

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["body"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request; whoever does not say who they are is kept out."""
        if request.headers.get("user-agent") != _AGENT:
            return in_json({"message": "Too Many Requests", "error": 429}, 429)
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        if request.path == "/api/v1/access_token":
            return self._token(request, form)
        if request.headers.get("authorization") != "Bearer invented-token":
            return in_json({"message": "Unauthorized", "error": 401}, 401)
        match request.method, request.path:
            case "POST", "/api/comment":
                return self._publish(form)
            case "GET", "/user/acmehq/comments":
                children = [{"kind": "t1", "data": one} for one in self.answers[::-1]]
                return in_json({"kind": "Listing", "data": {"after": None, "children": children}})
            case _:
                return in_json({"message": "Not Found", "error": 404}, 404)

    def _token(self, request: Request, form: Mapping[str, str]) -> Reply:
        if request.headers.get("authorization") != _PROOF:
            return in_json({"message": "Unauthorized", "error": 401}, 401)
        if form != {"grant_type": "password", "username": "acmehq", "password": "invented-password"}:
            return in_json({"error": "invalid_grant"})
        return in_json({"access_token": "invented-token", "token_type": "bearer", "expires_in": 86400, "scope": "*"})

    def _publish(self, form: Mapping[str, str]) -> Reply:
        if self.error:
            return in_json({"json": {"errors": [self.error]}})
        if form.get("thing_id") != post().external_id or form.get("api_type") != "json" or not form.get("text"):
            return in_json({"message": "Bad Request", "error": 400}, 400)
        own = f"nq9{len(self.answers)}"
        comment: dict[str, object] = {
            "name": f"t1_{own}",
            "id": own,
            "author": "AcmeHQ",
            "body": form["text"],
            "parent_id": post().external_id,
            "link_id": post().thread_id,
            "permalink": f"/r/tea/comments/1pp9999/which_kettle/{own}/",
            "created_utc": datetime.now(UTC).timestamp(),
            "edited": False,
        }
        self.answers.append(comment)
        things = [] if self.silent else [{"kind": "t1", "data": comment}]
        return in_json({"json": {"errors": [], "data": {"things": things}}})

"""X's API v2 as it documents its answering side: refresh tokens good for one renewal, answers to who summoned us."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from urllib.parse import parse_qs

from storage.records import Author, Post
from tests.webserver import Reply, Request, Site, in_json

NAME = "x"
ME = "9001"
CLIENT, SECRET = "invented-client", "invented-secret"
_PROOF = "Basic " + b64encode(f"{CLIENT}:{SECRET}".encode()).decode()


def settings(site: Site) -> dict[str, str]:
    """Return what an operator sets to answer here."""
    return {
        "base_url": site.url, "client_id": CLIENT, "client_secret": SECRET, "refresh_token": "renewal-0", "user_id": ME,
    }  # fmt: skip


def post() -> Post:
    """Return a post that can be answered: it mentions us."""
    return Post(
        source=NAME,
        external_id="2123840089355190272",
        url="https://x.com/mirafennel/status/2123840089355190272",
        text="@acmehq my kettle leaks",
        author=Author(id="3101", handle="mirafennel", name="Mira"),
        posted_at=datetime(2026, 11, 20, 18, 5, tzinfo=UTC),
        tags_us=True,
    )


def serve(site: Site, *, ignores_keys: bool = False) -> "Platform":  # noqa: ARG001  X knows no keys
    """Let a site be X."""
    platform = Platform()
    site.answers(platform.answer)
    return platform


@dataclass
class Platform:
    """What stands on X: our answers, newest last, and how often our access was renewed."""

    answers: list[dict[str, object]] = field(default_factory=list)
    renewals: int = 0
    refuses_duplicates: bool = False

    def published(self) -> Sequence[str]:
        """Return the texts that stand published."""
        return [str(answer["plain"]) for answer in self.answers]

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == "/2/oauth2/token":
            return self._renew(request)
        if request.headers.get("authorization") != f"Bearer access-{self.renewals}":
            return in_json(
                {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}, 401
            )
        match request.method, request.path:
            case "POST", "/2/tweets":
                return self._publish(json.loads(request.body))
            case "GET", "/2/users/9001/tweets":
                return self._list(parse_qs(request.query))
            case _:
                return in_json({"title": "Not Found", "detail": "no such path", "status": 404}, 404)

    def _renew(self, request: Request) -> Reply:
        """A refresh token is good once."""
        form = {name: values[0] for name, values in parse_qs(request.body.decode(), strict_parsing=True).items()}
        wanted = {"grant_type": "refresh_token", "refresh_token": f"renewal-{self.renewals}", "client_id": CLIENT}
        if form != wanted or request.headers.get("authorization") != _PROOF:
            words = "Value passed for the token was invalid."
            return in_json({"error": "invalid_request", "error_description": words}, 400)
        self.renewals += 1
        granted = {"access_token": f"access-{self.renewals}", "refresh_token": f"renewal-{self.renewals}"}
        return in_json({"token_type": "bearer", "expires_in": 7200, "scope": "tweet.write", **granted})

    def _publish(self, wanted: Mapping[str, object]) -> Reply:
        if wanted.get("reply") != {"in_reply_to_tweet_id": post().external_id}:
            words = "You can only reply to posts whose author mentioned or quoted you."
            return in_json({"title": "Forbidden", "detail": words, "type": "about:blank", "status": 403}, 403)
        text = str(wanted["text"])
        if self.refuses_duplicates and text in self.published():
            words = "You are not allowed to create a Tweet with duplicate content."
            return in_json({"title": "Forbidden", "detail": words, "type": "about:blank", "status": 403}, 403)
        own = str(2124118125573046272 + len(self.answers))
        stands: dict[str, object] = {
            "id": own,
            "edit_history_tweet_ids": [own],
            "author_id": ME,
            "created_at": datetime.now(UTC).isoformat(),
            "text": f"@mirafennel {escape(text)}",
            "referenced_tweets": [{"type": "replied_to", "id": post().external_id}],
            "plain": text,
        }
        self.answers.append(stands)
        return in_json({"data": {"id": own, "text": text, "edit_history_tweet_ids": [own]}}, 201)

    def _list(self, query: Mapping[str, Sequence[str]]) -> Reply:
        since = datetime.fromisoformat(query["start_time"][0])
        found = [one for one in self.answers[::-1] if datetime.fromisoformat(str(one["created_at"])) >= since]
        most = int(query["max_results"][0])
        meta: dict[str, object] = {"result_count": len(found[:most])}
        listed: dict[str, object] = {"data": found[:most]} if found else {}
        return in_json({**listed, "meta": {**meta, **({"next_token": "more"} if len(found) > most else {})}})

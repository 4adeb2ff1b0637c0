"""Deliveries as signed HTTP requests, the alternative to Socket Mode."""

import hashlib
import hmac
import http.client
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from bot.playground.delivery import EVENTS_API, INTERACTIVE, Habits, Receipt
from bot.playground.ledger import Delivery
from bot.playground.shapes import Json

FORM: Final = "application/x-www-form-urlencoded"


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a request body."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return f"v0={digest.hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHttp:
    """Carries deliveries to one request URL."""

    request_url: str
    signing_secret: str
    habits: Habits
    clock: Callable[[], float]

    def carry(self, delivery: Delivery, attempt: int, reason: str) -> Receipt:
        """POST once; any 2xx in time is the acknowledgement."""
        body, content_type = self._body(delivery)
        retry = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason} if attempt else {}
        return self._post(body, {"Content-Type": content_type, **retry})

    def verify(self) -> bool:
        """The handshake when a request URL is entered: the challenge must come back."""
        challenge = secrets.token_hex(16)
        body = json.dumps({"type": "url_verification", "challenge": challenge, "token": "verification"})
        receipt = self._post(body.encode(), {"Content-Type": "application/json"})
        return challenge in (receipt.answer or {}).values()

    def _body(self, delivery: Delivery) -> tuple[bytes, str]:
        if delivery.kind == EVENTS_API:
            return json.dumps(delivery.payload).encode(), "application/json"
        form = {"payload": json.dumps(delivery.payload)} if delivery.kind == INTERACTIVE else delivery.payload
        return urlencode(form).encode(), FORM

    def _signed(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(self.clock() - self.habits.signed_ago))
        secret = "not-the-secret" if self.habits.wrong_signature else self.signing_secret
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": sign(secret, timestamp, body)}

    def _post(self, body: bytes, headers: dict[str, str]) -> Receipt:
        url = urlsplit(self.request_url)
        connection = http.client.HTTPConnection(url.hostname or "", url.port or 80, timeout=self.habits.patience)
        started = time.monotonic()
        try:
            connection.request("POST", url.path or "/", body, {**headers, **self._signed(body)})
            response = connection.getresponse()
            answer = response.read()
        except TimeoutError:
            return Receipt(reason="http_timeout")
        except (OSError, http.client.HTTPException):
            return Receipt(reason="connection_failed")
        finally:
            connection.close()
        if not http.HTTPStatus.OK <= response.status < http.HTTPStatus.MULTIPLE_CHOICES:
            return Receipt(reason="http_error", final=response.headers.get("X-Slack-No-Retry") == "1")
        return Receipt(after=time.monotonic() - started, answer=_read(answer, response.headers.get_content_type()))


def _read(answer: bytes, content_type: str) -> Json | None:
    if not answer:
        return None
    if content_type == "application/json":
        found = json.loads(answer)
        return found if isinstance(found, dict) else None
    return {"text": answer.decode()}

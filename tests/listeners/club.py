"""A made-up place that lets in by rotating refresh tokens: each opens once, and takes the one before it away."""

import json
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from listeners import shapes
from listeners.errors import NeedsKey
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, form_ask
from tests.webserver import Reply, Request

REFUSED = "The club did not let us in"


class Club:
    """The source: signs in with a refresh token, asks with an access token."""

    about = About(
        name="club",
        title="The club",
        docs="https://club.example/docs",
        settings=(Setting(name="refresh", about="a refresh token", required=True, secret=True),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Hand over the refresh token we have last."""
        return form_ask(f"{need.base}/token", {"refresh": need.settings["refresh"]}, {})

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Keep both tokens."""
        shape = shapes.decoded(answer.body, REFUSED)
        if not isinstance(shape, dict) or "access" not in shape:
            raise NeedsKey(REFUSED)
        settings = {name: str(shape[name]) for name in ("access", "refresh")}
        return Pass(settings=settings, until=need.now + timedelta(hours=1))

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask what is new."""
        return (Ask(url=f"{need.base}/new", headers={"authorization": f"Bearer {need.settings.get('access', '')}"}),)

    def read(self, _answer: Answer, _need: Need) -> Page:
        """Read nothing: what it says is not the point."""
        return Page()


class Porter:
    """The place behind the club: knows which refresh token opens, and who used one twice."""

    def __init__(self, first: str = "r0") -> None:
        """Let the first token open."""
        self.refresh = first
        self.access = ""
        self.renewals = 0
        self.misused: list[str] = []
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Reply:
        """Renew, or let in."""
        with self._lock:
            if request.path == "/token":
                return self._renew(request.body.decode().partition("=")[2])
            opens = request.headers.get("authorization") == f"Bearer {self.access}"
            return Reply(b"[]") if opens and self.access else Reply(b"{}", status=401)

    def lock(self) -> None:
        """Take no access token any longer, as when it was revoked."""
        self.access = ""

    def _renew(self, given: str) -> Reply:
        if given != self.refresh:
            self.misused.append(given)
            return Reply(b'{"error": "invalid_grant"}', status=401)
        self.renewals += 1
        self.refresh, self.access = f"r{self.renewals}", f"a{self.renewals}"
        told = {"access": self.access, "refresh": self.refresh}
        return Reply(json.dumps(told).encode())


def need_at(base: str, now: datetime, *, refresh: str = "r0") -> Need:
    """Return a need with the token an operator would give."""
    return Need(settings={"base_url": base, "refresh": refresh}, now=now)

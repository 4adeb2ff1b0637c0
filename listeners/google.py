"""What Google's APIs share: signing in by a service account or a refresh token, and their words for trouble. Pure.

developers.google.com/identity/protocols/oauth2 (service-account, web-server).
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from listeners import jwts, shapes
from listeners.errors import Later, NeedsKey, SourceChanged, Trouble
from listeners.source import Answer, Ask, Need, Pass, form_ask

TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105  an address
_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_AN_HOUR = timedelta(hours=1)
_BUSY = frozenset({"RESOURCE_EXHAUSTED", "quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded"})


def by_service_account(need: Need, scope: str, *, setting: str) -> Ask:
    """Return the ask that trades a service account's key (its JSON file, in need's "key") for a token."""
    wanted = f"{setting} must hold the JSON key file of a service account, whole"
    try:
        key = json.loads(need.settings.get("key", ""))
        issuer, private, url = (str(key[name]) for name in ("client_email", "private_key", "token_uri"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NeedsKey(wanted) from error
    claims = {
        "iss": issuer,
        "scope": scope,
        "aud": url,
        "iat": _seconds(need.now),
        "exp": _seconds(need.now + _AN_HOUR),
    }
    assertion = jwts.signed(claims, private, algorithm="RS256", headers={}, wanted=wanted)
    return form_ask(url, {"grant_type": _JWT_GRANT, "assertion": assertion}, {})


def by_refresh_token(need: Need, *, prefix: str) -> Ask:
    """Return the ask that trades a refresh token (settings client_id, client_secret, refresh_token) for a token."""
    fields = {name: need.settings.get(name, "") for name in ("client_id", "client_secret", "refresh_token")}
    missing = [f"{prefix}_{name.upper()}" for name, value in fields.items() if not value]
    if missing:
        raise NeedsKey(f"Google wants to know who asks: set {', '.join(missing)}")
    url = need.settings.get("token_url") or TOKEN_URL
    return form_ask(url, {"grant_type": "refresh_token", **fields}, {})


def opened(answer: Answer, need: Need) -> Pass:
    """Return the pass a token answer holds, good until a minute before it ends."""
    told = shapes.decoded(answer.body, "Google's sign-in answered in another shape than it documents")
    token = shapes.words(told, "access_token")
    if not token:
        raise SourceChanged("Google's sign-in answered without a token")
    seconds = shapes.count(told, "expires_in") or 0
    return Pass(settings={"access_token": token}, until=need.now + timedelta(seconds=max(seconds - 60, 60)))


def bearer(need: Need) -> Mapping[str, str]:
    """Return the header that opens Google's doors, once we were let in."""
    token = need.settings.get("access_token", "")
    return {"authorization": f"Bearer {token}"} if token else {}


def trouble(body: bytes, *, mend: str) -> Trouble | None:
    """Return what Google's error envelope means, None where it says nothing of its own; `mend` is for refused keys."""
    try:
        told = shapes.decoded(body, "")
    except SourceChanged:
        return None
    if shapes.words(told, "error") in ("invalid_grant", "invalid_client", "unauthorized_client"):
        return NeedsKey(f"Google no longer accepts this key ({shapes.words(told, 'error')}): {mend}")
    error = shapes.fields(told, "error")
    names = {shapes.words(error, "status"), *(shapes.words(one, "reason") for one in shapes.listed(error, "errors"))}
    if names & _BUSY:
        return Later("Google grants no more for now; trying again later")
    if names & {"PERMISSION_DENIED", "UNAUTHENTICATED"}:
        return NeedsKey(f"Google does not let this key in{_said(error)}: {mend}")
    return None


def moment(shape: object, *path: str) -> datetime | None:
    """Return the moment of Google's {seconds, nanos}, whose seconds are text."""
    seconds = shapes.ident(shape, *path, "seconds")
    return shapes.moment({"at": int(seconds[:12])}, "at") if seconds.isascii() and seconds.isdigit() else None


def _said(error: object) -> str:
    words = shapes.line(error, "message")[:120]
    return f' ("{words}")' if words else ""


def _seconds(moment_: datetime) -> int:
    return int(moment_.timestamp())

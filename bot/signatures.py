"""Who sent it, and is it new? The signatures of what other tools bring to our web door. Pure.

Standard Webhooks (www.standardwebhooks.com): `webhook-id`, `webhook-timestamp` and `webhook-signature`, over
"id.timestamp.body"; v1 is an HMAC by a secret "whsec_…", v1a an Ed25519 signature by the key whose public half is
"whpk_…". Tools that cannot do that may send `X-Hub-Signature-256` (GitHub, Meta: an HMAC over the body alone), or the
secret itself as a bearer token. Several secrets are good at once, so that one can be changed without losing anything.
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TOLERANCE = timedelta(minutes=5)
_SECRET, _PUBLIC = "whsec_", "whpk_"
_LONGEST_KEY = 200


class Unsigned(Exception):
    """A delivery does not prove where it comes from; str() says what is wrong with it."""


def key_of(headers: Mapping[str, str], body: bytes, secrets: Sequence[str], now: datetime) -> str:
    """Return what a delivery is known by, the same whenever it is repeated; raise Unsigned where it proves nothing.

    `headers` are named in small letters.
    """
    if not secrets:
        raise Unsigned("no secret is set for this listener: set INBOX_SECRET")
    if "webhook-signature" in headers:
        return _standard(headers, body, secrets, now)
    if "x-hub-signature-256" in headers:
        signed = headers["x-hub-signature-256"].removeprefix("sha256=")
        good = any(_same(signed, hmac.new(one.encode(), body, sha256).hexdigest()) for one in secrets)
    else:
        word, _, token = headers.get("authorization", "").partition(" ")
        good = word.lower() == "bearer" and any(_same(token.strip(), one) for one in secrets)
    if not good:
        raise Unsigned("the signature or token is missing or wrong")
    return _short(headers.get("webhook-id") or headers.get("x-github-delivery") or sha256(body).hexdigest())


def _standard(headers: Mapping[str, str], body: bytes, secrets: Sequence[str], now: datetime) -> str:
    own, told = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not own or not told.isascii() or not told.isdigit():
        raise Unsigned("webhook-id or webhook-timestamp is missing")
    if abs(int(told[:15]) - now.timestamp()) > TOLERANCE.total_seconds():
        raise Unsigned("webhook-timestamp is more than five minutes off")
    content = f"{own}.{told}.".encode() + body
    for signature in headers["webhook-signature"].split():
        version, _, value = signature.partition(",")
        if any(_proves(version, value, content, secret) for secret in secrets):
            return _short(own)
    raise Unsigned("no webhook-signature fits")


def _proves(version: str, value: str, content: bytes, secret: str) -> bool:
    try:
        if version == "v1" and not secret.startswith(_PUBLIC):
            return _same(value, b64encode(hmac.new(_bytes_of(secret), content, sha256).digest()).decode())
        if version == "v1a" and secret.startswith(_PUBLIC):
            public = Ed25519PublicKey.from_public_bytes(b64decode(secret.removeprefix(_PUBLIC), validate=True))
            public.verify(b64decode(value, validate=True), content)
            return True
    except (NotBase64, ValueError, InvalidSignature):
        return False
    return False


def _bytes_of(secret: str) -> bytes:
    if secret.startswith(_SECRET):
        return b64decode(secret.removeprefix(_SECRET), validate=True)
    return secret.encode()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else sha256(key.encode()).hexdigest()

"""Take secrets out of anything written for people or into logs. Pure, and in the room both programs share."""

import re
from collections.abc import Iterable

_HIDDEN = "•••"
_PATTERNS = (
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/?#@]+@", re.IGNORECASE), rf"\1{_HIDDEN}@"),
    (
        re.compile(
            r"([?&;]([^=&;\s]{0,40}(key|token|auth|sig|signature|secret|passw(or)?d|pwd|credential|session|jwt)"
            r"[^=&;\s]{0,20}|feed|code)=)[^&;\s#\"'<>]+",
            re.IGNORECASE,
        ),
        rf"\1{_HIDDEN}",
    ),
    (re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE), rf"\1 {_HIDDEN}"),
    (re.compile(r"\bx(ox[a-z]|app)-[\w-]+"), _HIDDEN),
    (re.compile(r"(hooks\.slack\.com/(services|triggers|workflows)/)[^\s\"'<>]+"), rf"\1{_HIDDEN}"),
    (re.compile(r"(/bot)\d+:[\w-]+"), rf"\1{_HIDDEN}"),  # Telegram: the token is part of the address
    (re.compile(r"(/alerts/feeds/)\d+/\d+"), rf"\1{_HIDDEN}"),  # Google Alerts: whoever has the address reads it
)


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text without credentials: in addresses, headers, Slack's tokens, and each of `secrets`."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, _HIDDEN)
    for pattern, shown in _PATTERNS:
        text = pattern.sub(shown, text)
    return text

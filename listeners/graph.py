"""What Meta's Graph API shares between Facebook and Instagram: its address, its proof, its words for trouble. Pure.

developers.facebook.com/docs/graph-api. Versions live about two years, so ours is a setting. The token goes in a header,
never in an address; `appsecret_proof` ties it to our app, which Meta asks for where an app secret is known.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from listeners import shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.shapes import Shape
from listeners.source import Answer, Ask, Need

VERSION = "v26.0"
_THROTTLED = frozenset({4, 17, 32, 613, 80001, 80002, 80006})
_TRANSIENT = frozenset({1, 2})
_EXPIRED = frozenset({102, 190})
_FORBIDDEN = frozenset({10, *range(200, 300)})
_GONE = (100, 33)  # "object does not exist" is code 100 with this subcode
_BLOCKED = frozenset({368})
_AN_HOUR = timedelta(hours=1)


def edge(need: Need, *path: str) -> str:
    """Return the address of an object's edge, in the version the operator chose."""
    return "/".join([need.base, need.settings.get("version", "") or VERSION, *path])


def opened(need: Need, *, prefix: str) -> Mapping[str, str]:
    """Return the header that opens; raise NeedsKey where there is no token."""
    token = need.settings.get("token", "")
    if not token:
        raise NeedsKey(f"it needs an access token: set {prefix}_TOKEN")
    return {"authorization": f"Bearer {token}"}


def proof(need: Need) -> Mapping[str, str]:
    """Return the parameter that ties the token to our app, none without an app secret."""
    secret, token = need.settings.get("app_secret", ""), need.settings.get("token", "")
    if not secret:
        return {}
    return {"appsecret_proof": hmac.new(secret.encode(), token.encode(), "sha256").hexdigest()}


def listed(answer: Answer, changed: str) -> tuple[list[Shape], str]:
    """Return the objects of a page and the cursor behind them, "" at the end; raise SourceChanged for another shape."""
    told = shapes.decoded(answer.body, changed)
    found = shapes.found(told, "data")
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise SourceChanged(changed)
    after = shapes.words(told, "paging", "cursors", "after") if shapes.link(told, "paging", "next") else ""
    return list(found), after


def older(ask: Ask, after: str) -> Ask | None:
    """Return the ask for what lies behind a cursor; the link Meta gives would carry the token."""
    if not after:
        return None
    return Ask(url=ask.url, params={**ask.params, "after": after}, headers=ask.headers, note=ask.note)


def trouble(place: str, body: bytes, *, mend: str) -> Trouble | None:
    """Return what Meta's error envelope means, None where it says nothing; it comes with status 400 mostly."""
    try:
        error = shapes.fields(shapes.decoded(body, ""), "error")
    except SourceChanged:
        return None
    code, words = shapes.count(error, "code"), shapes.line(error, "message")[:160]
    if code in _TRANSIENT or error.get("is_transient") is True:
        return Later(f"{place} is unwell for the moment; trying again later", maybe_done=True)
    if (code, shapes.count(error, "error_subcode")) == _GONE:
        return Never(f"{place} has nothing there any more, or our token may not see it")
    return next((kind(place, words, mend) for codes, kind in _MEANINGS if code in codes), None)


_MEANINGS: Sequence[tuple[frozenset[int], Callable[[str, str, str], Trouble]]] = (
    (_THROTTLED, lambda place, _words, _mend: Later(f"{place} grants no more for now", after=_AN_HOUR)),
    (_EXPIRED, lambda place, _words, mend: NeedsKey(f"{place} no longer accepts our token: {mend}")),
    (_FORBIDDEN, lambda place, words, mend: NeedsKey(f'{place} does not let our token do this ("{words}"): {mend}')),
    (
        _BLOCKED,
        lambda place, words, _mend: Never(f'{place} takes this for misuse and blocks it for a while ("{words}")'),
    ),
)


def moment(shape: object, name: str) -> datetime | None:
    """Return a moment of the Graph API, such as 2026-11-20T18:05:00+0000."""
    return shapes.moment(shape, name)

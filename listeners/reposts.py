"""Does a post only hand on what somebody else said? Then it counts, and alerts nobody. Pure.

Platforms without a field for it leave marks in the text: "RT @ann: …", a boost, "… via @ann", a quotation.
"""

import re

from storage.records import Post

_HANDLE = r"@[\w.\-]+(?:@[\w.\-]+)?"
_HANDED_ON = re.compile(
    rf"^\s*(?:(?:rt|mt|retweet(?:ed)?|repost(?:ed)?|boost(?:ed)?)\b|[♻🔁]\ufe0f?)\s*(?:by|from|of)?\s*:?\s*{_HANDLE}\s*:?",
    re.IGNORECASE,
)
_CREDITED = re.compile(rf"\b(?:via|h/t)\s+{_HANDLE}[\s.]*(?:https?://\S+\s*)*$", re.IGNORECASE)
_QUOTATION = re.compile(
    r"[\"“„«「][^\"“”„«»「」]{20,}[\"”“»」]\s*(?:[—–-]+\s*)?(?:(?:by|from|von|de|di|por|par)\s+)?"
    rf"{_HANDLE}\s*(?:https?://\S+\s*)*",
    re.IGNORECASE,
)


def is_repost(post: Post) -> bool:
    """Tell whether a post is somebody else's words and nothing of its author's own."""
    if "@" not in post.text:
        return False
    text = post.text.strip()
    return bool(_HANDED_ON.match(text) or _CREDITED.search(text) or _QUOTATION.fullmatch(text))


def said(text: str) -> str:
    """Return the words that were handed on, without the mark."""
    return _CREDITED.sub("", _HANDED_ON.sub("", text)) if "@" in text else text

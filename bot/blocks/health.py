"""How well each ear hears, in plain words, and what to do where it does not."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.blocks import text
from storage.allowances import Spent
from storage.records import Listener

OVERDUE = timedelta(minutes=15)


def ear(listener: Listener, titles: Mapping[str, str], now: datetime, *, paused: bool = False) -> str:
    """Return one listener as one line of safe markup."""
    name = f"*{text.short(_name(listener, titles), 100)}*"
    heard = f"last heard {text.ago(listener.last_success, now)}" if listener.last_success else "never heard anything"
    if paused:
        return f"⏸️ {name}: rests; {heard}"
    if listener.blind_since is not None:
        why = text.short(listener.last_error, 200) or "it gave no reason"
        return f"⚠️ {name}: blind since {text.at(listener.blind_since)} ({why}); {heard}; {_next(listener, now)}"
    if now - listener.next_due > OVERDUE:
        asked = f"not asked since {text.at(listener.last_tried)}" if listener.last_tried else "never asked"
        return f"⚠️ {name}: {asked}; is the listening side (`python -m listeners`) running?"
    if listener.last_tried is None:
        return f"⏳ {name}: not asked yet; {_next(listener, now)}"
    behind = "; still reading older posts" if listener.cursor.gaps else ""
    return f"✅ {name}: {heard}; {_next(listener, now)}{behind}"


def is_well(listener: Listener, now: datetime) -> bool:
    """Say whether a listener hears, or has only just been set up."""
    return listener.blind_since is None and now - listener.next_due <= OVERDUE


def spent(used: Spent, titles: Mapping[str, str]) -> str:
    """Return what was used up of a cap as one line of safe markup."""
    name = text.short(titles.get(used.source, used.source), 100)
    full = "⚠️" if used.spent >= used.most else "💳"
    return f"{full} *{name}*: {used.words} used up, until {text.at(used.until)}"


def _name(listener: Listener, titles: Mapping[str, str]) -> str:
    title, address = titles.get(listener.source, listener.source), listener.settings.get("url", "")
    host = (urlsplit(text.web_address(address)).hostname or "") if address else ""
    return f"{title} ({host})" if host else title


def _next(listener: Listener, now: datetime) -> str:
    wait = listener.next_due - now
    return f"next try in {text.span(wait)}" if wait >= timedelta(minutes=1) else "next try now"

"""How well a listener hears: what goes wrong is kept in plain words, tried again ever later, and told when it lasts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import uniform

import structlog

from listeners import knocking
from listeners.calling import credential_of
from listeners.ears import Ears, pace
from listeners.errors import Later, NeedsKey, Trouble
from listeners.source import Need, settings_of
from storage import cursors, outbox, watches
from storage.database import Store
from storage.records import Listener, Watch

log = structlog.get_logger()

BLIND_TOLD_AFTER = timedelta(minutes=15)  # a place that blinks is no news; one that stays dark is
BLIND_TOLD_TRIES = 3
JITTER = 0.1  # so that a host that failed a hundred listeners is not asked by all of them at once


def failed(ears: Ears, listener: Listener, trouble: Trouble, *, now: datetime) -> None:
    """Keep as a listener's health that it could not hear."""
    after = trouble.after if isinstance(trouble, Later) else None
    credential = _credential(ears, listener, now) if isinstance(trouble, NeedsKey) else ""
    _keep(ears, listener, str(trouble), now, after=after, credential=credential)


def broke(ears: Ears, listener: Listener, *, now: datetime) -> str:
    """Keep as a listener's health that we broke on it ourselves, and return the words."""
    error = "Earshot itself failed here; the log has the details"
    _keep(ears, listener, error, now, after=None)
    return error


def _keep(
    ears: Ears, listener: Listener, error: str, now: datetime, *, after: timedelta | None, credential: str = ""
) -> None:
    store = ears.store
    wait = after or _back_off(ears, listener)
    with store.transaction():
        watch = watches.get(store, listener.workspace, listener.watch_id)
        if watch is not None and credential:
            knocking.kept_out(store, listener, watch, credential, error, now)
        failure = cursors.failed(store, listener, error, now=now, next_due=now + wait, credential=credential)
        if watch is not None:
            lasts = failure.failures >= BLIND_TOLD_TRIES and now - failure.blind_since >= BLIND_TOLD_AFTER
            if lasts and not credential:
                _tell_blind(store, listener, watch, failure.blind_since, error, now)
        tell_openings(store, [listener], now)
    log.warning("cannot_hear", source=listener.source, listener=listener.id, error=error, failures=failure.failures)


def _credential(ears: Ears, listener: Listener, now: datetime) -> str:
    """Return what the listener shares with all that are let in, or kept out, with the same credential; "" for none."""
    source = ears.sources.find(listener.source)
    try:
        operator = ears.operator(source, listener.workspace)
    except NeedsKey:  # it cannot be opened, whoever asks
        return f"{listener.source}:locked"
    settings = settings_of(source.about, listener.settings, operator)
    takes_one = any(one.secret and (one.required or settings.get(one.name)) for one in source.about.settings)
    return credential_of(source, Need(settings=settings, now=now)) if takes_one else ""


def _back_off(ears: Ears, listener: Listener) -> timedelta:
    """Return the listener's pace doubled with every failure, up to the longest back-off; it never gives up."""
    source = ears.sources.get(listener.source)
    usual = pace(source, listener) if source else timedelta(minutes=5)
    doubled: timedelta = usual * 2 ** min(listener.failures, 12)
    return min(doubled, cursors.LONGEST_BACKOFF) * (1 + uniform(0, JITTER))  # noqa: S311  spread, not secrecy


def tell_openings(store: Store, listeners: Sequence[Listener], now: datetime) -> None:
    """Wish for the one card about what was already out there, for each watch of which all listeners were asked."""
    workspaces = {one.watch_id: one.workspace for one in listeners}
    for watch_id in watches.open_once(store, workspaces, now=now):
        watch = watches.brief(store, workspaces[watch_id], watch_id)
        assert watch is not None  # noqa: S101  opened just now, in this transaction
        _note(store, watch, "opening", f"opening:{watch_id}", {"watch_id": watch_id}, now)


def _tell_blind(store: Store, listener: Listener, watch: Watch, since: datetime, error: str, now: datetime) -> None:
    payload = {"listener_id": listener.id, "source": listener.source, "since": since.isoformat(), "error": error}
    _note(store, watch, "blind", _blind_key(listener, since), payload, now)


def tell_sighted(store: Store, listener: Listener, now: datetime) -> None:
    """Say that a listener hears again, where it was said that it was blind."""
    since = listener.blind_since
    if since is None or not outbox.has(store, listener.workspace, _blind_key(listener, since)):
        return
    watch = watches.brief(store, listener.workspace, listener.watch_id)
    if watch is not None:
        payload = {"listener_id": listener.id, "source": listener.source, "since": since.isoformat(), "error": ""}
        _note(store, watch, "sighted", f"sighted:{listener.id}:{since.isoformat()}", payload, now)


def _blind_key(listener: Listener, since: datetime) -> str:
    return f"blind:{listener.id}:{since.isoformat()}"


def _note(store: Store, watch: Watch, kind: str, key: str, payload: Mapping[str, object], now: datetime) -> None:
    wish = outbox.Wish(key=key, kind=kind, lane=watch.channel, payload=payload, rank=outbox.AT_ONCE)
    outbox.put(store, watch.workspace, wish, now=now)

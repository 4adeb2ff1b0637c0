"""A credential that a place takes no longer, said once to the people who can mend it, however many listeners share it.

Who entered it in Slack can; a credential of the environment is told in the channel of a watch it keeps from hearing.
"""

from datetime import datetime

from storage import credentials, outbox, refusals
from storage.database import Store
from storage.records import Listener, Watch
from storage.refusals import Refusal


def kept_out(store: Store, listener: Listener, watch: Watch, credential: str, why: str, now: datetime) -> None:
    """Note that a listener was refused, and tell it once it is news; call it in the transaction of the failure."""
    refusal = refusals.note(store, listener, credential, why, now=now)
    if refusal.is_news(now):
        lane = _who_mends(store, refusal) or watch.channel
        if refusals.told(store, refusal, lane, now=now):
            _tell(store, refusal, "refused", lane, now)


def let_in(store: Store, listener: Listener, now: datetime) -> None:
    """Say that it works again where it was said that it does not; call it before the listener's outage ends."""
    if listener.blind_since is None:
        return
    mended = refusals.mended(store, listener, now=now)
    if mended is not None and mended.told_in:
        _tell(store, mended, "let_in", mended.told_in, now)


def _who_mends(store: Store, refusal: Refusal) -> str:
    entered = credentials.every(store, refusal.workspace)
    return next((one.by for one in entered if one.source == refusal.source), "")


def _tell(store: Store, refusal: Refusal, kind: str, lane: str, now: datetime) -> None:
    key, payload = f"{kind}:{refusal.id}", {"refusal": refusal.id}
    wish = outbox.Wish(key=key, kind=kind, lane=lane, payload=payload, rank=outbox.AT_ONCE)
    outbox.put(store, refusal.workspace, wish, now=now)

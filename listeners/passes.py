"""Passes kept in the memory, locked: they outlive the program, and several programs share them.

Many places take the old pass away when they give a new one. So one program asks for it, once, and it is stored before
it is used; the others wait and take the new one.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic, sleep

from listeners.errors import Later
from listeners.source import Pass
from storage import credentials
from storage.credentials import KeptPass
from storage.database import Store
from storage.secrets import Vault

PATIENCE = timedelta(seconds=25)  # a sign-in may take as long as any ask, 18 s
LOOK_AGAIN = timedelta(milliseconds=100)


class KeptInStore:
    """Passes kept in the memory. Thread-safe."""

    def __init__(self, store: Store, vault: Vault, *, clock: Callable[[], datetime]) -> None:
        """Lock them with the vault."""
        self._store = store
        self._vault = vault
        self._clock = clock
        self._unsaved: dict[str, KeptPass] = {}  # what a place gave us while the memory could not be written
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def held(self, key: str) -> Pass | None:
        """Return the pass kept under a key."""
        return _pass_of(self._kept(key))

    def renewed(self, key: str, stale: Pass | None, renew: Callable[[Pass | None], Pass]) -> Pass:
        """Return what `renew` brings, kept already, or what another thread or program was given meanwhile."""
        ends = monotonic() + PATIENCE.total_seconds()
        with self._turns[key]:
            while True:
                kept = self._kept(key)
                newer = _pass_of(kept)
                if newer is not None and newer != stale:
                    return newer
                if credentials.begin_renewal(self._store, key, kept.version, now=self._clock()):
                    return self._renew(key, kept, renew)
                if monotonic() >= ends:
                    raise Later("another Earshot is signing in there; trying again soon", after=PATIENCE)
                sleep(LOOK_AGAIN.total_seconds())

    def _renew(self, key: str, kept: KeptPass, renew: Callable[[Pass | None], Pass]) -> Pass:
        try:
            found = renew(_pass_of(kept))
        except BaseException:
            credentials.end_renewal(self._store, key, kept.version)
            raise
        self._unsaved[key] = KeptPass(settings=found.settings, until=found.until, version=kept.version)
        self._save(key)
        return found

    def _kept(self, key: str) -> KeptPass:
        self._save(key)
        return credentials.kept_pass(self._store, self._vault, key)

    def _save(self, key: str) -> None:
        """Store what could not be stored before; it is lost by nothing but the end of the program."""
        found = self._unsaved.get(key)
        if found is not None:
            credentials.keep_pass(self._store, self._vault, key, found, now=self._clock())
            self._unsaved.pop(key, None)


def _pass_of(kept: KeptPass) -> Pass | None:
    return Pass(settings=kept.settings, until=kept.until) if kept.settings is not None else None

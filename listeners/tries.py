"""What trying a source takes from the memory and leaves in it: passes, and what was used up of caps."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from listeners.calling import Passes
from listeners.ledger import KeptInMemory
from listeners.passes import KeptInStore
from listeners.purse import EMPTY, Purse
from listeners.source import SignsIn, Source
from storage import secrets, spending
from storage.allowances import Spent
from storage.database import Store
from storage.errors import MemoryTrouble
from storage.settings import Settings
from storage.upgrade import ready, revision


@contextmanager
def kept(source: Source, settings: Settings) -> Iterator[tuple[Passes | None, Purse]]:
    """Open the memory for a try that costs something or brings a pass: it counts, and is kept, as all else is."""
    vault = secrets.vault(settings.earshot_secret_key.get_secret_value()) if isinstance(source, SignsIn) else None
    with Store(settings.database_url.get_secret_value()) as store:
        ready(store)
        passes = KeptInStore(store, vault, clock=lambda: datetime.now(UTC)) if vault else None
        yield passes, KeptInMemory(store, settings.for_source) if source.about.allowances else EMPTY


def used(settings: Settings) -> Sequence[Spent]:
    """Return what is used up of caps; nothing where there is no memory, which a look at the sources does not make."""
    with Store(settings.database_url.get_secret_value()) as store:
        if store.path is not None and not store.path.is_file():
            return ()
        try:
            if revision(store) is None:
                return ()
            ready(store)
        except MemoryTrouble:
            return ()
        return spending.running(store, now=datetime.now(UTC))

"""What listening, answering and looking after answers all take, opened once and handed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from listeners.calling import Caller, Line
from listeners.errors import NeedsKey
from listeners.registry import Sources
from listeners.source import Need, Source, settings_of
from storage import credentials
from storage.database import Store
from storage.records import Listener
from storage.secrets import Vault, WrongKey
from storage.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """What listening takes: the memory, the line out, the sources, the operator's settings, the vault's key if any."""

    store: Store
    line: Line
    sources: Sources
    settings: Settings
    vault: Vault | None = None

    def operator(self, source: Source, workspace: str) -> Mapping[str, str]:
        """Return what stands above a listener's own settings: the environment, under it what was entered in Slack.

        Raise NeedsKey where what was entered cannot be opened.
        """
        secret = [one.name for one in source.about.settings if one.secret]
        operator = self.settings.for_source(source.about.name)
        try:
            return credentials.told(self.store, self.vault, workspace, source.about.name, operator, secret)
        except WrongKey as error:
            raise NeedsKey(str(error)) from error

    def caller(self, source: Source, workspace: str, *, now: datetime) -> Caller:
        """Return the way to a source apart from any listener: to answer there, and to see what comes of it."""
        settings = settings_of(source.about, {}, self.operator(source, workspace))
        return Caller(self.line, source, Need(settings=settings, now=now))


def pace(source: Source, listener: Listener) -> timedelta:
    """Return how long to wait between two asks: what the operator wants, but never less than a source can take."""
    wanted = listener.every if listener.every is not None else source.about.pace
    return max(wanted, source.about.least_pace)

"""The listening program: open everything once, listen until told to stop, put everything down in order."""

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from listeners import registry, schedule, spool
from listeners.calling import Caller, line_out
from listeners.errors import Trouble
from listeners.http import Unchanged, Web
from listeners.match import QueryError, compile as compile_query
from listeners.pipeline import Ears
from listeners.purse import KeptInMemory
from listeners.reader import Reader
from listeners.source import Answer, Moderates, Need, Page, Replies, Source, settings_of
from storage import logs, sources, watches, workspaces
from storage.commands import Failed, WrongUse
from storage.database import Leadership, Store
from storage.records import Listen, SourceFacts, Watch
from storage.settings import Settings
from storage.upgrade import ready

log = structlog.get_logger()


def forever() -> None:
    """Listen until SIGTERM or Ctrl-C; asks under way are finished first."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with _opened() as ears, _led(ears.store) as leadership:
        log.info("started", sources=len(ears.sources))
        schedule.run_forever(ears, leadership, stopping)
    log.info("stopped")


def once() -> None:
    """Ask every due listener once; raise Failed where none of them could hear."""
    with _opened() as ears, _led(ears.store) as leadership:
        if not leadership.take():
            raise WrongUse("another `python -m listeners` is listening already; it asks what is due by itself")
        heard = schedule.once(ears, now=datetime.now(UTC))
    failed = [one.error for one in heard if one.error]
    if failed and len(failed) == len(heard):
        raise Failed(f"no listener could hear: {failed[0]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How one place of one watch answered; `error` is "" where it went well."""

    source: str
    watch: str
    error: str

    def as_json(self) -> str:
        """Return it for programs."""
        told = {"source": self.source, "watch": self.watch, "ok": not self.error, "error": self.error}
        return json.dumps(told, ensure_ascii=False)

    def as_text(self) -> str:
        """Return it for people."""
        return f"{'FAIL' if self.error else 'ok':4}  {self.watch}: {self.source}" + (
            f": {self.error}" if self.error else ""
        )


def check() -> Iterator[Told]:
    """Ask every place the watches listen to once, store nothing, and tell how it went."""
    with _opened() as ears:
        for workspace in workspaces.every(ears.store):
            for watch in watches.every(ears.store, workspace):
                for listen in watch.listens:
                    yield Told(source=listen.source, watch=watch.name, error=_trouble(ears, watch, listen))


def _trouble(ears: Ears, watch: Watch, listen: Listen) -> str:
    try:
        source = ears.sources.find(listen.source)
        need = _need(source, ears.settings, watch, listen)
        caller = Caller(ears.line, source, need)
        get = spool.answering(ears.store, watch.workspace, caller.get, now=need.now)
        caller.let_in(lambda wanted: [_read(caller, get(ask, {}, False), wanted) for ask in source.ask(wanted)[:1]])
    except (Trouble, QueryError) as trouble:
        return str(trouble)
    return ""


def _read(caller: Caller, answer: Answer | Unchanged, need: Need) -> Page | None:
    return caller.read(answer, need) if isinstance(answer, Answer) else None


def _need(source: Source, settings: Settings, watch: Watch, listen: Listen) -> Need:
    own = settings_of(source.about, listen.settings, settings.for_source(listen.source))
    return Need(phrases=compile_query(watch.query).phrases, settings=own, now=datetime.now(UTC))


@contextmanager
def _opened() -> Iterator[Ears]:
    settings = Settings.read()
    logs.start(settings)
    with Store(settings.database_url.get_secret_value()) as store:
        ready(store)
        found = registry.discover()
        sources.tell(store, [_facts(source) for source in found.values()])
        with Web(allow_private=settings.earshot_allow_private_addresses) as web, Reader() as reader:
            line = line_out(web, reader, purse=KeptInMemory(store, settings.for_source))
            yield Ears(store=store, line=line, sources=found, settings=settings)


def _facts(source: Source) -> SourceFacts:
    about = source.about
    return SourceFacts(
        name=about.name,
        title=about.title,
        writing=source.writing if isinstance(source, Replies) else None,
        secrets={one.name: one.about for one in about.settings if one.secret},
        settings={one.name: one.about for one in about.settings if not one.secret},
        base_url=about.base_url,
        moderates=isinstance(source, Moderates),
    )


@contextmanager
def _led(store: Store) -> Iterator[Leadership]:
    leadership = Leadership(store, "listeners")
    leadership.take()  # on SQLite a second copy is refused here
    try:
        yield leadership
    finally:
        leadership.release()

"""The listening program: open everything once, listen until told to stop, put everything down in order."""

import json
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog

from listeners import registry, schedule, spool
from listeners.calling import Caller, line_out
from listeners.ears import Ears
from listeners.errors import Never, Trouble
from listeners.http import Unchanged, web_of
from listeners.ledger import KeptInMemory
from listeners.match import QueryError, compile as compile_query
from listeners.passes import KeptInStore
from listeners.reader import Reader
from listeners.source import Answer, Moderates, Need, Page, Replies, Source, Streams, settings_of
from listeners.stream import Wire
from storage import logs, secrets, sources, watches, workspaces
from storage.commands import Failed, WrongUse
from storage.database import Leadership, Store
from storage.records import Listen, Objective, SourceFacts, Watch
from storage.settings import Settings
from storage.upgrade import ready

log = structlog.get_logger()

_A_WORD_WITHIN = 10.0  # seconds


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


def connect(name: str) -> str:
    """Ask a source with the credentials of the environment, and keep what signing in brings.

    Return why it could not be tried, "" where it was let in; raise Failed in the place's words where it was not.
    """
    with _opened() as ears:
        workspace = workspaces.only(ears.store)
        places = [(watch, listen) for watch in watches.every(ears.store, workspace) for listen in watch.listens]
        bare = (
            Watch(name=name, objective=Objective.LEARN, query=name, channel="-", workspace=workspace),
            Listen(source=name),
        )
        watch, listen = next((place for place in places if place[1].source == name), bare)
        try:
            source = ears.sources.find(name)
            caller = Caller(ears.line, source, _need(ears, source, watch, listen))
            return caller.let_in(lambda wanted: _tried(caller, source, wanted))
        except (Trouble, QueryError) as trouble:
            raise Failed(str(trouble)) from trouble


def _tried(caller: Caller, source: Source, wanted: Need) -> str:
    try:
        asks = source.ask(wanted)
    except Never as never:  # it takes settings of a listener, too
        return str(never)
    for ask in asks[:1]:
        _read(caller, caller.get(ask, {}), wanted)
    return ""


def _trouble(ears: Ears, watch: Watch, listen: Listen) -> str:
    try:
        source = ears.sources.find(listen.source)
        need = _need(ears, source, watch, listen)
        if isinstance(source, Streams):
            return _silence(ears, source, need)
        caller = Caller(ears.line, source, need)
        get = spool.answering(ears.store, watch.workspace, caller.get, now=need.now)
        caller.let_in(lambda wanted: [_read(caller, get(ask, {}, False), wanted) for ask in source.ask(wanted)[:1]])
    except (Trouble, QueryError) as trouble:
        return str(trouble)
    return ""


def _silence(ears: Ears, source: Streams, need: Need) -> str:
    with Wire.of(ears.settings).open(source.stream(need)) as frames:
        return "" if frames.next(_A_WORD_WITHIN) else "it says nothing: check the listener's settings"


def _read(caller: Caller, answer: Answer | Unchanged, need: Need) -> Page | None:
    return caller.read(answer, need) if isinstance(answer, Answer) else None


def _need(ears: Ears, source: Source, watch: Watch, listen: Listen) -> Need:
    own = settings_of(source.about, listen.settings, ears.operator(source, watch.workspace))
    return Need(phrases=compile_query(watch.query).phrases, settings=own, now=datetime.now(UTC))


@contextmanager
def _opened() -> Iterator[Ears]:
    settings = Settings.read()
    logs.start(settings)
    with Store(settings.database_url.get_secret_value()) as store:
        ready(store)
        found = registry.discover()
        sources.tell(store, [facts_of(source, settings.for_source(name)) for name, source in found.items()])
        vault = secrets.vault(settings.earshot_secret_key.get_secret_value())
        passes = KeptInStore(store, vault, clock=lambda: datetime.now(UTC)) if vault else None
        with web_of(settings) as web, Reader() as reader:
            line = line_out(web, reader, passes, purse=KeptInMemory(store, settings.for_source))
            yield Ears(store=store, line=line, sources=found, settings=settings, vault=vault)


def facts_of(source: Source, operator: Mapping[str, str]) -> SourceFacts:
    """Return what the bot is told of a source; of what the operator set, the names alone and where it stands."""
    about = source.about
    given = tuple(name for name in ("base_url", *(one.name for one in about.settings)) if operator.get(name))
    return SourceFacts(
        name=about.name,
        title=about.title,
        writing=replace(source.writing, given=given) if isinstance(source, Replies) else None,
        secrets={one.name: one.about for one in about.settings if one.secret},
        settings={one.name: one.about for one in about.settings if not one.secret},
        base_url=operator.get("base_url", about.base_url),
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

"""What `python -m listeners try` and `sources` do: settings and words in, lines out, troubles as the command's own."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from listeners import catalog, match, registry, trial
from listeners.calling import Passes, line_out
from listeners.errors import Never, Trouble
from listeners.http import web_of
from listeners.passes import KeptInStore
from listeners.purse import EMPTY, KeptInMemory, Purse
from listeners.reader import Reader
from listeners.source import SignsIn, Source
from storage import secrets, spending
from storage.allowances import Spent
from storage.commands import Failed, WrongUse
from storage.database import Store
from storage.errors import MemoryTrouble
from storage.jsonposts import to_json
from storage.settings import Settings
from storage.upgrade import ready, revision


def lines(
    reader: Reader, name: str, query: str, pairs: Sequence[str], *, since: str, limit: int | None
) -> Iterator[str]:
    """Give what the source says right now, a post a line; raise WrongUse or Failed in one line's words."""
    settings, now = Settings.read(), datetime.now(UTC)
    try:
        source = registry.discover().find(name)
        told = {**settings.for_source(name), **trial.given(source.about, pairs)}
        wanted = match.compile(query)
        with web_of(settings) as web, _kept(source, settings) as (passes, purse):
            line = line_out(web, reader, passes, purse)
            posts = trial.run(source, told, wanted, since=_moment(since), limit=limit, line=line, now=now)
            yield from _told(map(to_json, posts))
    except (Never, registry.BrokenSource, trial.Misuse, match.QueryError) as error:
        raise WrongUse(str(error)) from error


@contextmanager
def _kept(source: Source, settings: Settings) -> Iterator[tuple[Passes | None, Purse]]:
    """Open the memory only where trying a source costs something, or brings a pass that may take away the one before.

    Then it counts, and is kept, as everything else is.
    """
    vault = secrets.vault(settings.earshot_secret_key.get_secret_value()) if isinstance(source, SignsIn) else None
    if not source.about.allowances and vault is None:
        yield None, EMPTY
        return
    with Store(settings.database_url.get_secret_value()) as store:
        ready(store)
        passes = KeptInStore(store, vault, clock=lambda: datetime.now(UTC)) if vault else None
        yield passes, KeptInMemory(store, settings.for_source) if source.about.allowances else EMPTY


def _told(posts: Iterator[str]) -> Iterator[str]:
    try:
        yield from posts
    except Trouble as trouble:
        raise Failed(str(trouble)) from trouble


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(f'--since takes a moment such as 2026-11-21 or 2026-11-21T09:00:00Z, not "{text}"') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def sources(*, as_json: bool) -> str:
    """Return what sources there are, what each can do and what it needs, for people or for programs."""
    try:
        found = registry.discover()
    except registry.BrokenSource as error:
        raise WrongUse(str(error)) from error
    used = _used(Settings.read())
    if as_json:
        shapes = [{**catalog.shape_of(one), "spent": [_shape(spent) for spent in used if spent.source == name]}
                  for name, one in found.items()]  # fmt: skip
        return json.dumps(shapes, indent=2, ensure_ascii=False)
    lines = []
    for name, one in found.items():
        lines.append(catalog.lines_of(one))
        lines += [f"    used up: {spent.words}, until {_utc(spent)}" for spent in used if spent.source == name]
    return "\n".join(lines)


def _used(settings: Settings) -> Sequence[Spent]:
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


def _shape(spent: Spent) -> dict[str, object]:
    return {"unit": spent.unit, "period": spent.period, "spent": spent.spent, "most": spent.most, "until": _utc(spent)}


def _utc(spent: Spent) -> str:
    return f"{spent.until.astimezone(UTC):%Y-%m-%dT%H:%MZ}"

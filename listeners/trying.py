"""What `python -m listeners try` and `sources` do: settings and words in, lines out, troubles as the command's own."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from listeners import catalog, match, registry, trial
from listeners.calling import line_out
from listeners.errors import Never, Trouble
from listeners.http import web_of
from listeners.purse import EMPTY, KeptInMemory, Purse
from listeners.reader import Reader
from listeners.source import Source
from storage.commands import Failed, WrongUse
from storage.database import Store
from storage.jsonposts import to_json
from storage.settings import Settings
from storage.upgrade import ready


def lines(
    reader: Reader, name: str, query: str, pairs: Sequence[str], *, since: str, limit: int | None
) -> Iterator[str]:
    """Give what the source says right now, a post a line; raise WrongUse or Failed in one line's words."""
    settings, now = Settings.read(), datetime.now(UTC)
    try:
        source = registry.discover().find(name)
        told = {**settings.for_source(name), **trial.given(source.about, pairs)}
        wanted = match.compile(query)
        with web_of(settings) as web, _purse(source, settings) as purse:
            line = line_out(web, reader, purse=purse)
            posts = trial.run(source, told, wanted, since=_moment(since), limit=limit, line=line, now=now)
            yield from _told(map(to_json, posts))
    except (Never, registry.BrokenSource, trial.Misuse, match.QueryError) as error:
        raise WrongUse(str(error)) from error


@contextmanager
def _purse(source: Source, settings: Settings) -> Iterator[Purse]:
    """Open the memory only where trying a source costs something: then it counts as everything else does."""
    if not source.about.allowances:
        yield EMPTY
        return
    with Store(settings.database_url.get_secret_value()) as store:
        ready(store)
        yield KeptInMemory(store, settings.for_source)


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
    if as_json:
        return json.dumps([catalog.shape_of(source) for source in found.values()], indent=2, ensure_ascii=False)
    return "\n".join(catalog.lines_of(source) for source in found.values())

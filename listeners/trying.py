"""What `python -m listeners try` and `sources` do: settings and words in, lines out, troubles as the command's own."""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

from listeners import catalog, match, registry, trial
from listeners.calling import Passes, line_out
from listeners.errors import Never, Trouble
from listeners.http import web_of
from listeners.purse import EMPTY, Purse
from listeners.reader import Reader
from listeners.source import SignsIn, Source
from storage.allowances import Spent
from storage.commands import Failed, WrongUse
from storage.jsonposts import to_json
from storage.settings import Settings


def lines(
    reader: Reader, name: str, query: str, pairs: Sequence[str], *, since: str, limit: int | None
) -> Iterator[str]:
    """Give what the source says right now, a post a line; raise WrongUse or Failed in one line's words."""
    settings, now = Settings.read(), datetime.now(UTC)
    try:
        source = registry.discover().find(name)
        told = {**settings.for_source(name), **trial.given(source.about, pairs)}
        wanted = match.compile(query)
        with web_of(settings) as web, _memory(source, settings) as (passes, purse):
            line = line_out(web, reader, passes, purse)
            posts = trial.run(source, told, wanted, since=_moment(since), limit=limit, line=line, now=now)
            yield from _told(map(to_json, posts))
    except (Never, registry.BrokenSource, trial.Misuse, match.QueryError) as error:
        raise WrongUse(str(error)) from error


def _memory(source: Source, settings: Settings) -> AbstractContextManager[tuple[Passes | None, Purse]]:
    """Open the memory only where trying costs something, or brings a pass that may take away the one before.

    Without it a try stays as small as one question is.
    """
    brings_pass = isinstance(source, SignsIn) and bool(settings.earshot_secret_key.get_secret_value())
    if not source.about.allowances and not brings_pass:
        return nullcontext((None, EMPTY))
    from listeners import tries  # noqa: PLC0415 - as above

    return tries.kept(source, settings)


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
    from listeners import tries  # noqa: PLC0415 - only a look at all sources wants the memory

    used = tries.used(Settings.read())
    if as_json:
        shapes = [{**catalog.shape_of(one), "spent": [_shape(spent) for spent in used if spent.source == name]}
                  for name, one in found.items()]  # fmt: skip
        return json.dumps(shapes, indent=2, ensure_ascii=False)
    lines = []
    for name, one in found.items():
        lines.append(catalog.lines_of(one))
        lines += [f"    used up: {spent.words}, until {_utc(spent)}" for spent in used if spent.source == name]
    return "\n".join(lines)


def _shape(spent: Spent) -> dict[str, object]:
    return {"unit": spent.unit, "period": spent.period, "spent": spent.spent, "most": spent.most, "until": _utc(spent)}


def _utc(spent: Spent) -> str:
    return f"{spent.until.astimezone(UTC):%Y-%m-%dT%H:%MZ}"

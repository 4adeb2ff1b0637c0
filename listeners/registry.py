"""Which sources there are: every module under `listeners/sources/`, found by being there, and what packages add.

A package from outside adds one by an entry point of the group "earshot.sources": `name = "its.module"`. A module that
cannot be imported, or does not end in a source of its name, stops the start with its name; so does a name taken twice.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from listeners.errors import Never
from listeners.source import About, Source

HOME = "listeners.sources"
GROUP = "earshot.sources"


class BrokenSource(Exception):
    """A source module cannot be used; str() names it and says why."""


class Sources(Mapping[str, Source]):
    """Every source by its name."""

    def __init__(self, found: Mapping[str, Source]) -> None:
        self._found = dict(found)

    def __getitem__(self, name: str) -> Source:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def find(self, name: str) -> Source:
        """Return the source of that name; raise Never, naming those there are, if there is none."""
        if name not in self._found:
            raise Never(f'there is no source called "{name}": there are {", ".join(self._found)}')
        return self._found[name]


def discover(home: str = HOME) -> Sources:
    """Return every source under the package `home`, and beside our own what other packages add, by name.

    Raise BrokenSource for the first that cannot be used.
    """
    within, added = _within(home), _added(home)
    names = [*within, *(entry.name for entry in added)]
    for entry in added:
        if names.count(entry.name) > 1:
            raise BrokenSource(f'two sources are called "{entry.name}", one of them in {_where(entry)}: remove one')
    return Sources({name: load(name, home) for name in sorted(names)})


def load(name: str, home: str = HOME) -> Source:
    """Return one source; raise BrokenSource, naming it, if it cannot be used. A name with dots is a module's own."""
    where, name = (name, name.rpartition(".")[2]) if "." in name else (_module_of(name, home), name)
    try:
        module = importlib.import_module(where)
    except Exception as error:
        raise BrokenSource(f"the source {where} cannot be loaded ({type(error).__name__}: {error})") from error
    source: Source | None = getattr(module, "SOURCE", None)
    about = getattr(source, "about", None)
    if source is None or not isinstance(about, About):
        raise BrokenSource(f"the source {where} must end with SOURCE: Source = …, with an `about`")
    if about.name != name:
        raise BrokenSource(f'the source {where} must be called "{name}", not "{about.name}"')
    return source


@cache
def _module_of(name: str, home: str) -> str:
    added = {entry.name: entry.module for entry in _added(home)} if name not in _within(home) else {}
    return added.get(name, f"{home}.{name}")


def _within(home: str) -> Sequence[str]:
    return [module.name for module in pkgutil.iter_modules(importlib.import_module(home).__path__)]


def _added(home: str) -> Sequence[EntryPoint]:
    """Return what other packages add: beside our own sources, not in another home."""
    return list(entry_points(group=GROUP)) if home == HOME else []


def _where(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module

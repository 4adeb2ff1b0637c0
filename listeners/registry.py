"""Which sources there are: every module under `listeners/sources/`, found by being there.

A module that cannot be imported, or does not end in a source named as its file is, stops the start with its name.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

from listeners.errors import Never
from listeners.source import About, Source

HOME = "listeners.sources"


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
    """Return every source under the package `home`; raise BrokenSource for the first that cannot be used."""
    package = importlib.import_module(home)
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return Sources({name: load(name, home) for name in names})


def load(name: str, home: str = HOME) -> Source:
    """Return one source; raise BrokenSource, naming it, if it cannot be used."""
    try:
        module = importlib.import_module(f"{home}.{name}")
    except Exception as error:
        raise BrokenSource(f"the source {home}.{name} cannot be loaded ({type(error).__name__}: {error})") from error
    source: Source | None = getattr(module, "SOURCE", None)
    about = getattr(source, "about", None)
    if source is None or not isinstance(about, About):
        raise BrokenSource(f"the source {home}.{name} must end with SOURCE: Source = …, with an `about`")
    if about.name != name:
        raise BrokenSource(f'the source {home}.{name} must be named as its file is, not "{about.name}"')
    return source

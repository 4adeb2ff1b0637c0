"""The library as others may read it over the web door, where an admin opened it."""

from dataclasses import dataclass

from storage import openness, shelffeed
from storage.database import Store

JSON_FEED, ATOM = "application/feed+json", "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What a workspace has opened to everybody."""

    store: Store
    workspace: str

    def feed(self, kind: str) -> tuple[bytes, str]:
        """Return it as an Atom feed or, for any other kind, as a JSON Feed, with its media type."""
        if kind == "atom":
            return shelffeed.as_atom(self.store, self.workspace).encode(), ATOM
        return shelffeed.as_json(self.store, self.workspace).encode(), JSON_FEED


def opened(store: Store, workspace: str) -> Library | None:
    """Return the library where everybody may read it."""
    return Library(store=store, workspace=workspace) if openness.is_open(store, workspace) else None

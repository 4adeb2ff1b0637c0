"""Each source's terms are kept by the listeners alone: nobody else knows of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from listeners import keeping
from listeners.source import About
from storage.database import Store
from storage.records import Burial
from tests.listeners.club import Club
from tests.storage.made import NOW, a_post, a_watch, everything, hear, judged

TERMS = About(
    name="linkbook",
    title="Linkbook",
    docs="https://linkbook.example/terms",
    text_kept=timedelta(hours=48),
    author_kept=timedelta(hours=24),
)


class Linkbook(Club):
    """A made-up place with strict terms."""

    about = TERMS


PLACES = (Linkbook(), Club())


@pytest.fixture
def memory(store: Store) -> Store:
    """Hear one post of a place with terms, and one of a place without."""
    watch = a_watch(store)
    for source in ("linkbook", "club"):
        hear(store, judged(replace(a_post(source), source=source), watch))
    return store


def kept(memory: Store) -> dict[str, tuple[str, str, Burial | None]]:
    """Return what is left of each post."""
    return {
        found.post.source: (found.post.author.name, found.post.text, found.buried_as)
        for found in everything(memory).values()
    }


@pytest.mark.parametrize(
    ("hours", "name", "text", "why"),
    [
        (23, "Ann Example", "acme is down", None),
        (24, "", "acme is down", None),
        (48, "", "", Burial.EXPIRED),
    ],
)
def test_a_sources_terms_are_kept_to_the_hour(
    memory: Store, hours: int, name: str, text: str, why: Burial | None
) -> None:
    """Names a day, words two, as this place asks; the other place asks nothing."""
    keeping.tick(memory, PLACES, None, NOW + timedelta(hours=hours))

    assert kept(memory) == {"linkbook": (name, text, why), "club": ("Ann Example", "acme is down", None)}


def test_the_operators_own_limit_holds_for_every_source(memory: Store) -> None:
    """EARSHOT_KEEP_DAYS; a platform's shorter time still wins."""
    for days in (29, 30):
        keeping.tick(memory, PLACES, 30, NOW + timedelta(days=days))

    assert kept(memory) == {"linkbook": ("", "", Burial.EXPIRED), "club": ("", "", Burial.OUTDATED)}

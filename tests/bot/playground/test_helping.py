"""What the demo's brands have worth sharing: listed, opened, read by the real listeners, and found for the script."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot import town
from bot.playground.outside import Outside
from bot.playground.places import helping
from bot.playground.script import lines
from listeners import gathering
from storage import gathered, shareables
from storage.database import Store
from tests.listeners.answering import ears_on

TEAM = "local"
# Whom a page helps, by words of theirs: the page that has to be among those offered.
WANTED = {
    "do you deliver gluten-free loaves on Sundays": "gluten-free",
    "fiche imprimable avec les allergènes": "fiche-allergenes",
    "Wie backe ich ein Brot vom Vortag": "brot-vom-vortag",
    "I pay, get an error message, and no order appears": "charged-twice",
    "delivers to the west bank": "delivery-map",
    "the app says still riding": "bike-still-riding",
}


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    """Run the web in small, with all that is said on it."""
    opened = Outside(speed=1000.0).start()
    yield opened
    opened.stop()


def test_the_demo_fills_its_library_from_a_sitemap_and_finds_the_page_for_each_question(
    outside: Outside, sqlite_url: str
) -> None:
    """By the real listeners; most of what is said in the town wants none of it, and is offered nothing."""
    town.furnish(sqlite_url, outside.url)
    now = datetime.now(UTC)
    with Store(sqlite_url) as store, ears_on(store) as ears:
        while errand := gathered.take(store, now=now):
            gathering.gather(ears, errand, now=now)
        known = shareables.newest(store, TEAM, limit=99)
        offered = {
            line.text: [
                one.url.rpartition("/")[2]
                for one in shareables.fitting(store, TEAM, f"{line.title}\n{line.text}", line.language)
            ]
            for line in lines()
        }
    missed = {
        words: pages
        for words, slug in WANTED.items()
        for text, pages in offered.items()
        if words.casefold() in text.casefold() and slug not in pages
    }
    asked = [text for text in offered if any(words.casefold() in text.casefold() for words in WANTED)]

    assert {one.title for one in known} == {page.title for page in helping.pages()}
    assert all(one.read_at == now and not one.error for one in known)
    assert len(asked) >= len(WANTED)
    assert missed == {}
    assert sum(bool(pages) for pages in offered.values()) <= len(offered) / 3


def test_a_page_is_opened_and_one_that_is_not_there_is_not(outside: Outside) -> None:
    """People follow the link from Slack."""
    with urlopen(f"{outside.url}/help/gluten-free", timeout=5) as answer:  # noqa: S310  loopback
        page = answer.read().decode()

    assert "an oven of its own" in page
    with pytest.raises(HTTPError, match="404") as refused:
        urlopen(f"{outside.url}/help/nothing", timeout=5)  # noqa: S310  loopback
    refused.value.close()

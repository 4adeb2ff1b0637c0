"""Real pages, recorded by others, go the whole way into the memory: read and stored, or refused by name; once.

The pages are not published with the code: the tests run where `../shared/fixtures` is.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Web
from listeners.pipeline import listen
from listeners.reader import Reader
from listeners.registry import discover
from storage import cursors, mentions, outbox, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Listen, Listener, Objective, Watch
from storage.settings import Settings
from tests.webserver import Reply, Site

RECORDED = Path(__file__).parents[3] / "shared" / "fixtures"
FEEDS = sorted(path for path in (RECORDED / "feeds").glob("*.*")) or [Path("none")]
NOW = datetime.now(UTC)

pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="needs ../shared/fixtures")


@pytest.fixture
def ears(store: Store, monkeypatch: pytest.MonkeyPatch, site: Site) -> Iterator[Ears]:
    """Everything listening takes, with Hacker News on loopback."""
    monkeypatch.setenv("HACKERNEWS_URL", site.url)
    with Web(allow_private=True) as web, Reader(children=1) as reader:
        yield Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())


@pytest.fixture
def site() -> Iterator[Site]:
    """The place the pages stand at."""
    with Site() as opened:
        yield opened


def _watch(ears: Ears, listen_to: Listen) -> Listener:
    watch = Watch(
        name="Everything",
        objective=Objective.LEARN,
        channel="#mentions",
        alert_at=0,
        backlog=Backlog.ALERT,
        listens=(listen_to,),
    )
    watches.save(ears.store, workspaces.only(ears.store), watch, now=NOW)
    return cursors.every(ears.store, workspaces.only(ears.store))[0]


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_a_recorded_feed_is_stored_once_or_refused_by_name(ears: Ears, site: Site, path: Path) -> None:
    """Malformed, wrongly encoded or fine: never an exception, never the same post twice, a card for each story."""
    url = site.at("/feed", Reply(body=path.read_bytes()))
    listener = _watch(ears, Listen(source="feed", settings={"url": url}))

    first = listen(ears, listener, now=NOW)
    again = listen(ears, cursors.every(ears.store, listener.workspace)[0], now=NOW + timedelta(minutes=5))

    stored = list(mentions.walk(ears.store, listener.workspace))
    assert "Earshot itself failed" not in first.error
    assert first.new == len(stored)
    assert again.new == 0
    assert outbox.waiting(ears.store, listener.workspace, "#mentions", kind="card") == first.alerts
    assert bool(stored) or bool(first.error) or b"<item" not in path.read_bytes()


def test_recorded_hacker_news_pages_are_stored_once(ears: Ears, site: Site) -> None:
    """Two consecutive pages of one search, cut short: every hit is a post, with its author, time and address."""
    pages = [
        (RECORDED / "hackernews" / f"search_by_date_page{number}_trimmed10of2.json").read_bytes() for number in (1, 2)
    ]
    site.at("/api/v1/search_by_date", *(Reply(body=page) for page in pages))
    _watch(ears, Listen(source="hackernews"))
    team = workspaces.only(ears.store)

    heard = [
        listen(ears, cursors.every(ears.store, team)[0], now=NOW + timedelta(minutes=minutes)) for minutes in range(3)
    ]

    stored = list(mentions.walk(ears.store, team))
    assert [one.error for one in heard] == ["", "", ""]
    assert [one.new for one in heard] == [2, 2, 0]
    assert all(one.post.author.handle and one.post.url.startswith("https://news.ycombinator.com/") for one in stored)
    assert {one.post.posted_at.year for one in stored} == {2018}

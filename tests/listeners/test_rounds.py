"""A round asks what is due: nobody waits for a host that hangs, and no host is asked by many at once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Manners, Web
from listeners.reader import Reader
from listeners.registry import discover
from listeners.schedule import PER_HOST, THREADS, Round, once
from storage import cursors, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Cursor, Listen, Objective, Watch
from storage.settings import Settings
from storage.upgrade import upgrade
from tests.webserver import Reply, Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "content_text": "acme"}]}'


@pytest.fixture
def ears(tmp_path: Path) -> Iterator[Ears]:
    """Everything listening takes, with four seconds of patience."""
    manners = Manners(patience=timedelta(seconds=4))
    with (
        Store(f"sqlite:///{tmp_path}/e.db") as store,
        Web(allow_private=True, manners=manners) as web,
        Reader(children=1) as reader,
    ):
        upgrade(store)
        yield Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())


def watch(ears: Ears, *addresses: str) -> None:
    """Listen to feeds, all of them due."""
    listens = tuple(Listen(source="feed", settings={"url": address}) for address in addresses)
    watch = Watch(name="Acme", objective=Objective.LEARN, channel="#m", backlog=Backlog.SILENT, listens=listens)
    watches.save(ears.store, workspaces.only(ears.store), watch, now=NOW)


def heard(ears: Ears) -> list[str]:
    """Return the addresses that were heard."""
    listeners = cursors.every(ears.store, workspaces.only(ears.store))
    return [one.settings["url"] for one in listeners if one.last_success]


def test_whoever_hangs_with_hundreds_due_holds_up_nobody_else(ears: Ears, site: Site) -> None:
    """The last in the row is asked in the first tick, because a host that hangs has no more than its share."""
    with Site() as hanging:
        hanging.at("", Reply(lambda: hanging.drip(b" ", every=0.05)))
        site.at("", Reply(FEED))
        watch(ears, *(f"{hanging.url}/{number}" for number in range(2 * THREADS)), f"{site.url}/feed")
        round_ = Round(ears, clock=lambda: NOW)
        begun = round_.tick()
        site.wait_for("/feed", 1)
        asked = len(hanging.requests)
        round_.stop()

    assert len(begun) == PER_HOST + 1
    assert asked <= PER_HOST
    assert heard(ears) == [f"{site.url}/feed"]


def test_what_is_under_way_is_not_begun_again(ears: Ears, site: Site) -> None:
    """However often the clock looks."""
    site.at("", Reply(lambda: site.drip(b" ", every=0.05)))
    watch(ears, f"{site.url}/slow")
    round_ = Round(ears, clock=lambda: NOW)
    begun = [len(round_.tick()) for _ in range(3)]
    round_.stop()

    assert begun == [1, 0, 0]
    assert len(site.requests) == 1


def test_one_round_asks_everybody_who_is_due(ears: Ears, site: Site) -> None:
    """More than fit one host's share, and each once."""
    site.at("", Reply(FEED))
    addresses = [f"{site.url}/{number}" for number in range(5 * PER_HOST + 1)]
    watch(ears, *addresses)
    results = once(ears, now=NOW)

    assert [one.error for one in results] == [""] * len(addresses)
    assert sorted(heard(ears)) == sorted(addresses)
    assert sorted(request.path for request in site.requests) == sorted(f"/{number}" for number in range(len(addresses)))


def test_who_was_asked_since_we_looked_is_not_asked_again(ears: Ears, site: Site) -> None:
    """Who is due and who is under way are two looks, and between them somebody may have come back."""
    watch(ears, f"{site.url}/a")
    (due,) = cursors.waiting(ears.store, now=NOW)
    (before,) = cursors.these(ears.store, [due.id], now=NOW)
    cursors.heard(ears.store, before, Cursor(), now=NOW, next_due=NOW + timedelta(minutes=1))

    assert cursors.these(ears.store, [due.id], now=NOW) == ()
    assert [one.id for one in cursors.these(ears.store, [due.id], now=NOW + timedelta(minutes=1))] == [due.id]


def test_who_brought_nothing_is_noted_with_the_next_look_and_before_the_end(ears: Ears, site: Site) -> None:
    """Many at once; until then they count as under way, and nobody asks them again."""
    site.at("", Reply(b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}'))
    watch(ears, *(f"{site.url}/{number}" for number in range(PER_HOST)))
    round_ = Round(ears, clock=lambda: NOW)
    first = [future.result() for future in round_.tick()]
    unnoted = heard(ears)
    again = round_.tick()
    noted = heard(ears)
    watch(ears, *(f"{site.url}/{number}" for number in range(PER_HOST + 1)))
    last = [future.result() for future in round_.tick()]
    round_.stop()

    assert [(one.error, one.step is not None) for one in first] == [("", True)] * PER_HOST
    assert (unnoted, again, len(noted)) == ([], [], PER_HOST)
    assert [one.step is not None for one in last] == [True]
    assert len(heard(ears)) == PER_HOST + 1


def test_a_listener_removed_just_now_is_left_alone(ears: Ears, site: Site) -> None:
    """Its place is free for the next."""
    site.at("", Reply(FEED))
    watch(ears, f"{site.url}/a")
    (due,) = cursors.waiting(ears.store, now=NOW)
    watches.remove(ears.store, workspaces.only(ears.store), 1)

    assert cursors.these(ears.store, [due.id], now=NOW) == ()
    assert due.place == site.url.removeprefix("http://")
    assert once(ears, now=NOW) == []

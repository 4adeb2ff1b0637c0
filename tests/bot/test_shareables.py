"""The library in Slack: its window, adding to it, archiving with a way back, and the feed others may read."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bot.playground import Message, Person, View
from storage import gathered, openness, shareables, shelffeed
from storage.database import Store
from storage.shelf import Errand, Found, Kind, Shareable
from tests.bot.made import TEAM, Work
from tests.bot.test_web import asked, over_http

__all__ = ["over_http"]

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
HELP = "https://acme.example/help"
EVIL = "<!channel> *all* & <https://evil.example|here>\u202e"


def put(store: Store, slug: str, **more: Any) -> Shareable:  # noqa: ANN401  whatever a page tells
    """Put a page into the library."""
    told = {"title": f"About {slug}", "summary": f"All of {slug}"} | more
    found = shareables.add(store, TEAM, Found(url=f"{HELP}/{slug}", **told), by="U1", now=NOW)
    assert found is not None
    return found[0]


def opened(work: Work, person: Person, words: str = "") -> View:
    """Open the library, and return its window once it is filled."""
    person.command("/earshot", f"share {words}".strip(), channel="#mentions")
    return shown(work, person, "Feeds")


def shown(work: Work, person: Person, words: str) -> View:
    """Wait until somebody's window says something."""
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen(),
        timeout=10,
        what=f"{words!r} in the window",
    )
    assert person.view is not None
    return person.view


def add(work: Work, person: Person, **answers: str) -> None:
    """Fill in the form that adds something, and send it off."""
    person.click(opened(work, person), "shareable_add")
    shown(work, person, "What stands there")
    person.submit(answers=dict(answers))


def taken(work: Work) -> Errand:
    """Return what the listeners are to read next."""
    found = gathered.take(work.store, now=datetime.now(UTC))
    assert found is not None
    return found


def told_in_private(work: Work, person: Person, words: str) -> Message:
    """Wait for a direct message of Earshot's."""

    def said() -> list[Message]:
        direct = any(call.arguments.get("channel") == person.id for call in work.slack.calls("chat.postMessage"))
        return [one for one in work.slack.messages(person.id) if words in one.text_seen()] if direct else []

    work.slack.wait_until(lambda: bool(said()), timeout=10, what=f"{words!r} in a direct message")
    return said()[-1]


def test_an_empty_library_says_what_it_is_for(work: Work) -> None:
    """And how something gets into it."""
    window = opened(work, work.slack.person("noor"))

    assert "Nothing is here yet" in window.text_seen()
    assert "three that fit" in window.text_seen()


def test_an_address_is_added_read_by_the_listeners_and_told(work: Work) -> None:
    """The bot goes nowhere: it writes a wish, and says how reading went."""
    noor = work.slack.person("noor")
    add(work, noor, url=f"{HELP}/leak")
    window = shown(work, noor, "read within a minute")
    errand = taken(work)
    gathered.read(work.store, errand, Found(url=errand.url, title=f"Leaks {EVIL}", summary="Drips"), {}, now=NOW)
    work.bot.schedule.drain()  # type: ignore[union-attr]
    message = told_in_private(work, noor, "In the library now")
    again = opened(work, noor)

    assert "not read yet" in window.text_seen()
    assert (errand.url, errand.lists, errand.added_by) == (f"{HELP}/leak", False, noor.id)
    for seen in (message.text_seen(), again.text_seen()):
        assert "Leaks <!channel> *all* & <https://evil.example¦here>" in seen
        assert "\u202e" not in seen
    assert "page · not shared yet · added by" in again.text_seen()


def test_why_something_could_not_be_read_is_told_with_what_to_do(work: Work) -> None:
    """In private, and in the window."""
    noor = work.slack.person("noor")
    add(work, noor, url=f"{HELP}/gone")
    gathered.failed(work.store, taken(work), "acme.example answers 404: not there", now=NOW)
    work.bot.schedule.drain()  # type: ignore[union-attr]
    message = told_in_private(work, noor, "could not be read")

    assert "answers 404" in message.text_seen()
    assert "Add it again with its title" in message.text_seen()
    assert "answers 404" in opened(work, noor).text_seen()


def test_a_feed_is_added_told_and_let_go(work: Work) -> None:
    """It stands among the feeds with what it brought; letting it go leaves its pages."""
    noor = work.slack.person("noor")
    add(work, noor, url="https://acme.example/sitemap.xml", way="all")
    shown(work, noor, "then every hour")
    found = [Found(url=f"{HELP}/{number}", title=f"Page {number}") for number in range(3)]
    gathered.listed(work.store, taken(work), found, {}, now=NOW)
    work.bot.schedule.drain()  # type: ignore[union-attr]
    message = told_in_private(work, noor, "lists 3; 3 of them are new")
    opened(work, noor)
    noor.click(noor.view, "shareables_feeds")  # type: ignore[arg-type]
    window = shown(work, noor, "3 in the library")
    noor.click(window, "shareables_unfollow")
    shown(work, noor, "No feed or sitemap")

    assert "acme.example/sitemap.xml" in message.text_seen()
    assert shareables.count(work.store, TEAM) == 3


@pytest.mark.parametrize(
    ("answers", "block", "why"),
    [
        ({"url": "acme.example/help"}, "url", "no web address"),
        ({"url": "javascript:alert(1)"}, "url", "no web address"),
        ({"url": f"{HELP}/x", "summary": "Words"}, "title", "a title as well"),
        ({"url": f"{HELP}/x", "way": "all", "title": "Mine"}, "title", "titles of its own"),
    ],
)
def test_what_cannot_be_added_is_told_in_the_form(work: Work, answers: Mapping[str, str], block: str, why: str) -> None:
    """Nothing that was typed is lost."""
    noor = work.slack.person("noor")
    noor.click(opened(work, noor), "shareable_add")
    shown(work, noor, "What stands there")

    assert why in noor.submit(answers=dict(answers)).errors[block]
    assert shareables.count(work.store, TEAM) == 0


def test_what_is_typed_needs_no_reading_and_what_is_there_is_not_added_twice(work: Work) -> None:
    """A page behind a login, a table of figures."""
    noor = work.slack.person("noor")
    add(work, noor, url=f"{HELP}/prices", title="Prices", summary="What it costs", kind="figures")
    shown(work, noor, "Added: Prices")
    noor.click(noor.view, "shareable_add")  # type: ignore[arg-type]
    shown(work, noor, "What stands there")
    noor.submit(answers={"url": f"{HELP}/prices/?utm_source=x"})
    window = shown(work, noor, "in the library already")

    assert "table of figures" in window.text_seen()
    assert gathered.take(work.store, now=datetime.now(UTC)) is None
    assert shareables.count(work.store, TEAM) == 1


def test_archiving_has_a_way_back_at_once_and_later(work: Work) -> None:
    """Undo beside the notice; Bring back in the archive."""
    page = put(work.store, "leak")
    noor = work.slack.person("noor")
    noor.click(opened(work, noor), "shareable_archive")
    noor.click(shown(work, noor, "Archived: About leak"), "shareable_back")
    shown(work, noor, "About leak is back")
    noor.click(noor.view, "shareable_archive")  # type: ignore[arg-type]
    noor.click(shown(work, noor, "Archived: About leak"), "shareables_archive")
    noor.click(shown(work, noor, "Bring back"), "shareable_back")
    shown(work, noor, "About leak is back")

    assert shareables.get(work.store, TEAM, page.id) == page


def test_the_library_is_turned_and_searched(work: Work) -> None:
    """Eight at a time, newest first; words by command or in the window."""
    for number in range(10):
        put(work.store, f"topic-{number}")
    put(work.store, "kettle", title="Descaling a kettle", summary="Chalk and vinegar")
    noor = work.slack.person("noor")
    first = opened(work, noor).text_seen()
    noor.click(noor.view, "shareables_older")  # type: ignore[arg-type]
    second = shown(work, noor, "9 to 11 of 11").text_seen()
    noor.click(noor.view, "shareables_newer")  # type: ignore[arg-type]
    shown(work, noor, "1 to 8 of 11")
    noor.submit(answers={"find": "vinegar"})
    searched = shown(work, noor, "Descaling a kettle").text_seen()
    nothing = opened(work, noor, "zeppelin").text_seen()

    assert "About topic-9" in first
    assert "About topic-0" not in first
    assert "About topic-0" in second
    assert "topic-9" not in searched
    assert "Nothing holds “zeppelin”" in nothing


def test_everybody_reads_the_library_only_where_an_admin_opened_it(over_http: Work) -> None:
    """404 before and after; what is in it is escaped, and says nothing of the team."""
    put(over_http.store, "leak", title=f"Leaks {EVIL}]]>", summary="Drips\x0b", language="en")
    put(over_http.store, "prices", kind=Kind.FIGURES)
    gone = put(over_http.store, "old")
    shareables.archive(over_http.store, TEAM, gone.id, by="U1", now=NOW)
    shareables.add(over_http.store, TEAM, Found(url=f"{HELP}/unread"), by="U1", now=NOW + timedelta(days=1))
    port, marta = over_http.bot.port or 0, over_http.slack.person("marta")
    before = [asked(port, f"/shareables.{kind}")[0] for kind in ("json", "atom")]
    noor = over_http.slack.person("noor")
    noor.click(opened(over_http, noor), "shareables_feeds")
    looked = shown(over_http, noor, "Nobody else can read").text_seen()
    marta.click(opened(over_http, marta), "shareables_feeds")
    marta.click(shown(over_http, marta, "Open it to everybody"), "shareables_open")
    shown(over_http, marta, "Everybody may read")
    feed = json.loads(asked(port, "/shareables.json")[1])
    atom = ET.fromstring(asked(port, "/shareables.atom")[1])  # noqa: S314  our own
    marta.click(marta.view, "shareables_close")  # type: ignore[arg-type]
    shown(over_http, marta, "Nobody else can read")
    names = {"a": "http://www.w3.org/2005/Atom"}

    assert before == [404, 404]
    assert "Open it to everybody" not in looked
    assert [(item["url"], item["tags"]) for item in feed["items"]] == [
        (f"{HELP}/prices", ["data"]),
        (f"{HELP}/leak", ["page"]),
    ]
    assert feed["items"][1]["title"] == f"Leaks {EVIL}]]>"
    assert [each.text for each in atom.findall("a:entry/a:title", names)] == ["About prices", f"Leaks {EVIL}]]>"]
    assert [each.get("href") for each in atom.findall("a:entry/a:link", names)] == [f"{HELP}/prices", f"{HELP}/leak"]
    assert "U1" not in json.dumps(feed)
    assert asked(port, "/shareables.json")[0] == 404


def test_an_empty_feed_is_a_feed(store: Store) -> None:
    """Opened before anything is in it."""
    assert json.loads(shelffeed.as_json(store, "T1"))["items"] == []
    assert ET.fromstring(shelffeed.as_atom(store, "T1")).tag.endswith("feed")  # noqa: S314  our own
    openness.open_up(store, "T1", by="U1", now=NOW)
    openness.open_up(store, "T1", by="U2", now=NOW)
    openness.close(store, "T1")
    openness.close(store, "T1")

    assert not openness.is_open(store, "T1")

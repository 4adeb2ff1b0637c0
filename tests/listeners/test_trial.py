"""`python -m listeners try` and `sources`: a source tried without a watch or a memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from listeners import match, trial
from listeners.calling import line_out
from listeners.errors import NeedsKey
from listeners.http import Web
from listeners.reader import Reader
from listeners.sources import feed, hackernews
from storage.records import Post
from tests.webserver import Reply, Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGES = Path(__file__).parents[1] / "pages"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{next}{entries}</feed>'
ENTRY = "<entry><id>urn:example:post-{n}</id><title>Post {n}</title><updated>2026-11-{n:02}T00:00:00Z</updated></entry>"


def atom(*numbers: int, more: str = "") -> Reply:
    """Return a feed with one entry for each day of the month named, and perhaps a link to older ones."""
    link = f'<link rel="next" href="{more}"/>' if more else ""
    return Reply(ATOM.format(next=link, entries="".join(ENTRY.format(n=n) for n in numbers)).encode())


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Read in one child."""
    with Reader(children=1) as reader:
        yield reader


def tried(
    web: Web, reader: Reader, url: str, query: str = "", *, since: datetime | None = None, limit: int | None = None
) -> list[Post]:
    """Try a feed."""
    return list(
        trial.run(
            feed.SOURCE,
            {"url": url},
            match.compile(query),
            since=since,
            limit=limit,
            line=line_out(web, reader),
            now=NOW,
        )
    )


def test_pages_are_walked_and_nothing_is_told_twice(web: Web, site: Site, reader: Reader) -> None:
    """As the pipeline does."""
    url = site.at("/feed", atom(20, 19, more="/older"))
    site.at("/older", atom(19, 18, more="/feed"))

    assert [post.title for post in tried(web, reader, url)] == ["Post 20", "Post 19", "Post 18"]


def test_a_feed_that_never_ends_is_left_at_the_page_cap(web: Web, site: Site, reader: Reader) -> None:
    """Ten pages, even if each names another."""
    for n in range(30):
        site.at(f"/{n}", atom(30 - n, more=f"/{n + 1}"))
    site.at("/29", atom(1))

    assert len(tried(web, reader, site.url + "/0")) == feed.SOURCE.about.pages


def test_nothing_older_than_since_is_told_or_fetched(web: Web, site: Site, reader: Reader) -> None:
    """The walk ends where the old ground begins."""
    url = site.at("/feed", atom(20, 19, more="/older"))
    posts = tried(web, reader, url, since=datetime(2026, 11, 20, tzinfo=UTC))

    assert [post.title for post in posts] == ["Post 20"]
    assert len(site.requests) == 1


def test_no_more_is_fetched_than_was_wanted(web: Web, site: Site, reader: Reader) -> None:
    """`--limit` spares the place, too."""
    url = site.at("/feed", atom(20, 19, more="/older"))

    assert [post.title for post in tried(web, reader, url, limit=2)] == ["Post 20", "Post 19"]
    assert tried(web, reader, url, limit=0) == []
    assert len(site.requests) == 1


def test_a_query_keeps_what_matches(web: Web, site: Site, reader: Reader) -> None:
    """Local matching decides."""
    url = site.at("/feed", atom(20, 19, 18))

    assert [post.title for post in tried(web, reader, url, '"post 19" OR 18')] == ["Post 19", "Post 18"]


def test_each_phrase_is_searched_where_the_source_can_search(web: Web, site: Site, reader: Reader) -> None:
    """And a post found by two of them is told once."""
    page = json.loads((PAGES / "hackernews.json").read_text())
    site.at("", Reply(json.dumps({**page, "nbHits": 3}).encode()))
    posts = trial.run(
        hackernews.SOURCE,
        {"base_url": site.url},
        match.compile("acme OR kettle"),
        since=None,
        limit=None,
        line=line_out(web, reader),
        now=NOW,
    )

    assert [post.external_id for post in posts] == ["4100003", "4100001", "4099990"]
    assert len(site.requests) == 2


def test_troubles_come_through(web: Web, site: Site, reader: Reader) -> None:
    """Never zero posts instead of an error."""
    with pytest.raises(NeedsKey):
        tried(web, reader, site.at("/feed", Reply(status=401)))


def test_a_missing_setting_is_said_before_anything_is_asked(web: Web, reader: Reader) -> None:
    """Wrong use, not bad luck."""
    with pytest.raises(trial.Misuse, match="feed needs url"):
        tried(web, reader, "")


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (["url"], "KEY=VALUE"),
        (["=x"], "KEY=VALUE"),
        (["URL=x"], "no setting URL"),
        (["kind=post", "a=b"], "no setting a"),
    ],
)
def test_a_setting_typed_wrongly_is_refused(pairs: list[str], words: str) -> None:
    """A typing error must not be ignored in silence."""
    with pytest.raises(trial.Misuse, match=words):
        trial.given(feed.SOURCE.about, pairs)


def listeners(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m listeners` as an operator would."""
    return subprocess.run(
        [sys.executable, "-m", "listeners", *words],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, **environment},
    )


def test_the_command_prints_json_lines(site: Site) -> None:
    """One post a line, nothing else."""
    url = site.at("/feed", atom(20, 19))
    ended = listeners("try", "feed", "--set", f"url={url}", "--limit", "1", EARSHOT_ALLOW_PRIVATE_ADDRESSES="1")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert [json.loads(line)["title"] for line in ended.stdout.splitlines()] == ["Post 20"]


def test_private_addresses_are_for_those_who_ask_for_them(site: Site) -> None:
    """Off by default; the line says what turns it on."""
    ended = listeners("try", "feed", "--set", f"url={site.url}/feed", EARSHOT_ALLOW_PRIVATE_ADDRESSES="0")

    assert (ended.returncode, ended.stdout) == (1, "")
    assert "EARSHOT_ALLOW_PRIVATE_ADDRESSES=1" in ended.stderr
    assert site.requests == []


def test_an_operators_setting_points_a_source_elsewhere(site: Site) -> None:
    """`HACKERNEWS_URL` in the environment."""
    site.at("", Reply((PAGES / "hackernews.json").read_bytes()))
    ended = listeners(
        *("try", "hackernews", "--query", "acme", "--since", "2026-11-20T15:00:00Z"),
        EARSHOT_ALLOW_PRIVATE_ADDRESSES="1",
        HACKERNEWS_URL=site.url,
    )

    assert ended.returncode == 0
    assert [json.loads(line)["external_id"] for line in ended.stdout.splitlines()] == ["4100003"]


@pytest.mark.parametrize(
    "words",
    [
        ["try"],
        ["try", "fed"],
        ["try", "feed"],
        ["try", "feed", "--set", "url=https://example.com", "--set", "kind=rant"],
        ["try", "feed", "--set", "url=https://example.com", "--query", "(a"],
        ["try", "feed", "--set", "url=https://example.com", "--since", "long ago"],
        ["try", "feed", "--set", "url=https://example.com", "--limit", "-1"],
        ["try", "--nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_exit_2(words: list[str]) -> None:
    """It says what to mend, without a traceback."""
    ended = listeners(*words)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("error: ")


def test_the_sources_are_listed_for_people_and_programs() -> None:
    """With what each can be told."""
    words, shapes = listeners("sources").stdout, json.loads(listeners("sources", "--json").stdout)

    assert "url (required)" in words
    assert [shape["name"] for shape in shapes] == sorted(shape["name"] for shape in shapes)
    assert {"feed", "hackernews"} <= {shape["name"] for shape in shapes}

"""What is worth sharing is read by the listeners: pages, feeds and sitemaps, politely, and whoever added it is told."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from listeners import gathering
from listeners.addresses import Standing
from listeners.ears import Ears
from storage import gathered, shareables, tables
from storage.database import Store
from storage.shelf import Errand, Found, Kind, Shareable
from tests.listeners.answering import TEAM, ears_on
from tests.webserver import Reply, Site

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
NOBODY = Reply(status=404)
PAGE = """<!doctype html><html lang="de-AT"><head><title> Wasserkocher\n entkalken </title>
<meta name="description" content="Mit Zitronensäure &amp; Geduld">
<link rel="canonical" href="/hilfe/kalk?utm_source=x">
<link rel="shortlink" href="https://acm.example/k"></head><body><nav>Konto Warenkorb</nav>
<main><h1>Kalk</h1><p>Zwei Esslöffel in einen Liter Wasser.</p><script>alert(1)</script></main>
<footer>Impressum</footer>
</body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Cold brew at home</title><link>{base}/brew</link>
<description>Sixteen hours in the fridge</description></item>
<item><title>Old</title><link>{base}/old/?utm_source=feed</link></item><item><title>No link</title></item>
</channel></rss>"""
MAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>"""


@pytest.fixture
def site() -> Iterator[Site]:
    """Run a site of ours, without a robots.txt."""
    with Site() as opened:
        opened.at("", NOBODY)
        yield opened


@pytest.fixture
def ears(store: Store) -> Iterator[Ears]:
    """Give what reading takes."""
    with ears_on(store) as opened:
        yield opened


def html(words: str = PAGE) -> Reply:
    """Answer with a page."""
    return Reply(words.encode(), headers={"content-type": "text/html; charset=utf-8", "etag": '"1"'})


def xml(words: str) -> Reply:
    """Answer with a feed or a sitemap."""
    return Reply(words.encode(), headers={"content-type": "application/xml", "etag": '"1"'})


def wished(ears: Ears, url: str, **more: str) -> int:
    """Wish for a page, as the bot does."""
    found = shareables.add(ears.store, TEAM, Found(url=url, **more), by="U1NOOR0000", now=NOW)  # type: ignore[arg-type]
    assert found is not None
    return found[0].id


def work(ears: Ears, *, now: datetime = NOW) -> list[Errand]:
    """Read all that is due; return what was."""
    done = []
    while errand := gathered.take(ears.store, now=now):
        gathering.gather(ears, errand, now=now)
        done.append(errand)
    return done


def got(ears: Ears, shareable_id: int) -> Shareable:
    """Return a shareable."""
    found = shareables.get(ears.store, TEAM, shareable_id)
    assert found is not None
    return found


def told(ears: Ears) -> list[dict[str, object]]:
    """Return what people are told, in order."""
    rows = tables.outbox
    with ears.store.reading() as connection:
        found = connection.execute(select(rows).where(rows.c.kind == "gathered").order_by(rows.c.id)).all()
    assert {row.lane for row in found} <= {"U1NOOR0000"}
    return [row.payload for row in found]


def test_a_page_is_read_for_its_words_and_its_other_addresses(ears: Ears, site: Site) -> None:
    """Title, description, language; found by what its main part says, known by its short and its canonical address."""
    one = wished(ears, site.at("/hilfe/kalk-entfernen", html()))
    before = got(ears, one)
    work(ears)
    page = got(ears, one)
    again = [
        shareables.add(ears.store, TEAM, Found(url=url), by="U2", now=NOW)
        for url in ("https://acm.example/k", f"{site.url}/hilfe/kalk")
    ]
    words = "Wie viele Esslöffel Zitronensäure auf einen Liter?"

    assert (before.waits, page.waits, page.read_at) == (True, False, NOW)
    assert (page.title, page.summary, page.language) == ("Wasserkocher entkalken", "Mit Zitronensäure & Geduld", "de")
    assert [(found[0].id, found[1]) for found in again if found] == [(one, False)] * 2
    assert [each.id for each in shareables.fitting(ears.store, TEAM, words, "de")] == [one]
    assert shareables.fitting(ears.store, TEAM, "Impressum, Konto und Warenkorb") == ()
    assert told(ears) == [{"url": page.url, "lists": False, "title": page.title}]


def test_what_was_typed_stays_and_is_never_read(ears: Ears, site: Site) -> None:
    """A page behind a login is found by the words people gave it."""
    one = wished(ears, f"{site.url}/intern", title="Preisliste", summary="Alle Preise", kind=Kind.FIGURES)
    done = work(ears)

    assert (done, site.requests, got(ears, one).title) == ([], [], "Preisliste")


def test_a_page_is_read_again_after_a_week_and_only_if_it_changed(ears: Ears, site: Site) -> None:
    """With the validators it gave; nobody is told a second time."""
    one = wished(ears, site.at("/x", html(), Reply(status=304), html(PAGE.replace("entkalken", "putzen"))))
    work(ears)
    early, week, fortnight = (work(ears, now=NOW + timedelta(days=days)) for days in (6, 7, 14))
    asked = [request for request in site.requests if request.path == "/x"]

    assert (len(early), len(week), len(fortnight), len(asked)) == (0, 1, 1, 3)
    assert asked[1].headers["if-none-match"] == '"1"'
    assert got(ears, one).title == "Wasserkocher putzen"
    assert len(told(ears)) == 1


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=404), "404"),
        (Reply(b"%PDF", headers={"content-type": "application/pdf"}), "no web page (application/pdf)"),
        (html("<html><body><div id=app></div></body></html>"), "no title"),
        (html("<?xml version='1.0'?><rss></rss>"), "add it as one"),
        (html("<title>" + "\n" * 90_000), "no title"),
        (Reply(b"x" * 5_000_001), "more than 5 MB"),
        (Reply(status=302, headers={"location": "http://127.0.0.2:1/x"}), "private"),
    ],
    ids=["gone", "a file", "an app", "a feed", "hostile", "huge", "led home"],
)
def test_why_a_page_cannot_be_read_is_told_once(ears: Ears, site: Site, reply: Reply, why: str) -> None:
    """In words that help, to whoever added it; it is tried again in a week, without a word."""
    one = wished(ears, site.at("/x", reply))
    work(ears)
    work(ears, now=NOW + timedelta(days=8))
    said = told(ears)

    assert why in got(ears, one).error
    assert [str(each["error"]) for each in said] == [got(ears, one).error]


def test_a_busy_site_is_asked_later_and_nobody_is_told_before_we_give_up(ears: Ears, site: Site) -> None:
    """Ever later, six times."""
    one = wished(ears, site.at("/x", Reply(status=503)))
    rounds = [len(work(ears, now=NOW + timedelta(minutes=minutes))) for minutes in (0, 0, 1, 3, 7, 15, 31, 62)]

    assert rounds == [1, 0, 1, 1, 1, 1, 1, 0]
    assert "tried 6 times" in got(ears, one).error
    assert len(told(ears)) == 1


def test_robots_are_asked_first(ears: Ears, site: Site) -> None:
    """A page that programs are not to read is not read; a person types its title."""
    site.at("/robots.txt", Reply(b"User-agent: *\nDisallow: /intern"))
    kept, free = wished(ears, site.at("/intern/x", html())), wished(ears, site.at("/help", html()))
    work(ears)

    assert "robots.txt" in got(ears, kept).error
    assert got(ears, free).title == "Wasserkocher entkalken"
    assert "/intern/x" not in [request.path for request in site.requests]


def test_a_feed_fills_the_library_and_what_is_archived_stays_away(ears: Ears, site: Site) -> None:
    """Each page once, with the words of the feed until it is read itself; one notice for all of it."""
    site.at("/brew", html(PAGE.replace("Wasserkocher\n entkalken", "Cold brew at home")))
    stays = wished(ears, f"{site.url}/old", title="Known already")
    feed, is_new = gathered.follow(
        ears.store, TEAM, site.at("/feed", xml(FEED.format(base=site.url))), by="U1NOOR0000", now=NOW
    )
    same, again = gathered.follow(ears.store, TEAM, f"{site.url}/feed/?utm_source=x", by="U2", now=NOW)
    first = gathered.take(ears.store, now=NOW)
    assert first is not None
    gathering.gather(ears, first, now=NOW)
    listed = shareables.newest(ears.store, TEAM, limit=9)
    work(ears)
    (brew,) = [one for one in shareables.newest(ears.store, TEAM, limit=9) if one.url.endswith("/brew")]
    shareables.archive(ears.store, TEAM, brew.id, by="U1", now=NOW)
    site.at("/feed", xml(FEED.format(base=site.url).replace("News", "Newer")))
    work(ears, now=NOW + timedelta(hours=2))

    assert (is_new, again, same.id) == (True, False, feed.id)
    assert [(one.title, one.summary) for one in listed if one.id != stays] == [
        ("Cold brew at home", "Sixteen hours in the fridge")
    ]
    assert (brew.feed_id, brew.language, brew.read_at) == (feed.id, "de", NOW)
    assert shareables.count(ears.store, TEAM) == 1
    assert told(ears) == [{"url": feed.url, "lists": True, "listed": 2, "new": 1}]
    assert [(one.listed, one.error) for one in gathered.listings(ears.store, TEAM)] == [(0, "")]


def test_a_feed_that_is_let_go_leaves_its_pages(ears: Ears, site: Site) -> None:
    """Only once, and nothing more is read of it."""
    feed, _ = gathered.follow(
        ears.store, TEAM, site.at("/feed", xml(FEED.format(base=site.url))), by="U1NOOR0000", now=NOW
    )
    work(ears)
    gone = [gathered.unfollow(ears.store, TEAM, feed.id) for _ in range(2)]

    assert gone == [True, False]
    assert shareables.count(ears.store, TEAM) == 2
    assert work(ears, now=NOW + timedelta(hours=2)) == []


def test_sitemaps_are_read_packed_or_not_and_the_maps_they_lead_to(ears: Ears, site: Site) -> None:
    """Of the same place only, and one that is broken does not stop the others; entities are text and nothing more."""
    site.at(
        "/a.xml",
        xml(
            MAP.format(
                urls=f"<url><loc>{site.url}/one</loc></url><url><loc><![CDATA[{site.url}/two?a=1&amp;b=2]]></loc></url>"
            )
        ),
    )
    packed = gzip.compress(MAP.format(urls=f"<url><loc>{site.url}/three</loc></url>").encode())
    site.at("/b.xml.gz", Reply(packed, headers={"content-type": "application/gzip"}))
    site.at("/c.xml", Reply(status=404))
    maps = "".join(
        f"<sitemap><loc>{place}</loc></sitemap>"
        for place in (f"{site.url}/a.xml", f"{site.url}/b.xml.gz", f"{site.url}/c.xml", "https://other.example/d.xml")
    )
    bomb = '<!DOCTYPE x [<!ENTITY a "&b;&b;">]>'
    index = f'<?xml version="1.0"?>{bomb}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'
    gathered.follow(ears.store, TEAM, site.at("/sitemap.xml", xml(index)), by="U1NOOR0000", now=NOW)
    errand = gathered.take(ears.store, now=NOW)
    assert errand is not None
    gathering.gather(ears, errand, now=NOW)

    assert [one.url.removeprefix(site.url) for one in reversed(shareables.newest(ears.store, TEAM, limit=9))] == [
        "/three",
        "/two?a=1&b=2",
        "/one",
    ]
    assert told(ears)[0]["listed"] == 3


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (PAGE, "a web page, not a feed"),
        (MAP.format(urls=""), "lists nothing"),
        ('<rss version="2.0"><channel></channel></rss>', "lists no pages"),
        (
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x">]><rss version="2.0"><channel>&a;</channel></rss>',
            "entities",
        ),
        ("", "empty"),
    ],
    ids=["a page", "an empty sitemap", "an empty feed", "a bomb", "nothing"],
)
def test_what_lists_nothing_is_told(ears: Ears, site: Site, body: str, why: str) -> None:
    """In words that help."""
    gathered.follow(ears.store, TEAM, site.at("/feed", Reply(body.encode())), by="U1NOOR0000", now=NOW)
    work(ears)

    assert why in gathered.listings(ears.store, TEAM)[0].error
    assert why in str(told(ears)[0]["error"])


def test_a_feed_cannot_lead_into_a_private_network(ears: Ears, site: Site) -> None:
    """Another place's page that a feed names is asked for only where it is public."""
    elsewhere = Site()
    feed = FEED.format(base=elsewhere.url)
    gathered.follow(ears.store, TEAM, site.at("/feed", xml(feed)), by="U1NOOR0000", now=NOW)
    with elsewhere:
        elsewhere.at("", html())
        work(ears)

    assert elsewhere.requests == []
    assert all(Standing.PRIVATE.value in one.error for one in shareables.newest(ears.store, TEAM, limit=9))


def test_who_is_killed_while_reading_only_loses_time(ears: Ears, site: Site) -> None:
    """What was taken and not settled is due again after the lease."""
    wished(ears, site.at("/x", html()))
    lost = gathered.take(ears.store, now=NOW)
    nothing = gathered.take(ears.store, now=NOW)
    again = gathered.take(ears.store, now=NOW + gathered.LEASE)

    assert lost is not None
    assert nothing is None
    assert again == replace(lost, tries=2)

"""The suite every source gets free by being discovered: what a source may do, over real HTTP, whatever answers."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st

from listeners import registry
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Manners, Unchanged, Web, validators
from listeners.reader import Reader
from listeners.source import Answer, Ask, Need, Page, Source, Streams
from storage.records import Post
from tests.webserver import Reply, Site

PAGES = Path(__file__).parent.parent / "pages"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# What tells by itself is never asked: tests/listeners/test_streaming.py and test_jetstream.py hold it to the same.
SOURCES = {name: one for name, one in registry.discover().items() if not isinstance(one, Streams)}


@pytest.fixture(params=list(SOURCES))
def source(request: pytest.FixtureRequest) -> Source:
    """Every source there is, one after the other."""
    return SOURCES[request.param]


@pytest.fixture
def site() -> Iterator[Site]:
    """The place the source listens to."""
    with Site() as site:
        yield site


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Read as the pipeline does: in a child."""
    with Reader(children=1) as reader:
        yield reader


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """Ask as the pipeline does, with its patience: the machine may be busy."""
    with Web(allow_private=True) as web:
        yield web


@pytest.fixture(scope="module")
def hasty() -> Iterator[Web]:
    """Ask with a second of patience."""
    with Web(allow_private=True, manners=Manners(patience=timedelta(seconds=1))) as web:
        yield web


def recorded(source: Source) -> bytes:
    """Return the source's one page of recorded shape."""
    (page,) = PAGES.glob(f"{source.about.name}.*")
    return page.read_bytes()


def need(source: Source, site: Site) -> Need:
    """Return what a listener pointed at the site would want."""
    required = {setting.name: "invented" for setting in source.about.settings if setting.required}
    places = {"url": f"{site.url}/comments/feed/"} if "url" in required else {}
    return Need(phrases=("acme",), settings={"base_url": site.url, **required, **places}, now=NOW)


def heard(source: Source, ask: Ask, wanted: Need, web: Web, reader: Reader) -> Page:
    """Ask once and read what comes."""
    answer = web.get(ask)

    assert isinstance(answer, Answer)
    return reader.read(source.about.name, answer, wanted)


def test_a_source_says_what_it_is(source: Source) -> None:
    """People and the pipeline rely on these facts."""
    about = source.about

    assert about.title
    assert about.reads
    assert about.docs.startswith("https://")
    assert about.least_pace > timedelta(0)
    assert about.pace >= about.least_pace
    assert about.pages >= 1


def test_asks_are_made_of_the_need_alone(source: Source, site: Site) -> None:
    """Two listeners that want the same ask the same, at the place the operator chose."""
    asks = source.ask(need(source, site))

    assert asks == source.ask(need(source, site))
    assert asks
    assert all(ask.url.startswith(site.url) for ask in asks)


def test_a_recorded_page_becomes_posts(source: Source, site: Site, web: Web, reader: Reader) -> None:
    """Whatever the platform, a post can be told apart, placed in time, read and opened."""
    site.at("", Reply(recorded(source)))
    wanted = need(source, site)

    page = heard(source, source.ask(wanted)[0], wanted, web, reader)

    assert len(page.posts) >= 2
    assert len({post.external_id for post in page.posts}) == len(page.posts)
    for post in page.posts:
        assert post.source == source.about.name
        assert post.url.startswith(("http://", "https://"))
        assert post.title + post.text
        assert "<" not in post.text
        assert post.author.name
        assert post.posted_at <= NOW


def test_the_walk_goes_on_to_older_posts_and_repeats_nothing(
    source: Source, site: Site, web: Web, reader: Reader
) -> None:
    """The recorded page says that there is more: the second ask goes to the same place and differs from the first."""
    site.at("", Reply(recorded(source)))
    wanted = need(source, site)
    first = source.ask(wanted)[0]

    page = heard(source, first, wanted, web, reader)

    if source.about.pages == 1:  # such as Yelp, which tells three excerpts and no more
        assert page.more is None
        return
    assert page.more is not None
    assert page.more != first
    assert page.more.url.startswith(site.url)
    assert heard(source, page.more, wanted, web, reader).posts == page.posts


def test_the_same_page_again_is_no_change(source: Source, site: Site, web: Web) -> None:
    """A place that sends the same body again, or says so itself, costs nothing further."""
    site.at("", Reply(recorded(source), headers={"ETag": '"one"'}), Reply(recorded(source)), Reply(status=304))
    ask = source.ask(need(source, site))[0]
    answer = web.get(ask)

    assert isinstance(answer, Answer)
    assert isinstance(web.get(ask, validators=validators(answer)), Unchanged)
    assert isinstance(web.get(ask, validators=validators(answer)), Unchanged)
    assert site.requests[1].headers["if-none-match"] == '"one"'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b" \n ", id="whitespace"),
        pytest.param(b"\x00\xff\xfe\x80garbage\x01", id="garbage"),
        pytest.param(b"<!doctype html><html><body>Please log in</body></html>", id="a web page"),
        pytest.param(b'{"surprise": [1, 2, 3]}', id="another schema"),
        pytest.param(b'{"hits": [{"objectID": "1"}], "items": 3, "version": "2"}', id="half a schema"),
        pytest.param(b"[" * 100_000, id="deep JSON"),
        pytest.param(b"null", id="null"),
        pytest.param(b"/etc/passwd", id="a file's path"),
    ],
)
def test_an_answer_of_another_shape_is_an_error_never_zero_posts(
    source: Source, site: Site, web: Web, reader: Reader, body: bytes
) -> None:
    """Silence must not look like peace."""
    site.at("", Reply(body))
    wanted = need(source, site)

    with pytest.raises(SourceChanged) as changed:
        heard(source, source.ask(wanted)[0], wanted, web, reader)

    assert "\n" not in str(changed.value)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Never), (401, NeedsKey), (403, NeedsKey), (404, Never), (410, Never), (422, Never), (429, Later),
        (500, Later), (502, Later), (503, Later), (204, SourceChanged), (300, SourceChanged),
    ],
)  # fmt: skip
def test_a_refusal_is_named_by_what_to_do_next(
    source: Source, site: Site, web: Web, reader: Reader, status: int, error: type[Trouble]
) -> None:
    """The status decides, in one place, for every source; what was posted may be done without a word (204)."""
    site.at("", Reply(b"no" if status != 204 else b"", status=status))
    wanted = need(source, site)
    first = source.ask(wanted)[0]
    words = "." if status == 204 and first.method != "GET" else str(site.port)

    with pytest.raises(error, match=words):
        heard(source, first, wanted, web, reader)


def test_a_place_that_hangs_is_asked_again_later(source: Source, site: Site, hasty: Web) -> None:
    """Patience has an end."""
    site.at("", Reply(lambda: site.drip(b" ", every=0.05)))

    with pytest.raises(Later, match="within 1 s"):
        hasty.get(source.ask(need(source, site))[0])


def test_an_answer_cut_off_is_asked_for_again_later(source: Source, site: Site, web: Web) -> None:
    """Half a page is not a page."""
    page = recorded(source)
    site.at("", Reply(page[: len(page) // 2], claimed_length=len(page)))

    with pytest.raises(Later, match="broke off"):
        web.get(source.ask(need(source, site))[0])


@pytest.mark.parametrize("name", list(SOURCES))
@given(chance=st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_damaged_page_raises_anything_but_trouble(name: str, chance: Random) -> None:
    """Bytes lost, doubled or changed on the way: the posts that can be read, or one of the four errors."""
    source = SOURCES[name]
    body = _damaged(recorded(source), chance)
    answer = Answer(url="http://127.0.0.1/x", status=200, headers={}, body=body, fetched_at=NOW)

    _reads_or_troubles(source, answer)


@pytest.mark.parametrize("name", [name for name in SOURCES if list(PAGES.glob(f"{name}.json"))])
@given(
    values=st.lists(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]) | st.just({}), min_size=1
    ),
    skip=st.integers(1, 7),
)
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_json_of_changed_types_raises_anything_but_trouble(name: str, values: list[object], skip: int) -> None:
    """Any field may one day hold anything."""
    source = SOURCES[name]
    page = _retyped(json.loads(recorded(source)), iter(values * 1000), skip)
    answer = Answer(url="http://127.0.0.1/x", status=200, headers={}, body=json.dumps(page).encode(), fetched_at=NOW)

    _reads_or_troubles(source, answer)


def _reads_or_troubles(source: Source, answer: Answer) -> None:
    try:
        page = source.read(answer, Need(now=NOW, settings={"url": answer.url}))
    except Trouble:
        return

    assert all(isinstance(post, Post) for post in page.posts)


def _damaged(body: bytes, chance: Random) -> bytes:
    pieces = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        at, width = chance.randrange(len(pieces)), chance.randint(0, 40)
        pieces[at : at + width] = chance.choice(
            [b"", bytes(pieces[at : at + width]) * 2, chance.randbytes(width), b"]]>"]
        )
    return bytes(pieces)


def _retyped(shape: object, values: Iterator[object], skip: int, depth: int = 0) -> object:
    if depth and crc32(str(shape).encode(errors="replace")) % skip == 0:
        return next(values)
    if isinstance(shape, Mapping):
        return {name: _retyped(inner, values, skip, depth + 1) for name, inner in shape.items()}
    if isinstance(shape, list):
        return [_retyped(inner, values, skip, depth + 1) for inner in shape]
    return shape

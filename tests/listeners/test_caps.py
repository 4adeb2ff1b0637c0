"""Caps, as asks meet them: how long an allowance lasts, what a cap says, and that nothing leaves that could pass it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from listeners import spending as arithmetic, trying
from listeners.calling import Caller, Line, line_out
from listeners.errors import CapReached, Later, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.ledger import KeptInMemory
from listeners.reader import Reader
from listeners.source import About, Allowance, Answer, Need, Per
from listeners.sources.x import X
from listeners.walk import Walked, walk
from storage import spending
from storage.allowances import DOLLARS
from storage.commands import Failed
from storage.database import Store
from storage.records import Cursor
from tests.webserver import Reply, Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "x.json").read_bytes())
LAST = json.dumps({**PAGE, "meta": {**PAGE["meta"], "next_token": ""}}).encode()
SEARCH, HELD = 300_000, 45_000  # what a search of X's may cost, and what the page cost
DAY = Allowance(unit="searches", per=Per.DAY, most=100, setting="daily_searches", timezone="America/Los_Angeles")
MONTH = Allowance(unit=DOLLARS, per=Per.MONTH, most=5_000_000, setting="monthly_cap")
TUBE = About(name="tube", title="Tube", docs="https://tube.example", allowances=(DAY, MONTH))


@pytest.mark.parametrize(
    ("allowance", "now", "name", "until"),
    [
        (DAY, datetime(2026, 11, 21, 7, 59, tzinfo=UTC), "2026-11-20", datetime(2026, 11, 21, 8, tzinfo=UTC)),
        (DAY, datetime(2026, 11, 21, 8, 0, tzinfo=UTC), "2026-11-21", datetime(2026, 11, 22, 8, tzinfo=UTC)),
        (DAY, datetime(2026, 11, 1, 7, 0, tzinfo=UTC), "2026-11-01", datetime(2026, 11, 2, 8, tzinfo=UTC)),
        (DAY, datetime(2026, 3, 8, 9, 0, tzinfo=UTC), "2026-03-08", datetime(2026, 3, 9, 7, tzinfo=UTC)),
        (MONTH, datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "2026-12", datetime(2027, 1, 1, tzinfo=UTC)),
        (MONTH, datetime(2028, 2, 29, tzinfo=UTC), "2028-02", datetime(2028, 3, 1, tzinfo=UTC)),
    ],
)
def test_an_allowance_lasts_in_its_own_time_zone(
    allowance: Allowance, now: datetime, name: str, until: datetime
) -> None:
    """A day of 25 hours is one day; a month ends with its last day."""
    assert arithmetic.period(allowance, now) == (name, until)


@given(now=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  hypothesis adds the zone
def test_a_period_ends_later_and_the_next_has_another_name(now: datetime) -> None:
    """No moment is without a period, and none is in two."""
    for allowance in (DAY, MONTH):
        name, until = arithmetic.period(allowance, now)

        assert now < until <= now + timedelta(days=32)
        assert arithmetic.period(allowance, until - timedelta(seconds=1))[0] == name
        assert arithmetic.period(allowance, until)[0] > name


@pytest.mark.parametrize(
    ("allowance", "told", "most"),
    [
        (MONTH, {}, 5_000_000), (MONTH, {"monthly_cap": "0.5"}, 500_000), (MONTH, {"monthly_cap": "$1.25 "}, 1_250_000),
        (MONTH, {"monthly_cap": "0"}, 0), (DAY, {"daily_searches": "7"}, 7), (DAY, {"monthly_cap": "9"}, 100),
    ],
)  # fmt: skip
def test_a_cap_is_the_operators_word_else_the_sources(allowance: Allowance, told: Mapping[str, str], most: int) -> None:
    """Money is told in dollars."""
    assert arithmetic.cap(TUBE, allowance, told) == most


@pytest.mark.parametrize("word", ["-1", "much", "nan", "inf", "1e99", "5,00", "0x10"])
def test_a_cap_that_cannot_be_read_lets_nothing_leave(word: str) -> None:
    """Better deaf than poor."""
    with pytest.raises(Never, match="TUBE_MONTHLY_CAP is how many dollars"):
        arithmetic.draws(TUBE, {DOLLARS: 1}, {"monthly_cap": word}, NOW)


@pytest.mark.parametrize("cost", [{"wishes": 1}, {DOLLARS: -1}])
def test_a_cost_that_no_allowance_counts_is_a_fault(cost: Mapping[str, int]) -> None:
    """A source whose asks cost what its facts do not name must not slip by."""
    with pytest.raises(ValueError, match="no allowance counts"):
        arithmetic.draws(TUBE, cost, {}, NOW)


@pytest.fixture
def line(web: Web, reader: Reader, store: Store) -> Line:
    """Open a line whose purse holds 40 cents a day for X."""
    return line_out(web, reader, purse=KeptInMemory(store, lambda _: {"daily_cap": "0.40"}, clock=lambda: NOW))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Read as the pipeline does: in a child."""
    with Reader(children=1) as reader:
        yield reader


def need(site: Site) -> Need:
    """Return the need of a listener that searches and hears no mentions; its own word on caps does not count."""
    return Need(phrases=("acme",), settings={"base_url": site.url, "token": "t", "daily_cap": "1000"}, now=NOW)


def walked(line: Line, wanted: Need, cursor: Cursor) -> Walked:
    """Walk as the pipeline does."""
    source = X()
    caller = Caller(line, source, wanted)
    return walk(source, cursor, wanted, get=caller.get, read=caller.read, known=lambda _: False)


def spent(store: Store) -> set[int]:
    """Return what is counted for the day and for the month: the same, where nothing went wrong."""
    return {one.spent for one in spending.running(store, now=NOW)}


def test_what_a_page_did_not_use_is_given_back(line: Line, store: Store, site: Site) -> None:
    """Reserved before it leaves, settled once it was read."""
    site.at("", Reply(LAST))

    walked(line, need(site), Cursor())

    assert spent(store) == {HELD}


def test_what_could_pass_a_cap_never_leaves_and_what_was_paid_for_is_kept(line: Line, store: Store, site: Site) -> None:
    """After three pages 40 cents allow no fourth that may cost 30: their posts stay, and the rest is a gap."""
    site.at("", Reply(json.dumps(PAGE).encode()))
    before = Cursor(since=NOW - timedelta(days=2))

    heard = walked(line, need(site), before)
    asked = len(site.requests)
    with pytest.raises(CapReached) as refused:
        walked(line, need(site), Cursor())

    assert (asked, len(site.requests)) == (3, 3)
    assert len(heard.posts) == 3
    assert len(heard.cursor.gaps) == 1
    assert spent(store) == {3 * HELD}
    assert refused.value.after == timedelta(hours=12)
    assert str(refused.value) == (
        "X: $0.14 of $0.40 are used up this day, and asking may take $0.30; asking again at 2026-11-22 00:00 UTC; "
        "X_DAILY_CAP sets the cap"
    )


@pytest.mark.parametrize(
    ("reply", "error", "counted"),
    [
        (Reply(b"no", status=401), Trouble, 0),
        (Reply(b"no", status=429), Later, 0),
        (Reply(b"no", status=400), Never, 0),
        (Reply(b"no", status=500), Later, SEARCH),
        (Reply(LAST[:100], claimed_length=len(LAST)), Later, SEARCH),
        (Reply(b"garbage"), SourceChanged, SEARCH),
    ],
    ids=["refused", "too often", "bad ask", "unwell", "cut off", "garbage"],
)
def test_what_may_have_been_billed_counts_as_spent(
    line: Line, store: Store, site: Site, reply: Reply, error: type[Trouble], counted: int
) -> None:
    """What was certainly refused costs nothing; of everything else we know no better."""
    site.at("", reply)

    with pytest.raises(error):
        walked(line, need(site), Cursor())

    assert spent(store) == {counted}


def test_an_answer_is_paid_for_like_a_question(line: Line, store: Store, site: Site) -> None:
    """The sender asks on the same line: the third answer with a link at 20 cents would pass 40."""
    site.at("", Reply(b'{"data": {"id": "7"}}', status=201))
    caller = Caller(line, X(), need(site))
    ask = replace(X().ask(need(site))[0], method="POST", params={}, cost={DOLLARS: 200_000})
    sent = [caller.send(ask) for _ in range(2)]

    with pytest.raises(CapReached, match=r"\$0.40 of \$0.40"):
        caller.send(ask)
    assert all(isinstance(one, Answer) for one in sent)
    assert len(site.requests) == 2
    assert spent(store) == {400_000}


def test_without_a_memory_nothing_leaves_that_costs(web: Web, reader: Reader, site: Site) -> None:
    """Nobody would know what was spent."""
    with pytest.raises(Never, match="no memory here to count it in"):
        walked(line_out(web, reader), need(site), Cursor())

    assert site.requests == []


def test_trying_a_source_counts_like_everything_else(
    site: Site, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """In the memory that the listeners use, so that both together keep to the caps; `sources` tells of it."""
    site.at("", Reply(LAST))
    told = {"DATABASE_URL": sqlite_url, "X_URL": site.url, "X_TOKEN": "t", "X_DAILY_CAP": "0.31"}
    for name, value in {**told, "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1"}.items():
        monkeypatch.setenv(name, value)

    lines = list(trying.lines(reader, "x", "acme", (), since="", limit=None))
    with pytest.raises(Failed, match="X_DAILY_CAP"):
        list(trying.lines(reader, "x", "acme", (), since="", limit=None))
    shape = next(one for one in json.loads(trying.sources(as_json=True)) if one["name"] == "x")

    assert len(lines) == 2  # who only says @acmehq does not say acme
    assert len(site.requests) == 1
    assert [(one["spent"], one["most"]) for one in shape["spent"]] == [(HELD, 310_000), (HELD, 50_000_000)]
    assert "    used up: $0.05 of $0.31, until " in trying.sources(as_json=False)


def test_a_look_at_the_sources_makes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And minds none that cannot be read."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    without = trying.sources(as_json=True)
    (tmp_path / "odd.db").write_text("no database")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'odd.db'}")

    assert trying.sources(as_json=True) == without
    assert [path.name for path in tmp_path.iterdir()] == ["odd.db"]

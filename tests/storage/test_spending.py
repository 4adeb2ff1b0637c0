"""The spending guard: no path passes a cap, whoever asks at once, whoever dies on the way."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings, strategies as st

from storage import spending
from storage.allowances import DOLLARS, Draw, told
from storage.database import Store
from storage.upgrade import upgrade

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = Draw(unit=DOLLARS, period="2026-11-22", until=NOW + timedelta(hours=12), most=1000, amount=300)
MONTH = Draw(unit=DOLLARS, period="2026-11", until=NOW + timedelta(days=8), most=5000, amount=300)


def of(draw: Draw, amount: int, most: int | None = None) -> Draw:
    """Return the same draw of another size."""
    return Draw(
        unit=draw.unit, period=draw.period, until=draw.until, most=draw.most if most is None else most, amount=amount
    )


def spent(store: Store) -> dict[str, int]:
    """Return what is counted for the made-up source, by period."""
    return {one.period: one.spent for one in spending.running(store, now=NOW) if one.source == "tube"}


def test_what_an_ask_may_cost_is_counted_until_the_cap_and_not_beyond(store: Store) -> None:
    """Exactly the cap may be used up; the one that would pass it is told how far we are."""
    refused = [spending.reserve(store, "tube", [of(DAY, amount)]) for amount in (300, 700, 1)]

    assert refused[:2] == [None, None]
    assert refused[2] is not None
    assert (refused[2].spent, refused[2].most, refused[2].until) == (1000, 1000, DAY.until)
    assert spent(store) == {"2026-11-22": 1000}


def test_an_ask_that_one_allowance_refuses_draws_on_none(store: Store) -> None:
    """Day and month stand or fall together, whichever comes first."""
    assert spending.reserve(store, "tube", [MONTH, of(DAY, 800)]) is None

    refused = spending.reserve(store, "tube", [of(MONTH, 300), DAY])

    assert refused is not None
    assert refused.period == "2026-11-22"
    assert spent(store) == {"2026-11-22": 800, "2026-11": 300}


def test_what_was_not_used_is_given_back_and_what_was_used_beyond_is_counted(store: Store) -> None:
    """A unit that is not named was used up whole."""
    spending.reserve(store, "tube", [DAY, MONTH])

    spending.settle(store, "tube", [DAY, MONTH], {DOLLARS: 20})
    assert spent(store) == {"2026-11-22": 20, "2026-11": 20}
    spending.settle(store, "tube", [of(DAY, 0)], {DOLLARS: 1005})
    spending.settle(store, "tube", [DAY], {})

    assert spent(store) == {"2026-11-22": 1025, "2026-11": 20}
    assert spending.reserve(store, "tube", [of(DAY, 1)]) is not None


def test_a_cap_the_operator_lowers_counts_at_once(store: Store) -> None:
    """And one that is raised lets more leave; the memory tells the cap that counted last."""
    spending.reserve(store, "tube", [DAY])

    assert spending.reserve(store, "tube", [of(DAY, 1, most=200)]) is not None
    assert spending.reserve(store, "tube", [of(DAY, 900, most=2000)]) is None
    (now,) = spending.running(store, now=NOW)
    assert (now.spent, now.most) == (1200, 2000)


def test_periods_and_sources_and_units_are_counted_apart_and_end(store: Store) -> None:
    """Yesterday's bill is no longer told; another source's never counts here."""
    yesterday = Draw(unit=DOLLARS, period="2026-11-21", until=NOW, most=1000, amount=1000)
    searches = Draw(unit="searches", period="2026-11-22", until=DAY.until, most=100, amount=99)
    for source, draw in (("tube", yesterday), ("tube", DAY), ("tube", searches), ("exes", of(DAY, 1000))):
        assert spending.reserve(store, source, [draw]) is None

    told_of = [(one.source, one.unit, one.words) for one in spending.running(store, now=NOW)]

    assert told_of == [
        ("exes", DOLLARS, "$0.01 of $0.01"),
        ("tube", DOLLARS, "$0.01 of $0.01"),
        ("tube", "searches", "99 searches of 100 searches"),
    ]


@pytest.mark.parametrize(
    ("amount", "words"), [(0, "$0.00"), (1, "$0.01"), (1_500_000, "$1.50"), (1_234_560_001, "$1,234.57")]
)
def test_dollars_are_rounded_up(amount: int, words: str) -> None:
    """What was spent is never told as less."""
    assert told(DOLLARS, amount) == words
    assert told("searches", 1200) == "1,200 searches"


_PLACES = count()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open one memory for all examples."""
    with Store(f"sqlite:///{tmp_path_factory.mktemp('spending') / 'earshot.db'}") as store:
        upgrade(store)
        yield store


@given(
    asks=st.lists(st.tuples(st.integers(1, 400), st.none() | st.integers(0, 400)), max_size=12),
    caps=st.tuples(st.integers(0, 1000), st.integers(0, 2000)),
)
@settings(max_examples=25)
def test_whatever_is_asked_and_used_no_cap_is_passed(
    small: Store, asks: list[tuple[int, int | None]], caps: tuple[int, int]
) -> None:
    """An ask uses no more than it reserved; then the sums keep to both caps, and are exact."""
    used_up, place = 0, f"place {next(_PLACES)}"
    for reserved, used in asks:
        draws = [of(DAY, reserved, most=caps[0]), of(MONTH, reserved, most=caps[1])]
        if spending.reserve(small, place, draws) is not None:
            assert used_up + reserved > min(caps)
            continue
        really = reserved if used is None else min(used, reserved)
        spending.settle(small, place, draws, {} if used is None else {DOLLARS: really})
        used_up += really

    counted = {one.spent for one in spending.running(small, now=NOW) if one.source == place}
    assert counted <= {used_up}
    assert used_up <= min(caps)


def _hammer(url: str, left: "multiprocessing.queues.Queue[int]", die: bool) -> None:  # noqa: FBT001
    """Ask until long after nothing is left, and say how much left; where told, die with an ask on its way."""
    out = 0
    with Store(url) as store:
        if die:
            spending.reserve(store, "tube", [of(DAY, 50), of(MONTH, 50)])
        for turn in range(45):
            draws = [of(DAY, 17 + turn % 5), of(MONTH, 17 + turn % 5)]
            if spending.reserve(store, "tube", draws) is None:
                used = draws[0].amount if turn % 3 else 2
                spending.settle(store, "tube", draws, {DOLLARS: used})
                out += used
        left.put(out)
        left.close()
        left.join_thread()
        if die:
            os.kill(os.getpid(), signal.SIGKILL)


def test_two_programs_at_once_never_pass_the_cap_nor_does_one_that_was_killed(database_url: str) -> None:
    """What they let out together is within the cap; what a killed one had on its way counts as spent."""
    context = multiprocessing.get_context("spawn")
    left = context.Queue()
    programs = [context.Process(target=_hammer, args=(database_url, left, die)) for die in (False, True)]
    for program in programs:
        program.start()
    out = [left.get(timeout=60) for _ in programs]
    for program in programs:
        program.join(60)
    with Store(database_url) as restarted:
        after = spent(restarted)
        refused = spending.reserve(restarted, "tube", [of(DAY, 1001 - after["2026-11-22"])])

    assert min(out) > 0
    assert [program.exitcode for program in programs] == [0, -signal.SIGKILL]
    assert after == {"2026-11-22": sum(out) + 50, "2026-11": sum(out) + 50}
    assert DAY.most - 21 < sum(out) + 50 <= DAY.most
    assert refused is not None

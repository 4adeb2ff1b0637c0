"""Thresholds by budget, by sums: kept on every day known, and honest where that cannot be."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from bot import budget
from bot.blocks import budget as blocks
from bot.budget import Past
from bot.playground import checks
from storage.records import CRITICAL, Objective, Watch
from tests.bot.test_cards import HOSTILE, NOW as LATER, is_harmless, markups, mentions

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WATCH = Watch(id=7, name="Acme", objective=Objective.SERVE, channel="#c", silent_days=7, silent_since=NOW)

urgencies = st.integers(0, 100)
days = st.lists(st.dictionaries(urgencies, st.integers(1, 40), max_size=12), min_size=1, max_size=29)


def past(*known: Mapping[int, int]) -> Past:
    """Give whole days."""
    return Past(edges=tuple(NOW + n * DAY for n in range(-len(known), 1)), days=known)


@given(days, st.integers(1, 60), st.integers(0, 100))
def test_the_threshold_chosen_never_gives_more_than_the_budget_on_any_day_known(
    known: list[dict[int, int]], at_most: int, least: int
) -> None:
    """Ties included; where what is critical is too much, the number of such days is told, and none is held back."""
    fit = budget.fit(past(*known), at_most, least=least)
    alerts = [sum(n for urgency, n in day.items() if urgency >= fit.row.threshold) for day in known]

    assert least <= fit.row.threshold <= max(least, CRITICAL)
    assert fit.over == sum(count > at_most for count in alerts)
    assert not fit.over or fit.row.threshold == max(least, CRITICAL)
    assert (fit.row.most, fit.row.total) == (max(alerts), sum(alerts))


@given(days, st.integers(1, 60), st.integers(0, 100))
def test_no_lower_threshold_would_have_kept_to_it(known: list[dict[int, int]], at_most: int, least: int) -> None:
    """A budget is used: nothing is held back without need."""
    fit = budget.fit(past(*known), at_most, least=least)

    assert fit.over or fit.row.threshold == least or budget.row(past(*known), fit.row.threshold - 1).most > at_most


@given(days, st.integers(1, 60))
def test_a_larger_budget_never_alerts_less(known: list[dict[int, int]], at_most: int) -> None:
    """The threshold only falls."""
    few, more = (budget.fit(past(*known), count).row.threshold for count in (at_most, at_most + 5))

    assert more <= few


@pytest.mark.parametrize(
    ("known", "at_most", "said"),
    [
        pytest.param([{70: 3, 60: 2}, {65: 1}], 5, "From 30 there would have been at most 5 a day", id="all of it"),
        pytest.param([{70: 3, 60: 3}], 5, "From 61 there would have been at most 5 a day", id="a tie that waits"),
        pytest.param([{64: 9}, {64: 1}], 5, "From 65 there would have been at most 5 a day (none)", id="only a tie"),
        pytest.param(
            [{90: 9}, {85: 6}, {60: 9}],
            5,
            "It alerts from 80, and still 2 days of the 3 days known would have had more than 5 (up to 9): what is "
            "critical (80 and more) always alerts.",
            id="too much is critical",
        ),
        pytest.param([{}], 5, "Nothing is known yet", id="nothing known"),
    ],
)
def test_what_a_budget_comes_to_is_said(known: list[dict[int, int]], at_most: int, said: str) -> None:
    """In one plain sentence."""
    assert said in blocks.kept(budget.fit(past(*known), at_most), past(*known))


def test_days_are_those_of_the_watchs_clock() -> None:
    """A day of 23 hours is a day; the first and the last are parts."""
    since, now = datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC)

    assert budget.edges_of(since, now, "Europe/Berlin") == (
        since,
        datetime(2026, 3, 27, 23, tzinfo=UTC),
        datetime(2026, 3, 28, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
        now,
    )
    assert budget.edges_of(now, now, "UTC") == (now, now)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/New_York", "Pacific/Apia"])
def test_four_weeks_are_cut_into_twenty_nine_parts(zone: str) -> None:
    """In order, each no longer than a day and an hour."""
    edges = budget.edges_of(NOW - budget.WINDOW, NOW, zone)

    assert len(edges) - 1 == 29
    assert all(timedelta(0) < later - sooner <= timedelta(hours=25) for sooner, later in pairwise(edges))


def test_stories_fall_into_their_days() -> None:
    """Those outside fall nowhere."""
    edges = (NOW, NOW + DAY, NOW + 2 * DAY)
    told = [(NOW - DAY, 1), (NOW, 60), (NOW + DAY / 2, 60), (NOW + DAY, 70), (NOW + 2 * DAY, 80)]

    assert budget.past_of(told, edges) == Past(edges=edges, days=({60: 2}, {70: 1}))


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (past({60: 28}, {}), "• *from 60: about 14 a day, 28 on the fullest day*"),
        (past(*[{}] * 27, {60: 3}), "• *from 60: about 1 a week, 3 on the fullest day*"),
        (past({}, {50: 1}), "• *from 60: none*"),
        (Past(edges=(NOW - DAY / 4, NOW), days=({60: 4},)), "• *from 60: 4 so far*"),
    ],
)
def test_the_table_speaks_as_people_do(known: Past, line: str) -> None:
    """A day, a week, or so far; the number that stands now is bold."""
    said = str(blocks.table(known, 60))

    assert line in said
    assert f"in the {blocks.known(known)} known" in said


def test_nothing_known_is_said_and_a_way_shown() -> None:
    """No table of zeros."""
    said = str(blocks.table(past({}), 60))

    assert "Nothing is known yet" in said
    assert "from 50" not in said


@settings(max_examples=15)
@given(mentions(), st.sampled_from(HOSTILE), days)
def test_slack_takes_the_window_and_the_proposal_whatever_was_heard(
    mention: object, name: str, known: list[dict[int, int]]
) -> None:
    """Hostile words stay words."""
    watch = Watch(id=7, name=f"w{name}", objective=Objective.SERVE, channel="#c", silent_days=7, silent_since=NOW)
    window = blocks.examples(watch, 64, past(*known), [mention] * 5, [mention] * 5, {}, LATER)  # type: ignore[list-item]

    assert checks.view(window) == []
    assert all(is_harmless(found) for found in markups(window["blocks"]))
    for chosen, stays in ((None, False), (None, True), (64, False)):
        said = blocks.proposal(watch, past(*known), chosen=chosen, stays=stays, by="U01NOORHAD0")

        assert checks.message(list(said.blocks)) == []


def test_a_proposal_offers_each_threshold_once() -> None:
    """Where few posts came, both budgets come to the same."""
    quiet = str(blocks.proposal(WATCH, past({60: 2}, {60: 1}), chosen=None, stays=False, by="").blocks)
    loud = str(blocks.proposal(WATCH, past({60: 20, 70: 6, 75: 4}), chosen=None, stays=False, by="").blocks)
    deaf = str(blocks.proposal(WATCH, past({}), chosen=None, stays=False, by="").blocks)

    assert quiet.count("Alert from") == 1
    assert "Alert from 30: about 2 a day (fullest day: 2)" in quiet
    assert "Alert from 71: about 4 a day (fullest day: 4)" in loud
    assert "Alert from 61: about 10 a day (fullest day: 10)" in loud
    assert "Alert from 60" in deaf
    assert "heard nothing yet" in deaf

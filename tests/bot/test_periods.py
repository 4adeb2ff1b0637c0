"""Days and weeks as the watch's own clock counts them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot import periods

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 6, 1), 24), (date(2025, 10, 26), 25)],
    ids=["clocks go forward", "an ordinary day", "clocks go back"],
)
def test_a_day_has_the_hours_its_clock_gives_it(on: date, hours: int) -> None:
    """Nothing is counted twice or left out on the days clocks change."""
    period = periods.day(on, "Europe/Berlin", NOW)

    assert len(period.edges) - 1 == hours
    assert period.until - period.since == timedelta(hours=hours)


def test_a_day_that_is_not_over_is_compared_with_as_much_of_the_week_before() -> None:
    """Half a day against a whole one would always look quiet."""
    period = periods.of_word("today", "Europe/Berlin", NOW)

    assert period.until == NOW
    assert period.before[-1] == NOW - timedelta(days=7)
    assert len(period.edges) == len(period.before) == 13


def test_the_same_local_hours_are_compared_across_a_change_of_clocks() -> None:
    """A week before 09:00 is 09:00, also where that is another hour of UTC."""
    period = periods.of_day("2026-10-27", "Europe/Berlin", NOW)

    assert period.since == datetime(2026, 10, 26, 23, tzinfo=UTC)
    assert period.before[0] == datetime(2026, 10, 19, 22, tzinfo=UTC)


def test_yesterday_and_the_week_end_where_they_should() -> None:
    """The week is seven days, today among them."""
    yesterday = periods.of_word("yesterday", "UTC", NOW)
    week = periods.of_word("week", "UTC", NOW)

    assert (yesterday.since, yesterday.until) == (
        datetime(2026, 11, 21, tzinfo=UTC),
        datetime(2026, 11, 22, tzinfo=UTC),
    )
    assert (week.since, week.until) == (datetime(2026, 11, 16, tzinfo=UTC), NOW)
    assert len(week.edges) - 1 == 7
    assert week.by_day
    assert not yesterday.by_day


def test_a_named_week_begins_on_its_monday() -> None:
    """2026-W47 is the ISO week."""
    week = periods.of_week("2026-W46", "UTC", NOW)

    assert (week.since, week.until) == (datetime(2026, 11, 9, tzinfo=UTC), datetime(2026, 11, 16, tzinfo=UTC))
    assert week.label == "week 46 of 2026"


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "", "2026-11-23", "21.11.2026"])
def test_what_is_no_day_or_lies_ahead_is_refused_in_words(written: str) -> None:
    """The refusal says what to write instead."""
    with pytest.raises(periods.NoSuchPeriod, match=r"write it as 2026-11-21|has begun"):
        periods.of_day(written, "UTC", NOW)


@pytest.mark.parametrize("written", ["47", "2026-W60", "W47", "2026-W00", "2026-W48", "0000-W01"])
def test_what_is_no_week_or_lies_ahead_is_refused_in_words(written: str) -> None:
    """The refusal says what to write instead."""
    with pytest.raises(periods.NoSuchPeriod, match=r"write it as 2026-W47|has begun"):
        periods.of_week(written, "UTC", NOW)


def test_an_hour_the_clocks_skip_still_has_its_moment() -> None:
    """02:30 on the day the clocks go forward comes once, as 03:30."""
    skipped = periods.moment_of(date(2026, 3, 8), time(2, 30), "America/New_York")

    assert skipped == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)

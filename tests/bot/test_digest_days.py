"""Exactly one digest per local day, whatever the clocks do."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import digests
from storage.records import Objective, Watch

ZONES = {
    "America/New_York": time(1, 30),
    "America/St_Johns": time(0, 1),
    "America/Santiago": time(0, 0),
    "Europe/Berlin": time(2, 30),
    "Europe/London": time(1, 30),
    "Africa/Casablanca": time(2, 30),
    "Asia/Beirut": time(0, 30),
    "Asia/Kathmandu": time(9),
    "Australia/Lord_Howe": time(1, 45),
    "Pacific/Apia": time(23, 59),
}
START = datetime(2025, 12, 31, tzinfo=UTC)


def watch(zone: str, at: time) -> Watch:
    """Give a watch with a digest hour."""
    return Watch(id=1, name="Acme", objective=Objective.SERVE, channel="#a", digest_at=at, timezone=zone)


def digest_days(one: Watch, start: datetime, count: int, step: timedelta) -> Counter[date]:
    """Tick on and return how often each local date got its digest, as the outbox's unique key allows."""
    asked = {digests.due(one, start + n * step, began=None) for n in range(count)}
    return Counter(on for on in asked if on is not None)


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_of_two_years_has_exactly_one_digest(zone: str) -> None:
    """Spring gap and autumn fold included: no local date is left out, none is asked for before its hour."""
    one = watch(zone, ZONES[zone])
    first_seen: dict[date, datetime] = {}
    for n in range(730 * 24):
        now = START + timedelta(hours=n, minutes=7)
        on = digests.due(one, now, began=None)
        if on is not None:
            first_seen.setdefault(on, now)

    days = sorted(first_seen)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) in {729, 730, 731}
    for on, now in list(first_seen.items())[1:]:
        late = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - datetime.combine(on, ZONES[zone])
        assert timedelta(hours=-1) < late < timedelta(hours=2, minutes=1)


def test_the_hour_that_comes_twice_brings_one_digest() -> None:
    """01:30 in New York on 1 November 2026 comes at 05:30 and at 06:30 UTC."""
    one = watch("America/New_York", time(1, 30))

    days = digest_days(one, datetime(2026, 11, 1, 5, 29, tzinfo=UTC), 120, timedelta(minutes=1))

    assert days == {date(2026, 11, 1): 1}
    assert digests.due(one, datetime(2026, 11, 1, 5, 30, tzinfo=UTC), began=None) == date(2026, 11, 1)


def test_the_hour_that_is_skipped_brings_its_digest_all_the_same() -> None:
    """02:30 in New York on 8 March 2026 does not exist."""
    one = watch("America/New_York", time(2, 30))
    before, after = (digests.due(one, datetime(2026, 3, 8, 7, m, tzinfo=UTC), began=None) for m in (29, 30))

    assert before is None
    assert after == date(2026, 3, 8)


def test_a_bot_that_was_down_sends_the_day_s_digest_when_it_is_back_and_no_old_ones() -> None:
    """Late on the same day yes, the day after no."""
    one = watch("UTC", time(9))

    assert digests.due(one, datetime(2026, 11, 21, 23, 59, tzinfo=UTC), began=None) == date(2026, 11, 21)
    assert digests.due(one, datetime(2026, 11, 22, 8, 59, tzinfo=UTC), began=None) is None


def test_a_digest_due_just_before_midnight_survives_a_short_absence() -> None:
    """23:59 is followed by another date at once."""
    one = watch("UTC", time(23, 59))

    assert digests.due(one, datetime(2026, 11, 22, 1, tzinfo=UTC), began=None) == date(2026, 11, 21)
    assert digests.due(one, datetime(2026, 11, 22, 3, tzinfo=UTC), began=None) is None


def test_a_watch_made_after_its_digest_hour_begins_the_day_after() -> None:
    """It would report a morning nobody listened to."""
    one, made = watch("UTC", time(9)), datetime(2026, 11, 21, 9, 1, tzinfo=UTC)

    assert digests.due(one, made + timedelta(hours=1), began=made) is None
    assert digests.due(one, made + timedelta(days=1), began=made) == date(2026, 11, 22)


def test_a_digest_tells_of_the_time_since_the_one_before() -> None:
    """From hour to hour, 25 hours where the clocks went back: nothing falls between two digests."""
    one = watch("Europe/Berlin", time(9))
    wish = digests.wish_from("1:daily:2026-10-25")

    period = digests.period_of(wish, one, one.timezone, datetime(2026, 10, 25, 8, 5, tzinfo=UTC))

    assert (period.since, period.until) == (
        datetime(2026, 10, 24, 7, tzinfo=UTC),
        datetime(2026, 10, 25, 8, tzinfo=UTC),
    )
    assert len(period.edges) - 1 == 25
    assert digests.wish_of(wish.payload()) == wish
    assert wish.value() == "1:daily:2026-10-25"

"""How much a place still grants, in every spelling: read from its headers, shared, and never believed beyond a day."""

from datetime import UTC, datetime, timedelta

import pytest

from listeners.budget import Budgets, Left, left
from listeners.errors import Later

NOW = datetime(2026, 8, 1, 13, 50, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
EPOCH = str(int((NOW + timedelta(seconds=90)).timestamp()))


@pytest.mark.parametrize(
    ("headers", "remaining", "after"),
    [
        ({"x-ratelimit-remaining": "299", "x-ratelimit-reset": "2026-08-01T13:55:00.348080Z"}, 299, 300.34808),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-08-01T13:55:00"}, 0, 300),
        ({"x-ratelimit-remaining": "599.0", "x-ratelimit-reset": "137"}, 599, 137),
        ({"x-ratelimit-remaining": "29", "x-ratelimit-reset": EPOCH}, 29, 90),
        ({"x-rate-limit-remaining": "448", "x-rate-limit-reset": EPOCH}, 448, 90),
        ({"x-rate-limit-remaining": "6250", "x-rate-limit-reset": "900"}, 6250, 900),
        ({"ratelimit-remaining": "2999", "ratelimit-reset": EPOCH, "ratelimit-policy": "3000;w=300"}, 2999, 90),
        ({"ratelimit-dailyremaining": "0", "ratelimit-resettime": "2026-08-01T14:50:00+00:00"}, 0, 3600),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "0.5", "x-ratelimit-reset": EPOCH}, 0, 1),
        ({"x-rate-limit": "user-hour-lim:3500;user-hour-rem:500;"}, 500, 3600),
        ({"x-app-usage": '{"call_count": 28, "total_time": 25, "total_cputime": 25}'}, 72, 3600),
        ({"x-app-usage": '{"call_count": 96, "total_time": 25, "total_cputime": 25}'}, 0, 3600),
        (
            {"x-business-use-case-usage": '{"17": [{"type": "pages", "call_count": 95, "total_time": 1}]}'},
            0,
            3600,
        ),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "999999"}, 0, 86_400),
        ({"x-ratelimit-remaining": "5", "x-ratelimit-reset": "0"}, 5, 1),
    ],
    ids=[
        *("mastodon", "mastodon without a zone", "reddit", "github", "x", "product hunt", "bluesky", "yelp", "discord"),
        *("apple", "meta", "meta used up", "meta by business", "longer than a day", "over already"),
    ],
)
def test_what_is_left_is_read_in_every_spelling(headers: dict[str, str], remaining: float, after: float) -> None:
    """As the recorded and documented answers of each place write it."""
    found = left(headers, NOW)

    assert found is not None
    assert found.remaining == remaining
    assert found.resets_at - NOW == timedelta(seconds=after)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-ratelimit-remaining": "0"},
        {"x-ratelimit-remaining": "many", "x-ratelimit-reset": "60"},
        {"x-ratelimit-remaining": "nan", "x-ratelimit-reset": "60"},
        {"x-ratelimit-remaining": "inf", "x-ratelimit-reset": "60"},
        {"x-ratelimit-remaining": "-1", "x-ratelimit-reset": "60"},
        {"x-ratelimit-remaining": "4999", "x-ratelimit-reset": "1507651200000"},
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"},
        {"x-rate-limit": "user-hour-lim:3500"},
        {"x-rate-limit": "user-hour-rem:"},
        {"x-app-usage": "{"},
        {"x-app-usage": "[" * 100_000},
        {"x-app-usage": '{"call_count": "many"}'},
        {"x-business-use-case-usage": '{"17": {"call_count": 95}}'},
    ],
    ids=lambda headers: "; ".join(f"{k}={v[:30]}" for k, v in headers.items()) or "nothing",
)
def test_what_cannot_be_read_says_nothing(headers: dict[str, str]) -> None:
    """A place that writes nonsense is asked as before, and breaks nothing."""
    assert left(headers, NOW) is None


def test_of_several_allowances_the_one_that_is_used_up_counts() -> None:
    """The longest wait, where several are."""
    hourly = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "60"}
    daily = {"ratelimit-dailyremaining": "0", "ratelimit-resettime": "2026-08-01T23:50:00Z"}
    plenty = {"x-rate-limit-remaining": "900", "x-rate-limit-reset": "80000"}

    assert left(hourly | daily | plenty, NOW) == Left(remaining=0, resets_at=NOW + 10 * HOUR)


def test_who_has_nothing_left_waits_until_there_is_more() -> None:
    """Until the very moment, and not a moment longer; others are not held up."""
    budgets = Budgets()
    budgets.note("a", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "60"}, NOW)
    budgets.note("b", {"x-ratelimit-remaining": "1", "x-ratelimit-reset": "60"}, NOW)

    budgets.check("b", NOW)
    budgets.check("a", NOW + 60 * SECOND)
    with pytest.raises(Later, match="13:51 UTC") as later:
        budgets.check("a", NOW + 59 * SECOND)
    assert later.value.after == SECOND


def test_a_wait_is_never_shortened_by_a_later_answer() -> None:
    """Answers that were under way come in any order."""
    budgets = Budgets()
    budgets.hold("a", NOW + HOUR)
    budgets.hold("a", NOW + SECOND)

    with pytest.raises(Later):
        budgets.check("a", NOW + timedelta(minutes=59))

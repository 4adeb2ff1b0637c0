"""What a status means, and what may be said of it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.refusals import retry_after, trouble
from storage.scrub import scrub

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (400, {}, Never), (401, {}, NeedsKey), (402, {}, Never), (403, {}, NeedsKey), (404, {}, Never),
        (407, {}, NeedsKey), (408, {}, Later), (410, {}, Never), (418, {}, Never), (425, {}, Later), (429, {}, Later),
        (500, {}, Later), (503, {}, Later), (599, {}, Later), (206, {}, SourceChanged), (305, {}, SourceChanged),
        (403, {"retry-after": "60"}, Later),
    ],
)  # fmt: skip
def test_each_status_is_one_of_the_four(status: int, headers: dict[str, str], error: type[Trouble]) -> None:
    """Named by what to do next."""
    told = trouble("example.com", status, headers, b"", NOW)

    assert type(told) is error
    assert "example.com" in str(told)
    assert str(status) in str(told)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), (" 7 ", 7), ("0", 0), ("99999999999999999999", 86400),
        ("Sat, 21 Nov 2026 12:01:30 GMT", 90), ("Saturday, 21-Nov-26 12:01:30 GMT", 90),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0), ("Sat, 21 Nov 2099 12:00:00 GMT", 86400),
        ("", None), ("soon", None), ("-5", None), ("²", None), ("Sat, 99 Nov 2026 12:00:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms(value: str, seconds: int | None) -> None:
    """Seconds or a date, at most a day, never the past."""
    wait = retry_after(value, NOW)

    assert (None if wait is None else wait.total_seconds()) == seconds


@given(st.text(max_size=60))
def test_no_retry_after_raises(value: str) -> None:
    """A header may hold anything."""
    wait = retry_after(value, NOW)

    assert wait is None or timedelta(0) <= wait <= timedelta(hours=24)


def test_a_place_that_says_why_is_quoted_without_its_tricks() -> None:
    """Its own words help, on one line, without control characters or keys."""
    body = b'{"message": "Bad key ?api_key=abc123\\n\\u202e!\\u0000"}'
    told = str(trouble("example.com", 400, {}, body, NOW))

    assert '"Bad key ?api_key=••• !"' in told
    assert "abc123" not in told


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("https://me:hunter2@example.com/x", "hunter2"),
        ("https://hunter2@example.com/x", "hunter2"),
        ("https://example.com/?a=1&api_key=hunter2&b=2", "hunter2"),
        ("https://example.com/?access_token=hunter2", "hunter2"),
        ("https://example.com/.rss?feed=hunter2&user=ann", "hunter2"),
        ("/x?X-Signature=hunter2#top", "hunter2"),
        ("Authorization: Bearer hunter2hunter2", "hunter2"),
        ("token xoxb-12-hunter2", "hunter2"),
        ("xapp-1-A-hunter2", "hunter2"),
        ("https://hooks.slack.com/services/T0/B0/hunter2", "hunter2"),
        ("https://www.google.com/alerts/feeds/0123456789/987654321", "987654321"),
        ("the word hunter2 itself", "hunter2"),
    ],
)
def test_secrets_are_taken_out_of_every_line(text: str, secret: str) -> None:
    """In addresses, headers, Slack's tokens, and those that are declared."""
    scrubbed = scrub(text, ["hunter2"] if "itself" in text else [])

    assert secret not in scrubbed
    assert "•••" in scrubbed


def test_plain_words_are_left_alone() -> None:
    """A log without its words would be no log."""
    text = "https://example.com/a?page=2&q=kettle said: the key fits, at 10:30"

    assert scrub(text) == text

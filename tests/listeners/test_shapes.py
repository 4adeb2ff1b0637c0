"""Reading JSON that may hold anything: what is there as it is documented, or nothing."""

from datetime import UTC, datetime

import pytest

from listeners import shapes
from listeners.errors import SourceChanged

SHAPE: object = {
    "a": {"words": " two\nlines ", "id": 7, "yes": True, "huge": 10**30, "none": None},
    "list": [{"x": 1}, 2, None, "x"],
    "link": "https://acme.example/x",
    "script": "javascript:alert(1)",
}


def test_what_is_there_is_read() -> None:
    """A path leads inwards; an identifier is text, whichever way it was written."""
    assert shapes.words(SHAPE, "a", "words") == " two\nlines "
    assert shapes.line(SHAPE, "a", "words") == "two lines"
    assert shapes.ident(SHAPE, "a", "id") == "7"
    assert shapes.count(SHAPE, "a", "id") == 7
    assert shapes.listed(SHAPE, "list") == [{"x": 1}]
    assert shapes.link(SHAPE, "link") == "https://acme.example/x"


def test_what_is_not_there_or_is_something_else_reads_as_nothing() -> None:
    """No type is trusted, no depth, no size."""
    assert shapes.fields(SHAPE, "list") == {}
    assert shapes.listed(SHAPE, "a") == []
    assert shapes.words(SHAPE, "a", "id", "deeper") == ""
    assert shapes.ident(SHAPE, "a", "yes") == shapes.ident(SHAPE, "a", "huge") == shapes.ident(SHAPE, "a", "none") == ""
    assert shapes.count(SHAPE, "a", "yes") is None
    assert shapes.link(SHAPE, "script") == ""
    assert shapes.words([SHAPE], "a") == ""


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("2026-11-20T18:05:00.250Z", datetime(2026, 11, 20, 18, 5, 0, 250_000, tzinfo=UTC)),
        ("2026-11-20T19:05:00+01:00", datetime(2026, 11, 20, 18, 5, tzinfo=UTC)),
        ("2026-11-20T18:05:00", datetime(2026, 11, 20, 18, 5, tzinfo=UTC)),
        (1795197900, datetime(2026, 11, 20, 18, 5, tzinfo=UTC)),
        ("yesterday", None),
        (10**40, None),
        (float("nan"), None),
        ("9999-12-31T23:59:59-14:00", None),
        (True, None),
        (None, None),
    ],
)
def test_moments_are_told_in_utc_or_not_at_all(told: object, moment: datetime | None) -> None:
    """ISO texts of every kind, and seconds since 1970."""
    assert shapes.moment({"at": told}, "at") == moment


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b"\xff\xfe\x00"])
def test_what_is_no_json_is_a_change_of_the_source(body: bytes) -> None:
    """In the source's own words."""
    with pytest.raises(SourceChanged, match="acme answered otherwise"):
        shapes.decoded(body, "acme answered otherwise")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"error": "Too\\nlate", "code": 5}', ', "Too late"'),
        (b'{"error": "x", "error_description": "the token expired"}', ', "the token expired"'),
        (b'{"error": {"deep": 1}}', ""),
        (b'{"error": "Bearer abcdefghijklmnop1234 is wrong"}', ', "Bearer ••• is wrong"'),
        (b"<html>busy</html>", ""),
    ],
)
def test_a_refusal_is_told_in_the_places_own_words(body: bytes, words: str) -> None:
    """One line, from the field that says most, and without credentials."""
    assert shapes.said(body, "error_description", "error") == words

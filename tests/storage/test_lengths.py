"""Lengths as platforms count them."""

import pytest

from storage.lengths import length
from storage.records import Counted, Writing

FAMILY = "👨‍👩‍👧‍👦"
LINK = "https://example.com/a/long/way/to/the/answer?that=helps"


@pytest.mark.parametrize(
    ("text", "counted", "expected"),
    [
        ("héllo", Counted.CHARACTERS, 5),
        (FAMILY, Counted.CHARACTERS, 7),
        (FAMILY, Counted.GRAPHEMES, 1),
        ("नमस्ते", Counted.BYTES, 18),
        ("👍 ok", Counted.UTF16, 5),
        ("  spaces around do not count  ", Counted.CHARACTERS, 26),
        ("hello", Counted.WEIGHTED, 5),
        ("cafe\u0301", Counted.WEIGHTED, 4),
        ("こんにちは", Counted.WEIGHTED, 10),
        (f"{FAMILY}!", Counted.WEIGHTED, 3),
        ("🇩🇪🇫🇷", Counted.WEIGHTED, 4),
        ("1\ufe0f\u20e3 👍🏽 ❤\ufe0f", Counted.WEIGHTED, 8),
        ("“quoted” – and dashes…", Counted.WEIGHTED, 23),
    ],
)
def test_each_platform_counts_in_its_own_unit(text: str, counted: Counted, expected: int) -> None:
    """Code points, what people see, bytes, JavaScript's units, X's weights."""
    assert length(text, Writing(limit=500, counted=counted)) == expected


@pytest.mark.parametrize(
    ("text", "counted", "expected"),
    [
        (f"See {LINK}.", Counted.CHARACTERS, 4 + 23 + 1),
        (f"({LINK}) {LINK}", Counted.WEIGHTED, 1 + 23 + 2 + 23),
        ("ask at acme.com/help today", Counted.WEIGHTED, 7 + 23 + 6),
        ("write to me@acme.com", Counted.WEIGHTED, 20),
        ("ask at acme.com/help today", Counted.CHARACTERS, 26),
    ],
)
def test_a_link_counts_as_the_platform_says(text: str, counted: Counted, expected: int) -> None:
    """However long it is; only X makes links of bare addresses."""
    assert length(text, Writing(limit=500, counted=counted, link=23)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Sorry!", 12), ("@mira Sorry!", 12), ("@Mira@far.example, sorry!", 13)]
)
def test_whom_it_answers_counts_once(text: str, expected: int) -> None:
    """Where the handle is put in front; its server is not counted."""
    writing = Writing(limit=500, addressed=True)

    assert length(text, writing, "mira@far.example") == expected
    assert length("Sorry!", writing) == 6

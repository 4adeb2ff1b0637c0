"""Length as people see it."""

import pytest

from storage import graphemes


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", 0), ("Sorry!", 6), ("a\r\nb\n", 4), ("é", 1), ("e\u0301tu\u0301", 3), ("n\u0303\u0303", 1), ("\u0301", 1),
        ("👩‍👩‍👧‍👦!", 2), ("👍🏽👍", 2), ("❤️‍🔥", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1), ("1️⃣2", 2),
        ("🇩🇪", 1), ("🇩🇪🇫🇷", 2), ("🇩🇪🇫", 2), ("a🇩🇪b", 3),
        ("한국어", 3), ("\u1112\u1161\u11ab\u1100", 2), ("กำ", 2), ("हि", 1), ("中文", 2), ("ab\u200dc", 3),
    ],
)  # fmt: skip
def test_a_character_is_what_people_see_as_one(text: str, seen: int) -> None:
    """Marks, families, skin, flags, syllables; two joined letters stay two."""
    assert graphemes.count(text) == seen

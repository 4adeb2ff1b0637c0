"""What only hands on somebody else's words."""

import pytest

from listeners.reposts import is_repost, said
from tests.listeners.posts import post

WORDS = "The new Acme kettle leaks and nobody answers me"


@pytest.mark.parametrize(
    "text",
    [
        f"RT @lena: {WORDS}",
        f"rt @lena@town.example {WORDS}",
        f"Boosted @lena@town.example: {WORDS}",
        f"Repost from @lena: {WORDS}",
        f"♻️ @lena {WORDS}",
        f"🔁 by @lena: {WORDS}",
        f"{WORDS} https://shop.example/1 via @dailyharbour",
        f"{WORDS} via @dailyharbour https://shop.example/1",
        f"“{WORDS}” — @lena",
        f'"{WORDS}" by @lena https://town.example/@lena/1',
    ],
)
def test_complaint_09_reposts_are_known_by_their_marks(text: str) -> None:
    """A boost counts, it alerts nobody."""
    assert is_repost(post(text))
    assert WORDS in said(text)


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        f"@lena {WORDS}",
        f"{WORDS}, I heard it via @lena and it happened to me too",
        f"“{WORDS}” — @lena, and I agree: mine leaks too",
        "RTFM @acme, your kettle leaks",
        "“it leaks” @acme",
        "",
    ],
)
def test_who_adds_words_of_their_own_is_no_repost(text: str) -> None:
    """They may want an answer themselves."""
    assert not is_repost(post(text))

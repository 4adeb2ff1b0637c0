"""Addresses: one spelling for one page, and found in what people write."""

import pytest
from hypothesis import given, strategies as st

from storage.links import canonical_url, written_in

SPELLINGS = [
    "http://example.com/news/kettles",
    "https://www.example.com/news/kettles/",
    "https://m.example.com:443/news/kettles?utm_source=x&utm_medium=y",
    "HTTPS://EXAMPLE.com/news//kettles?fbclid=abc#top",
    "https://example.com/news/%6bettles#:~:text=recall",
    "https://example.com/news/kettles/amp",
    "https://example.com/news/kettles/index.html?gclid=1&ref=home",
]


@pytest.mark.parametrize("url", SPELLINGS)
def test_complaint_01_one_address_has_one_spelling(url: str) -> None:
    """Scheme, www, port, slash, tracking and scroll marks do not make another page."""
    assert canonical_url(url) == "https://example.com/news/kettles"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a?id=1", "https://example.com/a?id=2"),
        ("https://example.com/a#comment-1", "https://example.com/a#comment-2"),
        ("https://example.com/a", "https://example.org/a"),
        ("https://example.com:8443/a", "https://example.com/a"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://m.com/a", "https://com/a"),
    ],
)
def test_different_pages_keep_different_addresses(one: str, other: str) -> None:
    """Merging two pages would hide one of them."""
    assert canonical_url(one) != canonical_url(other)


def test_the_order_of_parameters_does_not_matter() -> None:
    """Servers read them by name."""
    assert canonical_url("https://a.example/x?b=2&a=1&utm_id=9") == canonical_url("http://a.example/x?a=1&b=2")


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/x", "https://[::1", "javascript:alert(1)", "https://a:99999/", "x"]
)
def test_what_is_no_web_address_has_none(url: str) -> None:
    """Nothing is refused, nothing is merged by it."""
    assert canonical_url(url) == ""


@given(st.text() | st.from_regex(r"https?://[a-zA-Z0-9.:@\[\]%-]{0,20}/\S{0,30}", fullmatch=True))
def test_an_address_written_canonically_stays_as_it_is(url: str) -> None:
    """The spelling is a fixed point, whatever the address."""
    once = canonical_url(url)

    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.com/help/leaks.", ("https://example.com/help/leaks",)),
        ("(http://www.example.com/help/leaks/?utm_source=x)", ("https://example.com/help/leaks",)),
        ("example.com/help/leaks tells how", ("https://example.com/help/leaks",)),
        (
            "https://example.com/a_(b) and <https://example.com/c|here>",
            ("https://example.com/a_(b)", "https://example.com/c"),
        ),
        ("“https://example.com/a”, https://EXAMPLE.com/a!", ("https://example.com/a",)),
        ("ask lena@example.com/x or @lena@example.com/x", ()),
        ("either/or, and/or 3/4, v1.2/x", ()),
        ("Danke: https://bücher.example/hilfe", ("https://xn--bcher-kva.example/hilfe",)),
        ("مساعدة https://example.com/عون،", ("https://example.com/%D8%B9%D9%88%D9%86",)),
        ("これ https://example.com/助け。", ("https://example.com/%E5%8A%A9%E3%81%91",)),
        ("https://", ()),
    ],
)
def test_addresses_are_found_as_people_write_them(text: str, found: tuple[str, ...]) -> None:
    """With or without a scheme, in brackets, before a full stop of any script; a mail address is none."""
    assert written_in(text) == found


def test_a_text_full_of_dots_is_read_as_fast_as_any_other() -> None:
    """Hostile text costs no more than other text of its length."""
    assert written_in("a." * 50_000 + "a-" * 50_000 + " " + "https://a/." * 50_000) != ()

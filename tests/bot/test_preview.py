"""A query tried on stored posts through the listeners' public face."""

from datetime import UTC, datetime

import pytest

from bot import preview
from bot.desk import Desk
from tests.bot.made import a_post, a_watch, hear

NOW = datetime.now(UTC)


def test_a_query_says_how_many_posts_it_would_have_heard(desk: Desk) -> None:
    """With the newest as examples; a word that begins with a dash is a word, not an option."""
    hear(desk.store, a_watch(desk.store), *(a_post(f"kettle {n}") for n in range(5)), a_post("toaster"))

    tried = preview.of(desk, "kettle", now=NOW)
    without = preview.of(desk, "-kettle toaster", now=NOW)

    assert (tried.matched, tried.tried, len(tried.examples), tried.trouble) == (5, 6, 3, "")
    assert without.matched == 1


@pytest.mark.parametrize("query", ["kettle AND (leaks", '"kettle', "rating:<=many"])
def test_a_query_that_cannot_be_read_is_refused_in_one_sentence(desk: Desk, query: str) -> None:
    """The listeners' own words, without a traceback."""
    with pytest.raises(preview.QueryRefused) as refused:
        preview.of(desk, query, now=NOW)

    assert "Traceback" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_no_query_needs_no_trial(desk: Desk) -> None:
    """Everything is heard, and said so."""
    assert "everything" in preview.of(desk, "  ", now=NOW).trouble

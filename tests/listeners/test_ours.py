"""Knowing our own answer again after a platform has rendered it."""

from datetime import UTC, datetime, timedelta

import pytest

from listeners import ours
from storage.records import Outgoing, Post

BEGUN = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
POST = Post(source="mastodon", external_id="7", posted_at=BEGUN)


@pytest.mark.parametrize(
    ("sent", "stands"),
    [
        pytest.param('We are "on it", *now*.', "We are “on it”, now.", id="quotes and markup"),
        pytest.param("@jo@far.example sorry!", "@jo sorry!", id="a handle cut short"),
        pytest.param("Sorry!", "@jo Sorry!", id="a handle put in front"),
        pytest.param("two\nlines", "two lines", id="white space"),
        pytest.param("👍", "👍", id="no letters at all"),
    ],
)
def test_an_answer_is_known_again_however_it_was_rendered(sent: str, stands: str) -> None:
    """Letters and digits are what no platform touches."""
    assert ours.same_words(sent, stands)


@pytest.mark.parametrize(("sent", "stands"), [("We fixed 1", "We fixed 2"), ("👍", "👎"), ("yes", "yes and no")])
def test_another_answer_is_not_ours(sent: str, stands: str) -> None:
    """Close is not the same."""
    assert not ours.same_words(sent, stands)


def test_what_stood_there_before_we_began_cannot_be_it() -> None:
    """Save for clocks that differ a little."""
    outgoing = Outgoing(key="k", post=POST, text="Sorry!", begun_at=BEGUN)

    assert ours.may_be(outgoing, "sorry", BEGUN - timedelta(minutes=1))
    assert not ours.may_be(outgoing, "sorry", BEGUN - timedelta(minutes=3))
    assert not ours.may_be(outgoing, "sorry", None)
    assert not ours.may_be(outgoing, "thanks", BEGUN)

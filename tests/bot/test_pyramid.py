"""Where people stand by what they did: the rung, who speaks for us, whom others follow; each with its line."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot import pyramid
from bot.pyramid import Rung
from storage.profiles import Deed, Past
from storage.records import Author, Kind, Post

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def did(text: str = "A kettle I like", *, days: int = 0, **more: object) -> Deed:
    """Invent a deed, so many days ago."""
    of_post = {name: more.pop(name) for name in ("kind", "parent_id", "title") if name in more}
    post = Post(source="feed", external_id=f"{text} {days}", text=text, posted_at=NOW - timedelta(days=days), **of_post)  # type: ignore[arg-type]
    return Deed(post=post, **more)  # type: ignore[arg-type]


def past(deeds: Sequence[Deed]) -> Past:
    """Invent a history, newest first."""
    return Past(times=len(deeds), since=NOW, deeds=tuple(deeds), answers=0, given=(), stars=())


ROUND_UP = "Kettles: https://a.example/1 https://www.b.example/2 https://c.example"


@pytest.mark.parametrize(
    ("deeds", "rung", "because"),
    [
        ([], None, ""),
        ([did("")], None, ""),
        ([did("RT @ann: nice", is_repost=True)], Rung.SHARING, "handed on what others said once"),
        ([did("https://acme.example/kettle")], Rung.SHARING, "handed on what others said once"),
        ([did(kind=Kind.REVIEW)], Rung.COMMENTING, "commented, answered or reviewed once"),
        ([did(kind=Kind.COMMENT), did("yes", parent_id="7")], Rung.COMMENTING, "commented, answered or reviewed twice"),
        ([did(), did(kind=Kind.COMMENT)], Rung.PRODUCING, "wrote something of their own once"),
        ([did("", title="Kettles", kind=Kind.ARTICLE)], Rung.PRODUCING, "wrote something of their own once"),
        ([did(ROUND_UP)], Rung.CURATING, "answered others, or gathered what others made, once"),
        ([did("https://a.example https://a.example/2 https://A.example/3 x")], Rung.PRODUCING, None),
        (
            [did(str(n), parent_id="q", answers_others=True) for n in range(3)],
            Rung.CURATING,
            "answered others, or gathered what others made, 3 times",
        ),
        ([did(str(n), parent_id="q", answers_others=True) for n in range(2)], Rung.COMMENTING, None),
    ],
    ids=[f"case {number}" for number in range(12)],
)
def test_the_highest_rung_is_told_with_what_was_done(
    deeds: Sequence[Deed], rung: Rung | None, because: str | None
) -> None:
    """Nobody is seen watching."""
    found = pyramid.place(past(deeds))

    assert found.rung is rung
    assert because is None or found.because == because


@pytest.mark.parametrize(
    ("deeds", "line"),
    [
        ([did(days=n * 20, praises=True) for n in range(3)], "praised us 3 times over 40 days"),
        ([did(days=n, praises=True) for n in range(9)], ""),
        ([did(days=n * 20, praises=True) for n in range(2)], ""),
        (
            [did(praises=True), *(did(str(n), parent_id="q", answers_others=True) for n in range(3))],
            "praised us once, and answered others 3 times",
        ),
        ([did(str(n), parent_id="q", answers_others=True) for n in range(5)], ""),
    ],
    ids=["for long", "in one week", "twice", "and helps", "only helps"],
)
def test_an_evangelist_praises_for_long_or_helps_others_too(deeds: Sequence[Deed], line: str) -> None:
    """One enthusiastic week is none."""
    assert pyramid.place(past(deeds)).evangelist == line


def test_an_influencer_is_whom_others_hand_on_however_many_follow() -> None:
    """What others wrote and they only handed on does not count; followers never do."""
    famous = Post(source="feed", external_id="1", text="x", posted_at=NOW, author=Author(id="a", followers=9_000_000))
    told = {
        "famous": pyramid.place(past([Deed(post=famous, brought=9)])),
        "heard": pyramid.place(past([did("a", brought=4), did("b", brought=1996)])),
        "hands on": pyramid.place(past([did("RT @ann: x", brought=500, is_repost=True)])),
    }

    assert {name: found.influencer for name, found in told.items()} == {
        "famous": "",
        "heard": "what they said was handed on 2,000 times",
        "hands on": "",
    }

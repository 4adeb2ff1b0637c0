"""The walk reads back to old ground, keeps what a cap left unread, and never moves a cursor astray."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from listeners.errors import Later, Never
from listeners.http import Unchanged
from listeners.source import About, Answer, Ask, Need, Page
from listeners.walk import Walked, walk
from storage.records import Author, Cursor, Post, Receipt

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Pages:
    """A source whose every page holds two posts, an hour older than the page before, without end."""

    about = About(name="pages", title="Pages", docs="", pages=3)

    def __init__(self, first: int = 0) -> None:
        """Begin at a page; those below 0 hold posts of the future."""
        self._first = first

    def ask(self, _need: Need, /) -> Sequence[Ask]:
        """Ask for the newest page."""
        return (Ask(url=f"http://pages.example/{self._first}"),)

    def read(self, answer: Answer, _need: Need, /) -> Page:
        """Return the two posts of a page and where the next one is."""
        number = int(answer.url.rpartition("/")[2])
        posts = [_post(number * 2 + place) for place in (0, 1)]
        return Page(posts=posts, more=Ask(url=f"http://pages.example/{number + 1}"))


def _post(hours: int) -> Post:
    return Post(source="pages", external_id=str(hours), text="x", posted_at=NOW - timedelta(hours=hours))


def _walk(
    cursor: Cursor,
    *,
    since: datetime | None,
    held: Sequence[str] = (),
    asked: list[str] | None = None,
    first: int = 0,
) -> Walked:
    source = Pages(first)

    def get(ask: Ask, known: Mapping[str, str], _led: bool) -> Answer | Unchanged:  # noqa: FBT001  the port's own shape
        if asked is not None:
            asked.append(ask.url)
        if known.get("etag") == "same":
            return Unchanged()
        return Answer(url=ask.url, status=200, headers={"etag": "same"}, body=b"", fetched_at=NOW)

    return walk(
        source,
        cursor,
        Need(since=since, now=NOW),
        get=get,
        read=source.read,
        known=lambda posts: all(post.external_id in held for post in posts),
    )


def test_a_first_run_takes_what_its_pages_hold_and_leaves_no_gap() -> None:
    """What is already out there is a taste, not a debt."""
    walked = _walk(Cursor(), since=None)

    assert [post.external_id for post in walked.posts] == ["0", "1", "2", "3", "4", "5"]
    assert walked.cursor.gaps == ()
    assert walked.cursor.since == NOW


def test_it_stops_where_everything_is_known() -> None:
    """A quiet place costs one page."""
    asked: list[str] = []

    walked = _walk(Cursor(since=NOW - timedelta(hours=50)), since=None, held=["2", "3"], asked=asked)

    assert asked == ["http://pages.example/0", "http://pages.example/1"]
    assert walked.cursor.gaps == ()


def test_it_stops_behind_the_watermark() -> None:
    """Posts older than the overlap are old ground."""
    walked = _walk(Cursor(since=NOW - timedelta(hours=1)), since=NOW - timedelta(minutes=90))

    assert [post.external_id for post in walked.posts] == ["0", "1", "2", "3"]


def test_what_the_cap_left_unread_is_walked_first_next_time() -> None:
    """A busy hour loses nothing: the gap goes on where the cap stopped, down to the old watermark."""
    before = NOW - timedelta(hours=8)
    first = _walk(Cursor(since=before), since=before)
    asked: list[str] = []

    second = _walk(first.cursor, since=NOW - timedelta(minutes=1), held=["0", "1"], asked=asked)

    assert [gap.until for gap in first.cursor.gaps] == [before]
    assert asked[0] == "http://pages.example/3"
    assert {"6", "7", "8", "9"} <= {post.external_id for post in second.posts}
    assert second.cursor.gaps == ()


def test_an_unchanged_place_keeps_the_watermark() -> None:
    """304 is a good answer: nothing new, nothing lost."""
    cursor = Cursor(since=NOW - timedelta(days=1), validators={"http://pages.example/0": {"etag": "same"}})

    walked = _walk(cursor, since=None)

    assert walked.posts == ()
    assert walked.cursor.since == cursor.since


def test_a_post_from_the_future_does_not_deafen_us() -> None:
    """The watermark never runs ahead of our own clock, and one that did comes back."""
    ahead = Cursor(since=NOW + timedelta(days=4000))

    heard = _walk(Cursor(since=NOW - timedelta(hours=9)), since=None, held=["-2", "-1"], first=-1)
    mended = _walk(ahead, since=None, held=["0", "1"])

    assert max(post.posted_at for post in heard.posts) > NOW
    assert heard.cursor.since == NOW
    assert mended.cursor.since == NOW


@pytest.mark.parametrize("trouble", [Never("gone"), Later("busy")], ids=["never", "later"])
def test_a_gap_that_cannot_be_asked_any_more_is_dropped_but_one_that_is_busy_is_kept(trouble: Exception) -> None:
    """A lost page must not block what is new for ever; a busy one is no loss yet."""
    before = NOW - timedelta(hours=8)
    cursor = _walk(Cursor(since=before), since=before).cursor
    source = Pages()

    def get(ask: Ask, _known: Mapping[str, str], _led: bool) -> Answer | Unchanged:  # noqa: FBT001  the port's own
        if ask.url.endswith("/3"):
            raise trouble
        return Answer(url=ask.url, status=200, headers={}, body=b"", fetched_at=NOW)

    def go() -> Walked:
        return walk(
            source,
            cursor,
            Need(since=NOW - timedelta(hours=2), now=NOW),
            get=get,
            read=source.read,
            known=lambda _: True,
        )

    if isinstance(trouble, Later):
        with pytest.raises(Later):
            go()
    else:
        walked = go()

        assert walked.cursor.gaps == ()
        assert [post.external_id for post in walked.posts] == ["0", "1"]


class Threads:
    """A source whose pages lead on: a list of threads without posts, then each thread, one of them gone."""

    about = About(name="threads", title="Threads", docs="", pages=3)
    pages: Mapping[str, Page] = {
        "list": Page(
            further=[Ask(url="http://t.example/a"), Ask(url="http://t.example/closed"), Ask(url="http://t.example/a")],
            more=Ask(url="http://t.example/older"),
            marks={"newest": "9"},
        ),
        "older": Page(further=[Ask(url="http://t.example/b")], gone=["2"], wait=timedelta(minutes=3)),
        "a": Page(posts=[_post(1), _post(2)], more=Ask(url="http://t.example/a2"), marks={"newest": "10"}, gone=["7"]),
        "a2": Page(posts=[_post(3)], receipts=[Receipt(external_id="r", post_id="1")]),
        "b": Page(authors=[Author(id="ann", name="Ann", followers=70)]),
    }

    def ask(self, _need: Need, /) -> Sequence[Ask]:
        """Ask for the list."""
        return (Ask(url="http://t.example/list"),)

    def read(self, answer: Answer, _need: Need, /) -> Page:
        """Return what stands there."""
        return self.pages[answer.url.rpartition("/")[2]]


def _walk_threads(asked: list[str]) -> Walked:
    def get(ask: Ask, _known: Mapping[str, str], _led: bool) -> Answer:  # noqa: FBT001  the port's own shape
        asked.append(ask.url.rpartition("/")[2])
        if asked[-1] == "closed":
            raise Never("that thread is closed")
        return Answer(url=ask.url, status=200, headers={}, body=b"", fetched_at=NOW)

    source = Threads()
    before = Cursor(since=NOW - timedelta(days=1), marks={"newest": "1", "other": "x"})
    return walk(source, before, Need(now=NOW), get=get, read=source.read, known=lambda _: False)


def test_what_pages_lead_to_is_asked_once_each_and_a_closed_one_costs_nothing_else() -> None:
    """First the list to its end, then its threads in order, their further pages last."""
    asked: list[str] = []

    walked = _walk_threads(asked)

    assert asked == ["list", "older", "a", "closed", "b", "a2"]
    assert [post.external_id for post in walked.posts] == ["1", "3"]


def test_a_walk_carries_deletions_receipts_marks_and_waits() -> None:
    """What any page said counts for the whole walk; older marks stay where nothing newer was said."""
    walked = _walk_threads([])

    assert walked.gone == {"2", "7"}
    assert [receipt.external_id for receipt in walked.receipts] == ["r"]
    assert walked.cursor.marks == {"newest": "10", "other": "x"}
    assert walked.wait == timedelta(minutes=3)


def test_more_told_of_people_goes_to_their_posts() -> None:
    """Followers often come in an answer of their own."""

    class Told(Threads):
        """A page of a post, and one about who wrote it."""

        pages: Mapping[str, Page] = {
            "list": Page(posts=[replace(_post(1), author=Author(id="ann"))], further=[Ask(url="http://t.example/b")]),
            "b": Threads.pages["b"],
        }

    source = Told()
    walked = walk(
        source,
        Cursor(),
        Need(now=NOW),
        get=lambda ask, _known, _led: Answer(url=ask.url, status=200, headers={}, body=b"", fetched_at=NOW),
        read=source.read,
        known=lambda _: False,
    )

    assert walked.posts[0].author == Author(id="ann", name="Ann", followers=70)


def test_a_gap_keeps_no_credentials_and_is_closed_with_those_of_today() -> None:
    """The memory is no place for tokens; what is asked for next time carries the new ones."""

    class Locked(Pages):
        """The same pages, behind a token and its proof."""

        about = replace(Pages.about, proofs=("proof",))
        token = "first"

        def ask(self, _need: Need, /) -> Sequence[Ask]:
            """Ask for the newest page."""
            return (self._asked("http://pages.example/0"),)

        def read(self, answer: Answer, need: Need, /) -> Page:
            """Lead on with the same token."""
            page = super().read(answer, need)
            assert page.more is not None
            return replace(page, more=self._asked(page.more.url))

        def _asked(self, url: str) -> Ask:
            return Ask(url=url, headers={"authorization": self.token}, params={"q": "tea", "proof": self.token})

    source, shown = Locked(), dict[str, tuple[str, str, str]]()

    def walked(cursor: Cursor) -> Walked:
        def get(ask: Ask, _known: Mapping[str, str], _led: bool) -> Answer:  # noqa: FBT001  the port's own shape
            shown[ask.url] = (ask.headers["authorization"], ask.params["q"], ask.params["proof"])
            return Answer(url=ask.url, status=200, headers={}, body=b"", fetched_at=NOW)

        since = NOW - timedelta(hours=9)
        return walk(source, cursor, Need(since=since, now=NOW), get=get, read=source.read, known=lambda _: False)

    first = walked(Cursor(since=NOW - timedelta(hours=9)))
    source.token = "second"
    walked(first.cursor)

    assert "first" not in first.cursor.gaps[0].ask
    assert shown["http://pages.example/3"] == ("second", "tea", "second")

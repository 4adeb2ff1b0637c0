"""One post per line: what goes out comes back, and a broken line says what is wrong with it."""

import json
from datetime import UTC, datetime

import pytest

from storage.jsonposts import from_json, to_json
from storage.records import Author, Kind, Metrics, Post

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_a_post_survives_the_way_out_and_back() -> None:
    """Nothing a post knows is lost in its JSON."""
    post = Post(
        source="feed",
        external_id="a1",
        kind=Kind.REVIEW,
        url="https://example.com/a1",
        title="Title",
        text="Grüße, 世界",
        language="de",
        rating=2.0,
        author=Author(id="7", handle="ann", name="Ann Example", followers=3, url="https://example.com/ann"),
        posted_at=NOW,
        edited_at=NOW,
        metrics=Metrics(likes=1, replies=2, shares=3, views=4),
        parent_id="p",
        thread_id="t",
        tags_us=True,
    )

    assert from_json(to_json(post), now=NOW) == post


def test_a_post_in_json_has_exactly_the_documented_keys() -> None:
    """The shape is public: other tools rely on it."""
    shape = json.loads(to_json(Post(source="feed", external_id="1", text="x", posted_at=NOW)))

    words = "source external_id kind url title text language rating author posted_at edited_at metrics"

    assert list(shape) == [*words.split(" "), "parent_id", "thread_id", "tags_us"]
    assert list(shape["author"]) == ["id", "handle", "name", "followers", "url"]
    assert list(shape["metrics"]) == ["likes", "replies", "shares", "views"]
    assert shape["posted_at"] == "2026-11-21T09:00:00Z"


def test_only_text_is_required() -> None:
    """Unknown keys are ignored, and the same line is the same post."""
    line = '{"text": "hello", "colour": "blue", "rating": null}'

    post = from_json(line, now=NOW)

    assert (post.text, post.posted_at, post.rating) == ("hello", NOW, None)
    assert post.external_id == from_json(line, now=NOW).external_id


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "JSON object"),
        ("{}", '"text"'),
        ('{"text": 3}', '"text"'),
        ('{"text": "x", "rating": 9}', "stars"),
        ('{"text": "x", "rating": "five"}', "number"),
        ('{"text": "x", "rating": NaN}', "stars"),
        ('{"text": "x", "kind": "rant"}', "comment"),
        ('{"text": "x", "kind": ["post"]}', "comment"),
        ('{"text": "x", "author": "Ann"}', "object"),
        ('{"text": "x", "author": {"followers": Infinity}}', "number"),
        ('{"text": "x", "posted_at": "yesterday"}', "time"),
        ('{"text": "x", "posted_at": "2026-11-21T09:00:00"}', "zone"),
        ('{"text": "x", "edited_at": "0001-01-01T00:00:00+14:00"}', "time"),
        ('{"text": "x", "tags_us": "no"}', "true or false"),
        ('{"text": "x", "url": {}}', "text"),
    ],
)
def test_a_broken_line_says_what_is_wrong(line: str, complaint: str) -> None:
    """The words are for the person who made the file."""
    with pytest.raises(ValueError, match=complaint):
        from_json(line, now=NOW)


def test_half_a_character_becomes_a_replacement_character() -> None:
    """A lone surrogate is legal JSON but could not be printed or stored."""
    post = from_json('{"text": "a\\ud800b"}', now=NOW)

    assert to_json(post).encode()

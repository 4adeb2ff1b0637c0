"""Near-duplicates: one story, one card; two people, two answers."""

from dataclasses import replace

import pytest

from listeners.neardup import keys, keys_of_page
from storage.records import Kind, Post
from tests.listeners.posts import post

LONG = "Acme recalls two thousand kettles because their handles may come off while pouring"
STORY = post(LONG, title="Kettles recalled", url="https://example.com/news/kettles", kind=Kind.ARTICLE, author="ann")


def same(one: Post, other: Post) -> bool:
    """Tell whether two posts are the same story."""
    return not set(keys(one)).isdisjoint(keys(other))


def test_complaint_01_thirty_four_posts_of_one_article_are_one_story() -> None:
    """Its guid, date, scheme and tracking changed every time."""
    copies = [
        replace(STORY, external_id=f"guid-{number}", url=f"http://www.example.com/news/kettles/?utm_campaign={number}")
        for number in range(34)
    ]

    shared = set.intersection(*(set(found) for found in keys_of_page(copies)))

    assert shared
    assert same(STORY, copies[33])


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (replace(STORY, title="Kettles recalled (updated)"), "edited title"),
        (replace(STORY, text="something else", source="hackernews"), "same page elsewhere"),
        (replace(STORY, url="https://other.example/1", title="", author=post(author="bob").author), "copied text"),
        (post(f"RT @ann: {LONG} https://sho.rt/x"), "repost"),
        (post(f"{LONG.upper()}!!!", url="https://social.example/2"), "shouted"),
    ],
)
def test_a_story_told_again_is_the_same_story(other: Post, why: str) -> None:
    """Edited, moved, copied or reposted."""
    assert same(STORY, other), why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (post("It does not work", author="ann"), post("It does not work", author="bob"), "short posts"),
        (
            post(LONG, kind=Kind.COMMENT, author="ann", url="https://e.example/a"),
            post(LONG, kind=Kind.COMMENT, author="bob", url="https://e.example/a"),
            "two people complain in the same words under one article",
        ),
        (post(LONG, kind=Kind.REVIEW), post(LONG, kind=Kind.REVIEW), "nobody knows who wrote these reviews"),
        (
            post("a", title="News", url="https://a.example/"),
            post("b", title="News", url="https://a.example"),
            "front door",
        ),
        (
            post("a", title="A", url="https://a.example/x"),
            post("b", title="B", url="https://a.example/x"),
            "no articles",
        ),
        (post(""), post(""), "nothing in common but nothing"),
    ],
)
def test_two_stories_stay_two(one: Post, other: Post, why: str) -> None:
    """Each of them deserves its answer."""
    assert not same(one, other), why


def test_a_comment_that_changed_its_guid_is_the_same_comment() -> None:
    """By its own address, or by its author and words."""
    comment = post("Mine broke", kind=Kind.COMMENT, author="ann", url="https://e.example/a#comment-12")

    assert same(comment, replace(comment, external_id="2", title="Comment on A", text="Mine broke again"))
    assert same(comment, replace(comment, external_id="2", url="http://e.example/a?utm_source=feed#comment-12"))


def test_an_address_that_a_page_shares_tells_its_articles_apart_by_title() -> None:
    """A change log links every entry to the same place."""
    page = [replace(STORY, external_id=str(at), title=f"Version {at}", text=f"Fixed {at}") for at in range(3)]

    first, second, third = map(set, keys_of_page(page))

    assert first
    assert first.isdisjoint(second)
    assert second.isdisjoint(third)
    assert same(page[0], page[1])


def test_keys_are_stable_across_runs() -> None:
    """They are stored: a new hash would announce every old story again."""
    assert keys(post("x", title="T", url="https://a.example/x"))[0] == "c372cefbc9ed4ed92ab1ca2d9c966868"

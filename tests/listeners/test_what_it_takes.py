"""What the window is told of answering, before anybody types, is what each source says when it is sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from listeners import registry
from listeners.running import facts_of
from listeners.source import Replies, Source
from storage.records import Kind, Post

HOME = "https://place.example"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PLACES = {
    "bluesky": ("at://did:plc:mira/app.bsky.feed.post/1", ""),
    "github": ("1", "https://github.com/acme/kettle/issues/7#issuecomment-1"),
    "reddit": ("t1_1", ""),
    "wordpress": ("place.example#1", ""),
    "discourse": ("1", f"{HOME}/t/lid/7/1"),
}


def answering() -> Iterator[tuple[str, Source, Replies]]:
    """Yield every source of ours that sends answers."""
    for name, source in registry.discover().items():
        if isinstance(source, Replies):
            yield name, source, source


def a_post(name: str) -> Post:
    """Invent a comment that speaks to us."""
    own, url = PLACES.get(name, ("1", ""))
    return Post(source=name, external_id=own, url=url, text="?", kind=Kind.COMMENT, tags_us=True, posted_at=NOW)


ANSWERING = [pytest.param(source, replies, id=name) for name, source, replies in answering()]


@pytest.mark.parametrize(("source", "replies"), ANSWERING)
def test_a_source_can_answer_with_any_of_the_sets_it_names_and_with_nothing_less(
    source: Source, replies: Replies
) -> None:
    """Where one of the settings is not there, it refuses; all of them can be told to it."""
    post, needs = a_post(source.about.name), replies.writing.needs
    names = {one.name for one in source.about.settings}

    assert needs
    for wanted in needs:
        full = {"base_url": HOME} | dict.fromkeys(wanted, "1")
        assert names >= set(wanted)
        assert replies.cannot_answer(post, full) == ""
        for lacking in wanted:
            assert replies.cannot_answer(post, {key: full[key] for key in full if key != lacking})


@pytest.mark.parametrize(("source", "replies"), ANSWERING)
def test_a_source_names_whom_it_lets_us_answer(source: Source, replies: Replies) -> None:
    """Who does not tag us, another kind of post, another address: refused where it was told, and nowhere else."""
    post, writing = a_post(source.about.name), replies.writing
    keys = {"base_url": HOME} | dict.fromkeys(writing.needs[0], "1")
    own = post.external_id.replace("place.", "other.")
    elsewhere = replace(post, external_id=own, url=post.url.replace(HOME, "https://other.example"))

    assert bool(replies.cannot_answer(replace(post, tags_us=False), keys)) == writing.only_tagged
    for kind in (Kind.POST, Kind.REVIEW):
        is_told = bool(writing.only_kinds) and kind not in writing.only_kinds
        assert bool(replies.cannot_answer(replace(post, kind=kind), keys)) == is_told
    assert bool(replies.cannot_answer(elsewhere, keys)) == writing.only_home


def test_the_bot_is_told_which_settings_the_operator_gave_but_not_what_they_are() -> None:
    """And the address the source stands at for this operator."""
    source = registry.discover()["discourse"]
    told = facts_of(source, {"key": "s3cret-of-acme", "username": "", "base_url": HOME, "other": "x"})
    bare = facts_of(source, {})

    assert isinstance(source, Replies)
    assert told.writing is not None
    assert told.writing.given == ("base_url", "key")
    assert told.base_url == HOME
    assert "s3cret-of-acme" not in repr(told)
    assert bare.writing == source.writing
    assert bare.base_url == source.about.base_url

"""Who was forgotten is not heard again, and nobody can read from the memory who that was."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from storage import forgotten, posts, tables, workspaces
from storage.database import Store
from storage.records import Author, Post
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged

ANN = Author(id="17", handle="Ann_Example", name="Ann Example")


def by(author: Author, external_id: str = "1") -> Post:
    """Invent what somebody says."""
    return replace(a_post(external_id), author=author)


def forget(store: Store, told: str) -> None:
    """Forget somebody by what they are known by."""
    mark = forgotten.marker(store, TEAM).author("feed", told)
    forgotten.add(store, TEAM, [mark], what=forgotten.AUTHOR, by="U1", now=NOW)


@pytest.mark.parametrize("told", ["17", "Ann_Example", "@ann_example"])
def test_a_forgotten_author_is_not_heard_whatever_they_were_known_by(store: Store, told: str) -> None:
    """By id or by handle, however it is written."""
    forget(store, told)
    took = hear(store, judged(by(ANN), a_watch(store)), judged(by(Author(id="18"), "2"), a_watch(store)))

    assert took.new == 1
    assert list(everything(store)) == ["2 Acme"]


def test_who_has_neither_id_nor_handle_is_known_by_the_name(store: Store) -> None:
    """But nobody else who bears that name."""
    forget(store, "Ann Example")
    hear(store, judged(by(Author(name="Ann Example")), a_watch(store)), judged(by(ANN, "2"), a_watch(store)))

    assert list(everything(store)) == ["2 Acme"]


def test_what_a_forgotten_author_said_is_known_when_it_is_met_again(store: Store) -> None:
    """Else the listeners would read on for ever, in search of something they know."""
    forget(store, "17")
    before = posts.known(store, TEAM, "feed", ["1"])
    hear(store, judged(by(ANN), a_watch(store)), now=NOW + MINUTE)
    after = posts.known(store, TEAM, "feed", ["1", "2"])

    assert before == {}
    assert set(after) == {"1"}
    assert after["1"].is_buried


def test_the_marks_of_one_workspace_say_nothing_to_another(store: Store) -> None:
    """Nor to another source, nor to whoever reads the memory."""
    workspaces.enter(store, "T2")
    forget(store, "Ann_Example")
    with store.reading() as connection:
        kept = str([connection.execute(select(rows)).all() for rows in (tables.forgotten, tables.workspaces)])
    mine, yours = (forgotten.marker(store, team) for team in (TEAM, "T2"))

    assert "nn_" not in kept
    assert mine.author("feed", "17") != yours.author("feed", "17")
    assert mine.author("feed", "17") != mine.author("reddit", "17")
    assert forgotten.among(store, "T2", [by(ANN)], now=NOW) == frozenset()


def test_one_mark_is_kept_once(store: Store) -> None:
    """Forgetting twice is harmless."""
    marks = ["a", "a", "b"]
    counts = [forgotten.add(store, TEAM, marks, what=forgotten.POST, by="U1", now=NOW) for _ in range(2)]

    assert counts == [2, 0]

"""`python -m storage forget` as an operator meets it."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage import whom
from storage.database import Store
from storage.records import Author
from storage.whom import Whom
from tests.storage.made import NOW, a_post, a_watch, everything, hear, judged
from tests.storage.test_storage_commands import one_line, run

MARTA = Author(id="m4711", handle="marta_k7", name="Marta Kowalczyk")


@pytest.fixture
def heard(store: Store, database_url: str) -> str:
    """Hear Marta and somebody else; return where that is remembered."""
    post = replace(a_post("1", "acme leaks all over my kitchen", url="https://feed.example/1"), author=MARTA)
    hear(store, judged(post, a_watch(store)), judged(a_post("2"), a_watch(store)), now=NOW)
    return database_url


def test_what_would_go_is_said_and_nothing_goes(heard: str, tmp_path: Path, store: Store) -> None:
    """Without a word that tells who it is."""
    ran = run(heard, tmp_path, "forget", "--source", "feed", "--author", "marta_k7", "--dry-run")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "1 post of theirs, heard as 1 mention: their words, also earlier ones, and who they are.\n"
    assert everything(store)["1 Acme"].post.author == MARTA


def test_in_a_pipe_it_wants_a_yes_and_then_says_that_it_looked_again(heard: str, tmp_path: Path, store: Store) -> None:
    """Nobody forgets somebody by accident."""
    refused = one_line(run(heard, tmp_path, "forget", "--post", "https://nowhere.example/1", "--yes"), 1)
    unsure = run(heard, tmp_path, "forget", "--source", "feed", "--author", "m4711")
    still = whom.find(store, "T1", Whom(source="feed", author="m4711")).posts
    done = run(heard, tmp_path, "forget", "--source", "feed", "--author", "m4711", "--yes")

    assert "nothing of that is held" in refused
    assert (unsure.returncode, "--yes" in unsure.stderr, len(still)) == (2, True, 1)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("which was looked through again to be sure.\n")
    assert {found.post.text for found in everything(store).values()} == {"", "acme is down"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "say whom"),
        (("--author", "ann"), "add --source"),
        (("--post", "17"), "add --source"),
        (("--source", "feed", "--author", "a", "--person", "1"), "say whom"),
        (("--source", "fed", "--author", "a"), "there is no source 'fed'; there are feed"),
        (("--undo",), "for good"),
    ],
)
def test_what_is_not_clear_is_refused_in_a_line(heard: str, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    """A typing error would forget nobody, and say that all was well."""
    assert says in one_line(run(heard, tmp_path, "forget", *words, "--yes"), 2)

"""Training says what became of the pack since the model that is shipped was trained on it."""

from pathlib import Path

import pytest

from listeners.training import making, recorded

BEFORE = {"a/one.csv": "1", "a/two.csv": "2", "examples/en.tsv": "3"}


def test_a_pack_that_changed_is_refused_and_told_file_by_file() -> None:
    """New, missing and changed files by name, and the option that trains all the same."""
    now = {"a/one.csv": "9", "b/three.csv": "4", "examples/en.tsv": "3"}

    with pytest.raises(ValueError, match="--new-pack") as refused:
        recorded.check(BEFORE, now)

    assert "a/one.csv is another one; a/two.csv is missing; b/three.csv is new" in str(refused.value)


def test_the_same_pack_with_other_examples_is_trained_on() -> None:
    """Our own examples are expected to grow; the pack is not."""
    now = {**BEFORE, "examples/en.tsv": "5", "examples/sw.tsv": "6"}

    recorded.check(BEFORE, now)

    assert recorded.changes(BEFORE, now) == []


def test_the_first_training_has_nothing_to_differ_from(tmp_path: Path) -> None:
    """Where no model stands there is no pack to be another."""
    recorded.check(recorded.hashes(tmp_path), BEFORE)

    assert recorded.hashes(tmp_path) == {}


def test_training_refuses_another_pack_before_it_reads_on(tmp_path: Path) -> None:
    """The shipped model tells which pack it was trained on, and a new one is asked for by name."""
    (tmp_path / "sms_spam").mkdir()
    (tmp_path / "sms_spam" / "sms.csv").write_text("label,text\nham,see you at eight\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"banking77/train\.csv is missing.*sms_spam/sms\.csv is another one"):
        making.make(tmp_path, lambda _: None)

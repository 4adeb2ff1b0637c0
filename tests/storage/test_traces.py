"""What tells who somebody is, found in texts of every kind; what only looks like it, left alone."""

import pytest

from storage.traces import Traces

SAID = "My acme kettle leaks and nobody answers me. What can I do about it now?"
ANN = Traces(["Ann Example", "@ann_ex"], texts=[SAID], addresses=["https://x.example/p/1"], ids=["did:plc:4711", "12"])
CLEANED = {
    "handle": ("ask @ann_ex, or ANN_EX", "ask @…, or @…"),
    "whole name": ("said Ann  Example yesterday", "said @… yesterday"),
    "in an address": ("see https://social.example/@ann_ex/5", "see https://social.example/@…/5"),
    "its own address": ("see https://x.example/p/1.", "see …."),
    "possessive": ("Ann Example's kettle", "@…'s kettle"),
    "id": ("at://did:plc:4711/app/1", "at://@…/app/1"),
    "quoted whole": (f"> {SAID}\nso true", "> …?\nso true"),
    "quoted in part": ("they say “nobody answers me, what can I do about it” twice", "they say “…” twice"),
}
LEFT = {
    "part of a word": "Annexample ann_exx xann_ex",
    "first name of anybody": "Ann and Ann Other",
    "a small number": "12 people",
    "few words alike": "My acme kettle leaks, too",
    "nothing": "",
}


@pytest.mark.parametrize(("text", "clean"), CLEANED.values(), ids=CLEANED)
def test_traces_are_taken_out(text: str, clean: str) -> None:
    """Whole names, in any case, and a long run of their words."""
    assert ANN.clean(text) == clean


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_no_trace_stays(text: str) -> None:
    """Others are called Ann, too, and kettles leak."""
    assert ANN.clean(text) == text


def test_in_what_is_about_them_less_is_a_trace() -> None:
    """Our answers call people by their first names and quote few words."""
    text = "Dear Ann, a kettle leaks and nobody answers?"

    assert ANN.clean(text) == text
    assert ANN.clean(text, theirs=True) == "Dear @…, a …?"


def test_scripts_without_spaces_have_names_and_quotations_too() -> None:
    """There the edges of a word cannot be seen."""
    tanaka = Traces(["田中"], texts=["製品が壊れた。どうすればいいですか。困っています"])

    assert tanaka.clean("田中さんが「製品が壊れた。どうすればいいですか。困っています」と") == "@…さんが「…」と"
    assert tanaka.clean("製品が壊れた") == "製品が壊れた"


def test_the_same_letters_written_otherwise_are_the_same_name() -> None:
    """An accent may be a sign of its own."""
    assert Traces(["Zoë Müller"]).clean("hello zoe\u0308 mu\u0308ller") == "hello @…"


def test_a_word_stays_a_word() -> None:
    """Rose takes no roses from anybody."""
    rose = Traces(["rose", "jo"])
    before = rose.clean("a rose for @rose and jo")
    rose.soften(["rose", "nobody"])

    assert before == "a @… for @… and jo"
    assert rose.clean("a rose for @rose, u/rose and @jo", theirs=False) == "a rose for @…, u/@… and @…"
    assert rose.clean("a rose", theirs=True) == "a @…"
    assert rose.uses("Two roses, one rose") == {"rose"}


def test_a_stand_in_replaces_what_keys_say() -> None:
    """What belonged together still does."""
    assert ANN.unnamed("turn:7:did:plc:4711:2", "~5f") == "turn:7:~5f:2"

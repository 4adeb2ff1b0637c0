"""Another of our name: told by the words around it, never hidden."""

import pytest

from listeners.urgency import likeness
from listeners.urgency.likeness import US

HORSES = [
    "Kestrel won the third race at Fernhill, jockey T. Arlen up, odds 4/1",
    "what a finish by Kestrel! the jockey held on for the race, trainer in tears",
    "Kestrel is scratched from the race on Saturday, says the trainer",
    "Kestrel 9/2 in the big race, same jockey as last time, going soft",
]
OURS = [
    "my Kestrel kettle will not switch on, who can help",
    "the Kestrel app logs me out every day",
    "ordered a toaster from Kestrel last week and it is still not here",
    "Kestrel support answered within an hour, thank you",
    "is the Kestrel shop in the old town open on Sunday?",
    "race you to the Kestrel sale, kettles at half price",
]
TERMS = ("kestrel",)


def learned() -> dict[str, float]:
    """Learn from the posts above."""
    return likeness.learn(
        [likeness.near(text, TERMS) for text in HORSES], [likeness.near(text, TERMS) for text in OURS]
    )


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Kestrel runs in the first race tomorrow, new jockey, same trainer", 0.7, 1.0),
        ("jockey of Kestrel banned", 0.3, 0.6),
        ("my Kestrel toaster smokes", 0.0, 0.0),
        ("the Kestrel support chat is a race against time, please help", 0.0, 0.3),
    ],
)
def test_words_around_the_match_say_whom_it_is_about(text: str, least: float, most: float) -> None:
    """Several of theirs make it likely, one alone never settles it, ours speak against it."""
    found = likeness.look(likeness.near(text, TERMS), learned())

    assert least <= found.likely <= most


def test_the_words_that_fired_are_told() -> None:
    """At most three, the most telling first."""
    found = likeness.look(likeness.near("the jockey rode Kestrel in the race, said the trainer", TERMS), learned())

    assert set(found.words) == {"jockey", "race", "trainer"}


@pytest.mark.parametrize(("theirs", "ours"), [(2, 6), (4, 2), (0, 0)], ids=["few clicks", "few of ours", "nothing"])
def test_too_little_teaches_nothing(theirs: int, ours: int) -> None:
    """Before three of either kind every word would look telling."""
    words = likeness.learn(
        [likeness.near(text, TERMS) for text in HORSES[:theirs]], [likeness.near(text, TERMS) for text in OURS[:ours]]
    )

    assert words == {}
    assert likeness.look({"race", "jockey"}, words) == US


def test_only_words_near_the_match_count() -> None:
    """What stands pages away is about something else; the name itself and numbers tell nothing."""
    text = "jockey " + "word " * 40 + "Kestrel kettle 2026 leaks " + "word " * 40 + "race"

    assert likeness.near(text, TERMS) == {"word", "kettle", "leaks"}
    assert "race" in likeness.near("the race is on", TERMS)


def test_scripts_without_spaces_and_other_letters_are_read_too() -> None:
    """Folded as the match is."""
    assert "騎手" in likeness.near("Kestrel 騎手", TERMS)
    assert "strasse" in likeness.near("KESTREL Straße", TERMS)

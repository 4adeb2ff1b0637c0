"""English is learned from as people speak it, not only as it is written."""

from listeners.training import spoken
from listeners.training.labelled import Labelled


def row(text: str, **told: str) -> Labelled:
    """Return an example of a trade, complained about."""
    return Labelled(
        text=text,
        source_set=told.get("source_set", "examples"),
        language=told.get("language", "en"),
        trade=told.get("trade", "bank"),
        sentiment=-1.0,
        reply=True,
    )


def test_a_row_is_said_again_with_its_labels() -> None:
    """Other words, the same trade and the same wishes; the same each time."""
    rows = [row(f"the card {number} is not working, please help with the thing") for number in range(9)]

    copies = list(spoken.again(rows))

    assert copies == list(spoken.again(rows))
    assert len({copy.text for copy in copies} - {one.text for one in rows}) == len(copies) > 5
    assert {(copy.source_set, copy.trade, copy.sentiment, copy.reply) for copy in copies} == {
        (spoken.SET, "bank", -1.0, True)
    }


def test_only_whole_words_of_english_trades_are_said_again() -> None:
    """A copy must fall on the same side of every split as its row, so rows of no trade have none."""
    others = [
        row("Themed weather bathtubs"),
        row("die Karte, please", language="de"),
        row("the the the the", trade="none"),
        row("the the the the", source_set="ibm_twitter_care"),
    ]

    assert list(spoken.again(others)) == []

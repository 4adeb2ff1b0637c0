"""How much is missed, said honestly: an estimate with its doubt, and nothing where too little is known."""

import pytest

from bot import recall
from storage.tallies import Checked


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        (Checked(alerted=8, below=50, checked=25, found=1), "about 8 in 10 (between 5 and 10)"),
        (Checked(alerted=40, below=200, checked=60, found=3), "about 8 in 10 (between 6 and 9)"),
        (Checked(alerted=5, below=1000, checked=50, found=0), "about 10 in 10 (between 1 and 10)"),
        (Checked(alerted=0, below=100, checked=20, found=10), "about 0 in 10; 20 quiet posts checked."),
        (Checked(alerted=5, below=0, checked=1000, found=0), "about 10 in 10; 1,000 quiet posts"),
    ],
)
def test_the_estimate_is_told_in_tenths_with_its_doubt(checked: Checked, says: str) -> None:
    """What was alerted about, beside what the sample says was missed."""
    assert says in recall.sentence(checked)


@pytest.mark.parametrize(
    "checked",
    [Checked(alerted=9, below=90, checked=19, found=2), Checked(below=90, checked=60), Checked()],
    ids=["few checked", "nothing urgent known", "nothing"],
)
def test_too_little_says_nothing(checked: Checked) -> None:
    """No number is better than a made-up one."""
    assert recall.sentence(checked) == ""


def test_the_interval_is_wilsons() -> None:
    """As the textbooks have it: 3 of 60, 95 %."""
    low, high = recall.wilson(3, 60)

    assert (round(low, 4), round(high, 4)) == (0.0171, 0.137)

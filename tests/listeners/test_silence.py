"""What no silence holds back: the scorer's own names for it are those the memory goes by."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from listeners import urgency
from storage.records import CANNOT_WAIT, Objective, Post, Score, Watch

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOUD = Watch(id=1, name="Acme", objective=Objective.SERVE, channel="#c", alert_at=20)
SILENT = replace(LOUD, silent_since=NOW)


def score(text: str, rating: int | None = None) -> Score:
    """Judge a post of this moment."""
    post = Post(source="feed", external_id="1", text=text, rating=rating, tags_us=True, posted_at=NOW)
    return urgency.score(post, urgency.Context(now=NOW))


def test_the_names_are_the_scorers_own() -> None:
    """A factor that gets another name would be silenced."""
    assert {factor.name for factor in urgency.FACTORS} | set(urgency.OTHERS) >= CANNOT_WAIT


@pytest.mark.parametrize(
    "text",
    [
        "The charger exploded and burned my daughter's hand, we are in hospital",
        "You published my home address and my passwords, everybody can see my private data",
        "My lawyer will sue you, see you in court",
    ],
    ids=["danger", "leak", "legal threat"],
)
def test_what_cannot_wait_alerts_in_silence_too(text: str) -> None:
    """By the scorer's own floors."""
    judged = score(text)

    assert SILENT.alerts(judged)
    assert judged.cannot_wait


@pytest.mark.parametrize(
    "text", ["The parcel never came, where is my order? I want my money back, this is the worst shop ever!", "Lovely"]
)
def test_everything_else_waits_until_the_silence_is_over(text: str) -> None:
    """However urgent."""
    judged = score(text, rating=1)

    assert not SILENT.alerts(judged)
    assert LOUD.alerts(judged)

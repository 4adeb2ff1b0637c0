"""Who is compared: our scorer, VADER (a word list of 2014, where installed) and chance. Each sees the text alone."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from listeners import urgency
from listeners.training.labelled import Labelled
from storage.records import Post, Score

# Closer to 0 than this nobody is called happy or unhappy: VADER's own bounds.
NEUTRAL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a rival makes of a text: urgency on its own scale, sentiment -1 to 1, spam 0 to 1 (None: it cannot tell)."""

    urgency: float
    sentiment: float
    spam: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One column of the tables. `judge` is None where it is not installed."""

    name: str
    judge: Callable[[Labelled], Judged] | None


Scorer = Callable[[Post, urgency.Context], Score]


class _Vader(Protocol):
    def polarity_scores(self, text: str) -> dict[str, float]: ...


def ours(now: datetime, score: Scorer = urgency.score) -> Rival:
    """Return our scorer; of the post it is told text, kind and language, never the stars."""
    context = urgency.Context(now=now)

    def judge(row: Labelled) -> Judged:
        post = Post(
            source="evaluate", external_id="1", text=row.text, kind=row.kind, language=row.language, posted_at=now
        )
        told = score(post, context)
        return Judged(urgency=told.urgency, sentiment=told.sentiment, spam=told.spam)

    return Rival(name="ours", judge=judge)


def vader() -> Rival:
    """Return VADER, the most negative first."""
    if find_spec("vaderSentiment") is None:
        return Rival(name="VADER", judge=None)
    analyzer = cast("_Vader", import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer())

    def judge(row: Labelled) -> Judged:
        compound = analyzer.polarity_scores(row.text)["compound"]
        return Judged(urgency=-compound, sentiment=compound, spam=None)

    return Rival(name="VADER", judge=judge)


def chance(seed: int) -> Rival:
    """Return plain chance."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret

    def judge(_row: Labelled) -> Judged:
        return Judged(urgency=dice.random(), sentiment=dice.choice((-1.0, 0.0, 1.0)), spam=dice.random())

    return Rival(name="random", judge=judge)

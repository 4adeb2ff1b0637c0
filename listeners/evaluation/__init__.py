"""`python -m listeners evaluate DIR`: how well we judge, beside VADER and chance, on any labelled sets.

Of the open pack, whole trades are held out: a model is trained on the others and judged on those it has not seen. Other
folders are judged with the shipped weights, as they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from listeners import urgency
from listeners.evaluation import rivals, streams, tables
from listeners.evaluation.figures import Draws
from listeners.evaluation.page import Report
from listeners.evaluation.rivals import Scorer
from listeners.evaluation.tables import Stream
from listeners.training import pack
from listeners.training.labelled import Labelled
from storage.records import Post

__all__ = ["Draws", "Plan", "Report", "evaluate"]

Fit = Callable[[Sequence[Labelled]], Scorer]
Progress = Callable[[int], Callable[[], None]]
_AS_SHIPPED = "as shipped"
_SEEN = "as shipped, so they may have been trained on these very posts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to evaluate, by which chance, at which moment; `fit` trains a scorer where trades are held out."""

    folder: Path
    draws: Draws
    now: datetime
    fit: Fit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    streams: Sequence[Stream]
    score: Scorer
    weights: str


def evaluate(plan: Plan, progress: Progress = lambda _steps: lambda: None) -> Report:
    """Return the report; ValueError says which file and line cannot be read. `progress` gets steps, returns a tick."""
    trial = _trial(plan)
    compared = (rivals.ours(plan.now, trial.score), rivals.vader(), rivals.chance(plan.draws.seed))
    present = sum(rival.judge is not None for rival in compared)
    tick = progress(present * sum(len(stream.rows) for stream in trial.streams))
    return Report(
        model=_model(trial.score, plan.now),
        weights=trial.weights,
        tables=tuple(tables.table(stream, compared, plan.draws, tick) for stream in trial.streams),
        missing=tuple(rival.name for rival in compared if rival.judge is None),
    )


def _trial(plan: Plan) -> _Trial:
    if not pack.is_pack(plan.folder):
        return _Trial(streams=streams.of_sets(plan.folder), score=urgency.score, weights=_AS_SHIPPED)
    split = pack.splits(pack.load(plan.folder), pack.HELD_OUT)
    found, trades = streams.of_pack(split, pack.HELD_OUT), ", ".join(pack.HELD_OUT)
    if plan.fit is None:
        return _Trial(streams=found, score=urgency.score, weights=f"{_SEEN}; streams of {trades}")
    return _Trial(streams=found, score=plan.fit(split.training), weights=f"trained without {trades}")


def _model(score: Scorer, now: datetime) -> str:
    return score(Post(source="evaluate", external_id="1", posted_at=now), urgency.Context(now=now)).model

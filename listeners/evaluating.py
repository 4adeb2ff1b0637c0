"""What `python -m listeners evaluate` does: the shell around `listeners.evaluation`, its clock and its progress bar."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from listeners.evaluation import Draws, Plan, evaluate, page
from listeners.evaluation.rivals import Scorer
from listeners.training.labelled import Labelled
from storage.commands import Failed, WrongUse


def told(folder: Path, *, rounds: int, seed: int, as_json: bool, shipped: bool = False) -> str:
    """Return the report as text or JSON; on a terminal, progress is drawn on stderr meanwhile."""
    if not folder.is_dir():
        raise WrongUse(f"{folder} is no directory; name one that holds labelled sets")
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        fit = None if shipped or find_spec("sklearn") is None else partial(_fit, bar)
        plan = Plan(folder=folder, draws=Draws(rounds=rounds, seed=seed), now=datetime.now(UTC), fit=fit)
        try:
            report = evaluate(plan, lambda steps: _ticking(bar, steps))
        except ValueError as error:
            raise Failed(str(error)) from error
    return page.as_json(report) if as_json else page.as_text(report)


def _fit(bar: Progress, rows: Sequence[Labelled]) -> Scorer:
    from listeners.training import heldout  # noqa: PLC0415 - scikit-learn is of the dev extra, and only training needs it

    task = bar.add_task("training without the held-out trades", total=None)
    scorer = heldout.fit(rows)
    bar.remove_task(task)
    return scorer


def _ticking(bar: Progress, steps: int) -> Callable[[], None]:
    task = bar.add_task("judging", total=steps)
    return lambda: bar.advance(task)

"""What `python -m listeners evaluate` does: the shell around `listeners.evaluation`, its clock and its progress bar."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from listeners.evaluation import Draws, Plan, evaluate, page
from storage.commands import Failed, WrongUse


def told(folder: Path, *, rounds: int, seed: int, as_json: bool) -> str:
    """Return the report as text or JSON; on a terminal, progress is drawn on stderr meanwhile."""
    if not folder.is_dir():
        raise WrongUse(f"{folder} is no directory; name one that holds labelled sets")
    plan = Plan(folder=folder, draws=Draws(rounds=rounds, seed=seed), now=datetime.now(UTC))
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        try:
            report = evaluate(plan, lambda steps: _ticking(bar, steps))
        except ValueError as error:
            raise Failed(str(error)) from error
    return page.as_json(report) if as_json else page.as_text(report)


def _ticking(bar: Progress, steps: int) -> Callable[[], None]:
    task = bar.add_task("judging", total=steps)
    return lambda: bar.advance(task)

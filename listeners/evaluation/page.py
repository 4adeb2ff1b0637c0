"""How an evaluation is told: tables for people, one JSON object for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from listeners.evaluation.figures import PREVALENCE, Figure
from listeners.evaluation.tables import Line, Table

_NONE = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An evaluation: whose model, how its weights came to be, the tables; `missing` names who is not installed."""

    model: str
    weights: str
    tables: tuple[Table, ...]
    missing: tuple[str, ...] = ()


def as_text(report: Report) -> str:
    """Return the report as tables, each figure with the interval it would fall into nineteen times of twenty."""
    return "\n".join(_text(report))


def _text(report: Report) -> Iterator[str]:
    yield f"weights: {report.model}; {report.weights}"
    yield f"rankings: as in a stream in which {PREVALENCE:.0%} are what is looked for; intervals: 95 %"
    yield from (f"{name}: not installed, so its column is empty" for name in report.missing)
    for table in report.tables:
        yield from ("", table.title, f"  {table.told}")
        yield from _of_table(table) if table.lines else ["  too few labels of each kind for a figure"]


def _of_table(table: Table) -> Iterator[str]:
    names = list(table.lines[0].by)
    wide = max(len(line.about) for line in table.lines)
    yield f"  {'':{wide}}" + "".join(f"  {name:>17}" for name in names)
    for line in table.lines:
        yield f"  {line.about:{wide}}" + "".join(f"  {_shown(line.by[name]):>17}" for name in names)


def _shown(figure: Figure | None) -> str:
    return _NONE if figure is None else f"{figure.value:.3f} {figure.low:.3f}–{figure.high:.3f}"


def as_json(report: Report) -> str:
    """Return the report as one JSON object: figures as [value, low, high], null where a rival cannot tell."""
    return json.dumps(
        {
            "model": report.model,
            "weights": report.weights,
            "missing": list(report.missing),
            "tables": [
                {"title": table.title, "posts": table.told, "figures": {line.about: _by(line) for line in table.lines}}
                for table in report.tables
            ],
        },
        ensure_ascii=False,
    )


def _by(line: Line) -> dict[str, Sequence[float] | None]:
    return {
        name: None if one is None else [round(each, 4) for each in (one.value, one.low, one.high)]
        for name, one in line.by.items()
    }

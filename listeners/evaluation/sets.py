"""Labelled sets of anybody's: tables (CSV, TSV) and JSON Lines, known by their columns.

Each file in the folder whose name ends in .csv, .tsv, .jsonl or .ndjson is one set, a post a line. Needed is the text
(`text`, `content`, `body`, `comment`, `review` or `tweet`) and at least one label: `needs_reply` (or `reply`, `label`),
0 or 1; `sentiment`, negative, neutral, positive, or -1 to 1; `rating`, 1 to 5 stars; `spam`, 0 or 1. Optional are
`language` (or `lang`), `trade`, `kind`, and `split`: where some lines are named "test", only they are used. An empty
cell says nothing.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from listeners.training.labelled import Labelled, masked
from storage.records import Kind

ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson")
_TEXT = ("text", "content", "body", "comment", "review", "tweet")
_REPLY = ("needs_reply", "reply", "label")
_LANGUAGE = ("language", "lang")
_YES, _NO = frozenset({"1", "1.0", "true", "yes", "spam"}), frozenset({"0", "0.0", "false", "no", "ham"})
_LABELS = (*_REPLY, "sentiment", "rating", "spam")
_FEELINGS = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
_STARS = 5

_Line = tuple[int, Mapping[str, str]]
_T = TypeVar("_T")


def files(folder: Path) -> list[Path]:
    """Return the sets of the folder and of the folders in it, by name."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())


def read(path: Path) -> list[Labelled]:
    """Return the set's posts, handles and links masked; ValueError names the file and the line that is wrong."""
    lines = list(_of_json(path) if path.suffix.lower() in (".jsonl", ".ndjson") else _of_table(path))
    if not lines:
        raise ValueError(f"{path}: there is no post in it")
    if not any(name in cells for _, cells in lines for name in _LABELS):
        raise ValueError(f"{path}, line 1: there is no label; call its column one of {', '.join(_LABELS)}")
    tests = [line for line in lines if line[1].get("split", "").casefold() == "test"]
    return [_row(path, number, cells) for number, cells in tests or lines]


def _of_table(path: Path) -> Iterator[_Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.reader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",", strict=True)
        try:
            names = [name.strip().casefold() for name in next(table, [])]
            for cells in table:
                if len(cells) > len(names):
                    raise ValueError(f"{path}, line {table.line_num}: {len(cells)} cells for {len(names)} columns")
                if cells:
                    yield table.line_num, dict(zip(names, cells, strict=False))
        except csv.Error as error:
            raise ValueError(f"{path}, line {table.line_num}: {error}") from error
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}, after line {table.line_num}: this is not UTF-8") from error


def _of_json(path: Path) -> Iterator[_Line]:
    for number, raw in enumerate(path.read_bytes().splitlines(), start=1):
        if not raw.strip():
            continue
        try:
            told = json.loads(raw.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{path}, line {number}: this is not JSON") from error
        if not isinstance(told, dict):
            raise ValueError(f"{path}, line {number}: a post is a JSON object")  # noqa: TRY004 - it is the file's fault
        yield number, {name.strip().casefold(): _cell(value) for name, value in told.items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row(path: Path, number: int, cells: Mapping[str, str]) -> Labelled:
    try:
        return Labelled(
            text=masked(_text(cells)),
            source_set=path.stem,
            language=_first(cells, _LANGUAGE).lower(),
            trade=cells.get("trade", "").strip(),
            kind=_kind(cells.get("kind", "")),
            rating=_told(cells, ("rating",), _rating),
            sentiment=_told(cells, ("sentiment",), _sentiment),
            reply=_told(cells, _REPLY, _yes),
            spam=_told(cells, ("spam",), _yes),
        )
    except ValueError as error:
        raise ValueError(f"{path}, line {number}: {error}") from error


def _text(cells: Mapping[str, str]) -> str:
    if not set(_TEXT) & set(cells):
        raise ValueError(f"there is no text; call its column one of {', '.join(_TEXT)}")
    return _first(cells, _TEXT)


def _first(cells: Mapping[str, str], names: Sequence[str]) -> str:
    return next((cells[name].strip() for name in names if name in cells), "")


def _told(cells: Mapping[str, str], names: Sequence[str], read_as: Callable[[str], _T]) -> _T | None:
    """Return what the first of these columns says, None where it says nothing."""
    for name in names:
        if cell := cells.get(name, "").strip():
            try:
                return read_as(cell)
            except ValueError as error:
                raise ValueError(f'"{name}" is {error}, not {cell!r}') from error
    return None


def _yes(cell: str) -> bool:
    if cell.casefold() not in _YES | _NO:
        raise ValueError("0 or 1")
    return cell.casefold() in _YES


def _sentiment(cell: str) -> float:
    if cell.casefold() in _FEELINGS:
        return _FEELINGS[cell.casefold()]
    return _between(cell, -1, 1, "negative, neutral, positive, or -1 to 1")


def _rating(cell: str) -> float:
    return _between(cell, 1, _STARS, "1 to 5 stars")


def _between(cell: str, low: float, high: float, wanted: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        raise ValueError(wanted) from None
    if not low <= number <= high:
        raise ValueError(wanted)
    return number


def _kind(cell: str) -> Kind:
    try:
        return Kind(cell.strip().lower()) if cell.strip() else Kind.POST
    except ValueError:
        raise ValueError(f'"kind" is one of {", ".join(Kind)}') from None

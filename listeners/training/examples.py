"""The posts we wrote ourselves to learn from, `listeners/urgency/examples`, read into `Labelled`."""

from collections.abc import Iterator
from pathlib import Path

from listeners.training.labelled import Labelled
from storage.records import Kind

FOLDER = Path(__file__).parent.parent / "urgency" / "examples"
COLUMNS = ("about", "trade", "kind", "rating", "sentiment", "reply", "spam", "danger", "text")
SET = "examples"


def files() -> list[Path]:
    """Return the files, one a language, in order."""
    return sorted(FOLDER.glob("*.tsv"))


def rows() -> list[Labelled]:
    """Return every example as it was written, handles and links unmasked."""
    return [row for path in files() for row in _of_file(path)]


def _of_file(path: Path) -> Iterator[Labelled]:
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise ValueError(f"{path.name}, line 1: the columns are {', '.join(COLUMNS)}, separated by tabs")
    for number, line in enumerate(lines, start=2):
        try:
            yield _row(line.split("\t"), path.stem)
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error


def _row(cells: list[str], language: str) -> Labelled:
    told = dict(zip(COLUMNS, cells, strict=True))
    return Labelled(
        text=told["text"],
        source_set=SET,
        language=language,
        trade=told["trade"],
        about=told["about"],
        kind=Kind(told["kind"]),
        rating=float(told["rating"]) if told["rating"] else None,
        sentiment=int(told["sentiment"]) / 2,
        reply=told["reply"] == "1",
        spam=told["spam"] == "1",
        danger=told["danger"] == "2",
    )

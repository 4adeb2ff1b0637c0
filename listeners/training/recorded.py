"""The pack may not change unseen: what became of its files since the model that is shipped was trained."""

import json
from collections.abc import Mapping
from pathlib import Path

from listeners.training import examples


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that the folder's model was trained on; none where there is no model."""
    path = folder / "model.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["data"]) if path.is_file() else {}


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return what happened to each of the pack's files, in words; our own examples are kept under version control."""
    return [
        f"{path} is {_became(before.get(path), now.get(path))}"
        for path in sorted({*before, *now})
        if not path.startswith(f"{examples.SET}/") and before.get(path) != now.get(path)
    ]


def _became(before: str | None, now: str | None) -> str:
    if before is None:
        return "new"
    return "missing" if now is None else "another one"


def check(before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Raise ValueError where a model was trained on other files of the pack than these."""
    if before and (changed := changes(before, now)):
        raise ValueError(
            f"this is not the pack the model was trained on: {'; '.join(changed)}. "
            "Train on it all the same with --new-pack"
        )

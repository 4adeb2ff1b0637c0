"""Does Slack take this message or view? Pure: a list of problems, empty when it does.

`message` and `view` say what Slack refuses; `fallback` is a strictness of our own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from bot.playground.block_kit import BLOCK, HOME, MESSAGE, MODAL
from bot.playground.elements import plain
from bot.playground.shapes import Json, Report, array, boolean, choice, record, string

MOST_BLOCKS: Final[Mapping[str, int]] = {MESSAGE: 50, MODAL: 100, HOME: 100}
MARKDOWN_TOTAL: Final = 12_000
ONLY_SO_MANY: Final[Mapping[str, int]] = {"table": 1, "data_visualization": 2}
SHARED_KEYS = {
    "private_metadata": string(low=0, high=3000),
    "callback_id": string(low=0, high=255),
    "external_id": string(low=0, high=255),
}
VIEW: Final = {
    MODAL: record(
        {"type": choice(MODAL), "title": plain(24), "blocks": array(BLOCK[MODAL], low=0, high=100)},
        {
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
            **SHARED_KEYS,
        },
    ),
    HOME: record({"type": choice(HOME), "blocks": array(BLOCK[HOME], low=0, high=100)}, SHARED_KEYS),
}


def message(blocks: object, pointer: str = "/blocks") -> list[str]:
    """What Slack would refuse in the blocks of a message."""
    report = Report()
    array(BLOCK[MESSAGE], low=0, high=MOST_BLOCKS[MESSAGE])(blocks, pointer, report)
    if not report.problems and isinstance(blocks, list):
        _unique_block_ids(blocks, pointer, report)
        _counted(blocks, pointer, report)
    return report.problems


def view(content: object) -> list[str]:
    """What Slack would refuse in a modal or a Home tab."""
    report = Report()
    kind = content.get("type") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(kind, str) or kind not in VIEW:
        report.error("/view/type", "must be a valid enum value: modal, home")
        return report.problems
    VIEW[kind](content, "/view", report)
    if not report.problems:
        _unique_block_ids(content["blocks"], "/view/blocks", report)
        _whole_view(content, report)
    return report.problems


def fallback(text: str, blocks: object) -> list[str]:
    """Blocks without `text` are silent for screen readers and notifications: Slack takes them, we do not."""
    return ["blocks were sent without fallback text"] if blocks and not text.strip() else []


def characters(part: object) -> int:
    """How much text there is in a piece of Block Kit JSON."""
    if isinstance(part, list):
        return sum(map(characters, part))
    if isinstance(part, dict):
        own = len(part["text"]) if isinstance(part.get("text"), str) else 0
        return own + sum(characters(each) for each in part.values())
    return 0


def walk(blocks: list[Json]) -> Iterator[Json]:
    """Every block, and those inside containers and carousels."""
    for block in blocks:
        yield block
        if block.get("type") in {"container", "carousel"}:
            yield from walk(block.get("child_blocks") or block.get("elements") or [])


def _unique_block_ids(blocks: list[Json], pointer: str, report: Report) -> None:
    ids = [block["block_id"] for block in walk(blocks) if "block_id" in block]
    for twice in (block_id for block_id, times in Counter(ids).items() if times > 1):
        report.error(pointer, f"block_id {twice} already exists")


def _counted(blocks: list[Json], pointer: str, report: Report) -> None:
    kinds = Counter(block["type"] for block in walk(blocks))
    for kind, most in ONLY_SO_MANY.items():
        if kinds[kind] > most:
            report.error(pointer, f"no more than {most} {kind} blocks allowed")
    if sum(len(block["text"]) for block in walk(blocks) if block["type"] == "markdown") > MARKDOWN_TOTAL:
        report.error(pointer, f"markdown blocks hold more than {MARKDOWN_TOTAL} characters")


def _whole_view(content: Json, report: Report) -> None:
    inputs = [block for block in walk(content["blocks"]) if block["type"] == "input"]
    if content["type"] == MODAL and inputs and "submit" not in content:
        report.error("/view/submit", "missing required field: submit (the view has an input block)")
    if sum(bool(block["element"].get("focus_on_load")) for block in inputs) > 1:
        report.error("/view/blocks", "only one element may have focus_on_load")

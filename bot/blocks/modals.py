"""The windows every handler may need: one that waits, one that only tells."""

from collections.abc import Mapping, Sequence

from bot.blocks import text
from bot.blocks.message import Block


def modal(title: str, blocks: Sequence[Block], *, submit: str = "", callback: str = "", metadata: str = "") -> Block:
    """Return a modal; with `submit` it is a form that comes back as `callback`."""
    view: Block = {
        "type": "modal",
        "title": text.plain(title, text.TITLE),
        "close": text.plain("Cancel" if submit else "Close", text.TITLE),
        "blocks": list(blocks)[:100],
    }
    if submit:
        view |= {"submit": text.plain(submit, text.TITLE), "callback_id": callback, "private_metadata": metadata}
    return view


def question(name: str, label: str, element: Block, hint: str = "", *, optional: bool = False) -> Block:
    """Return one input of a form; its answer comes back under its name."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": text.plain(label, 2000),
        "element": element | {"action_id": name},
        "optional": optional,
    }
    return block | ({"hint": text.plain(hint, 2000)} if hint else {})


def waiting(title: str) -> Block:
    """Return what stands there until the memory has answered."""
    return modal(title, [text.section("One moment …")])


def told(title: str, markup: str) -> Block:
    """Return a window that only tells something."""
    return modal(title, [text.section(markup)])


def kept(title: str, markup: str, answers: Mapping[str, str]) -> Block:
    """Return a window for a form that came to nothing: why, and every word that was entered, to copy."""
    words = [text.quote(text.leaf(text.cut(answer, text.SECTION))) for answer in answers.values() if answer.strip()]
    return modal(title, [text.section(markup), *words])

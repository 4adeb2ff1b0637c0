"""What `/earshot` understands, with examples to copy."""

from collections.abc import Sequence

from bot.blocks import text
from bot.blocks.message import Message

EXAMPLES = ("/earshot watch add", "/earshot owed", "/earshot digest yesterday", "/earshot search refund invoice")


def message(usages: Sequence[tuple[str, str]], *, unknown: str = "", meant: str = "") -> Message:
    """Return the help; for an unknown word with what was probably meant."""
    lines = [f"`/earshot {text.escape(usage)}` – {text.escape(meaning)}" for usage, meaning in usages]
    said = ""
    if unknown:
        hint = f" Did you mean `/earshot {text.escape(meant)}`?" if meant else ""
        said = f"Earshot does not know “{text.short(unknown, 40)}”.{hint}"
    blocks = [
        *([text.section(said)] if said else []),
        text.section("\n".join(lines)),
        text.context("For example: " + " · ".join(f"`{example}`" for example in EXAMPLES)),
    ]
    return Message(text="\n".join(filter(None, [said, *lines])), blocks=blocks)

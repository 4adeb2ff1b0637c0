"""The window that forgets somebody for good: what would go, said in numbers before it is done."""

from collections.abc import Sequence

from bot.blocks import modals, text
from bot.blocks.message import Block

FORM = "forget"
TITLE = "Forget"


def button(carried: int | str) -> Block:
    """Return the button that opens the window; it carries a mention, or "mention:person"."""
    return text.button("Forget this person …", "forget", carried)


def window(head: Sequence[Block], lines: Sequence[str], *, carried: str, alone: bool) -> Block:
    """Return the form; `lines` tell what would go, `alone` says that nobody knows who wrote it."""
    whom = (
        "Nobody knows who wrote this, so that only this post can be forgotten."
        if alone
        else "Use this when somebody asks you to forget them, or has a right to it."
    )
    blocks = [
        *head,
        text.section(whom),
        text.section("\n".join(f"• {text.short(line, 300)}" for line in lines)),
        text.section(
            "*This is for good.* Nothing is kept that could bring it back, and they are not heard again. What was "
            "counted stays counted: that somebody was heard, when, how urgent it was and what became of it."
        ),
        text.context("It reads through all that is held and may take a minute. Backups are yours to delete."),
    ]
    return modals.modal(TITLE, blocks, submit="Forget for good", callback=FORM, metadata=carried)


def done(left: Sequence[str]) -> Block:
    """Return what is told at the end."""
    if left:
        said = "*Forgotten, but for this:* " + text.short("; ".join(left), 600) + ". Do it again when less is going on."
        return modals.told(TITLE, said)
    return modals.told(
        TITLE,
        "🧹 *Forgotten.* Nothing of it is in the memory any more, which was looked through again to be sure. The "
        "messages here are being changed where they stand.",
    )

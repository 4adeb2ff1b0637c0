"""A second look: a few quiet posts at the end of a digest, each with two buttons, and what the answers tell."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import lists, text
from bot.blocks.lists import Titles
from bot.blocks.message import Block
from storage.records import Mention

TITLE = "Was one of these missed?"


def blocks(quiet: Sequence[Mention], missed: str, titles: Titles, now: datetime) -> list[Block]:
    """Return the question for each quiet post, then how much is missed, as far as that is known."""
    told = [text.context(text.escape(missed))] if missed else []
    if not quiet:
        return told
    head = text.section(f"*{TITLE}* Picked by chance from what did not alert. One click shows how much is missed.")
    rows = [row for mention in quiet for row in _row(mention, titles, now)]
    return [head, *rows, *told]


def _row(mention: Mention, titles: Titles, now: datetime) -> list[Block]:
    buttons = [
        text.button("Urgent", "review_urgent", mention.id),
        text.button("Fine", "review_fine", mention.id),
    ]
    return [text.section(lists.line(mention, titles, now)), {"type": "actions", "elements": buttons}]

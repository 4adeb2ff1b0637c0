"""The window of a bundle: who else says the same, each with its link, and a way to say that it does not."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.blocks import modals, text, words
from bot.blocks.message import Block
from storage.records import Mention

ROWS = 30


def window(lead: Mention, shown: Sequence[Mention], start: int, titles: Mapping[str, str], now: datetime) -> Block:
    """Return a page of the bundle's list."""
    until, count = start + len(shown), lead.copies
    turns = [
        *([text.button("Earlier", "others_back", f"{lead.id}:{max(0, start - ROWS)}")] if start else []),
        *([text.button("Next", "others_on", f"{lead.id}:{until}")] if until < count else []),
    ]
    told = f"{start + 1} to {until} of {count} that say the same as {_where(lead, titles)}" if shown else "Nobody else."
    blocks = [
        text.context(f"{told}. What is done with the card is done for all of them."),
        *(_row(lead, copy, titles, now) for copy in shown),
        *([{"type": "actions", "elements": turns}] if turns else []),
    ]
    return modals.modal("Who says it", blocks)


def _row(lead: Mention, copy: Mention, titles: Mapping[str, str], now: datetime) -> Block:
    said = text.link(copy.post.url, words.first_words(copy))
    place = text.joined((_where(copy, titles), text.short(words.author(copy), 50), text.ago(copy.post.posted_at, now)))
    return text.section(f"{said}\n{place}") | {
        "accessory": text.button("Not the same", "split", f"{lead.id}:{copy.id}")
    }


def _where(mention: Mention, titles: Mapping[str, str]) -> str:
    return text.short(words.place(mention, titles.get(mention.post.source, mention.post.source)), 40)

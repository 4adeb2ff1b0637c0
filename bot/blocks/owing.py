"""Promises our answers made: the reminder when one is due, and the list of what is owed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.blocks import text, words
from bot.blocks.message import Block, Message
from storage.records import Debt, Mention

SHOWN = 8


def reminder(mention: Mention, debt: Debt, *, source: str) -> Message:
    """Return the reminder of a promise, or, once it was kept, that it was."""
    what, who = f"“{text.short(debt.words, 200)}”", text.short(words.author(mention), 60)
    if debt.settled_at is not None:
        said = f"🤝 {text.person(debt.settled_by)} says that we kept what we promised *{who}*: {what}"
        return Message(text=said, blocks=[text.section(said)])
    day = f"due {text.at(debt.due_at)}" if debt.dated else "no day was named"
    said = f"🤝 {text.person(debt.person)}, we promised *{who}* on {text.short(source, 40)}: {what} ({day})."
    return Message(text=said, blocks=[text.section(said), {"type": "actions", "elements": [kept(debt)]}])


def listed(owed: Sequence[Debt], about: Mapping[int, Mention], now: datetime) -> list[Block]:
    """Return what is owed for the Home tab; nothing where nothing is."""
    if not owed:
        return []
    entries = [text.section(_line(debt, about, now)) | {"accessory": kept(debt)} for debt in owed[:SHOWN]]
    more = [text.context(f"and {len(owed) - SHOWN} more")] if len(owed) > SHOWN else []
    return [text.header(f"Promised: {len(owed)}"), *entries, *more]


def kept(debt: Debt) -> Block:
    """Return the button that settles a promise."""
    return text.button("We kept it", "promise_kept", f"{debt.mention_id}:{debt.id}", style="primary")


def _line(debt: Debt, about: Mapping[int, Mention], now: datetime) -> str:
    mention = about.get(debt.mention_id)
    who = text.short(words.author(mention), 60) if mention else "somebody"
    late = debt.due_at < now
    when = f"*late by {text.span(now - debt.due_at)}*" if late else f"by {text.at(debt.due_at)}"
    day = "" if debt.dated else "no day was named"
    link = text.link(mention.answer_url, "our answer") if mention and text.web_address(mention.answer_url) else ""
    return f"“{text.short(debt.words, 200)}” to *{who}*\n" + text.joined((text.person(debt.person), when, day, link))

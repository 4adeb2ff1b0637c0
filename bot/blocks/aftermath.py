"""What happened after an answer, as short lines for the card's thread."""

from collections.abc import Mapping, Sequence

from bot.blocks import card, text, words
from bot.blocks.message import Block, Message
from storage.records import Mention, Post, Turn

SHOWN = 600


def turn(mention: Mention, what: Turn, payload: Mapping[str, object], post: Post | None, *, source: str) -> Message:
    """Return what happened; who has the mention is called where somebody should look.

    `payload` is what the outbox keeps of it: `stars` before and after, the platform's `note`, whether the person
    `wants_us` again.
    """
    wants_us = bool(payload.get("wants_us"))
    calls = text.person(mention.owner) if mention.owner and (wants_us or what is Turn.REMOVED) else ""
    again = "It is open again." if wants_us else ""
    said = text.joined((f"{_said(mention, what, payload, source)}{_address(post)}", again, calls), " ")
    quoted = [text.quote(text.leaf(text.cut(text.clean(post.text), SHOWN) or "(no text)"))] if post else []
    served = what is Turn.THANKED and [text.button("Served", "close", mention.id, style="primary")]
    buttons: list[Block] = [{"type": "actions", "elements": served}] if served else []
    return Message(text=said, blocks=[text.section(said), *quoted, *buttons])


def standalone(mention: Mention, message: Message, source: str) -> Message:
    """Return a message of a thread as one that stands by itself, because the mention has no card here."""
    blocks: Sequence[Block] = message.blocks or [text.section(message.text)]
    return Message(text=message.text, blocks=[text.context(card.row(mention, source)), *blocks])


def removal(error: str, *, source: str) -> Message:
    """Return what came of the wish to take spam away."""
    where = text.short(source, 60)
    if not error:
        said = f"🧹 Marked as spam on {where}, too."
    else:
        said = f"⚠️ It could not be marked as spam on {where}: {text.short(error, 300)}"
    return Message(text=said, blocks=[text.section(said)])


def _said(mention: Mention, what: Turn, payload: Mapping[str, object], source: str) -> str:
    who, where = f"*{text.short(words.author(mention), 80)}*", text.short(source, 60)
    note = f": {text.short(str(payload['note']), 300)}" if payload.get("note") else "."
    return {
        Turn.ANSWERED: f"💬 {who} answered us.",
        Turn.THANKED: f"💚 {who} thanked us.",
        Turn.EDITED: f"✏️ {who} changed it{_stars(payload.get('stars'))}. Our answer may be outdated.",
        Turn.DELETED: "🗑️ The post was deleted where it stood.",
        Turn.CONFIRMED: f"✅ Our answer was heard on {where}.",
        Turn.PUBLISHED: f"✅ {where} shows our answer now.",
        Turn.PENDING: f"⏳ {where} holds our answer back for now{note}",
        Turn.REJECTED: f"⛔ {where} rejected our answer{note} Its text is a draft again.",
        Turn.REMOVED: f"⚠️ Our answer does not stand on {where} any more{note}",
    }[what]


def _stars(found: object) -> str:
    if not isinstance(found, list) or len(found) != 2:  # noqa: PLR2004  before and after
        return ""
    before, after = (words.stars(float(each)) for each in found)
    return f": {before} → {after}"


def _address(post: Post | None) -> str:
    return f" ({text.link(post.url, 'read it there')})" if post and text.web_address(post.url) else ""

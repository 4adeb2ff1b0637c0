"""Who has it, said to the people it concerns: a claim's end, and a mention that changes hands."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import card, modals, text, windows
from bot.blocks.message import Block, Message
from storage.records import Mention

HAND_OVER = "hand_over"


def hand_over(mention: Mention, *, source: str, user: str) -> Block:
    """Return the form that asks who should have a mention."""
    whose = "you" if mention.owner == user else text.person(mention.owner)
    stands = f"Now it is with {whose}." if mention.owner else "Nobody has it now."
    blocks = [
        *windows.head(mention, source),
        text.section(f"{stands} Whoever gets it is told by Earshot; the time to answer counts anew for them."),
        modals.question("to", "Who should have it?", {"type": "users_select", "placeholder": text.plain("A person")}),
    ]
    return modals.modal("Hand over", blocks, submit="Hand over", callback=HAND_OVER, metadata=str(mention.id))


def handed(mention: Mention, by: str, *, source: str) -> Message:
    """Return the direct message to whoever a mention was given to."""
    until = f", yours until {text.clock(mention.lease_until)}" if mention.lease_until else ""
    said = f"📌 {text.person(by)} gave you this{until}."
    return Message(text=f"{said} {card.fallback(mention, source)}", blocks=_with_steps(said, mention, source))


def ends_soon(mention: Mention, *, source: str) -> Message:
    """Return the reminder to the owner that their claim ends."""
    until = text.clock(mention.lease_until) if mention.lease_until else "soon"
    said = f"⏳ You have this until {until}, then it goes back to the queue. Writing on it, or *Keep it*, counts anew."
    keep = text.button("Keep it", "keep", mention.id)
    return Message(text=f"{said} {card.fallback(mention, source)}", blocks=_with_steps(said, mention, source, keep))


def lapsed(owner: str) -> Message:
    """Return the note in the card's thread that a claim ended unanswered."""
    said = f"⌛ {text.person(owner)}'s time was over and nothing was written lately: this is in the queue again."
    return Message(text=said, blocks=[text.section(said)])


def woke() -> Message:
    """Return the note in the card's thread that a mention slept long enough."""
    said = "⏰ Its sleep is over: this is in the queue again."
    return Message(text=said, blocks=[text.section(said)])


def yours(until: datetime | None) -> str:
    """Tell the owner how long a mention is theirs."""
    return f"It is yours until {text.clock(until)}." if until else "It is yours."


def _with_steps(said: str, mention: Mention, source: str, *more: Block) -> Sequence[Block]:
    steps = [
        text.button("Draft reply", "draft", mention.id, style="primary"),
        *more,
        text.button("Release", "release", mention.id),
        text.button("Show card", "show_card", mention.id),
    ]
    return [text.section(said), text.section(card.row(mention, source)), {"type": "actions", "elements": steps}]

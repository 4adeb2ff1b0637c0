"""The window that lets a mention sleep: until when, said in words before it is done."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import modals, text, windows
from bot.blocks.message import Block
from storage.records import Mention

FORM, UNTIL, AT = "snooze", "snooze_until", "snooze_at"


def window(
    mention: Mention,
    offered: Sequence[tuple[str, datetime]],
    chosen: datetime,
    now: datetime,
    *,
    source: str,
    own: datetime | None = None,
) -> Block:
    """Return the form; `chosen` is told in words, `own` is a moment somebody entered, which counts before the menu."""
    options = [{"text": text.plain(said), "value": _value(mention.id, moment)} for said, moment in offered]
    before = next((option for option in options if option["value"] == _value(mention.id, chosen)), None)
    menu: Block = {"type": "static_select", "options": options} | ({"initial_option": before} if before else {})
    picker: Block = {"type": "datetimepicker"} | ({"initial_date_time": _epoch(own)} if own else {})
    blocks = [
        *windows.head(mention, source),
        modals.question(UNTIL, "Let it sleep until", menu, optional=bool(own)) | {"dispatch_action": True},
        modals.question(AT, "Or until a moment of your own", picker, "It counts instead of the menu.", optional=True)
        | {"dispatch_action": True},
        text.section(_preview(mention, own or chosen, now)),
    ]
    carried = f"{mention.id}:{_epoch(own) if own else ''}"
    return modals.modal("Snooze", blocks, submit="Snooze", callback=FORM, metadata=carried)


def _preview(mention: Mention, until: datetime, now: datetime) -> str:
    minute = now.replace(second=0, microsecond=0)  # as a clock tells it, so that an hour is not 59 minutes
    sleeps = f"*It sleeps until {text.at(until)}*, {text.span(until - minute)} from now, and is in nobody's hands."
    copies = f"With it sleep {mention.copies} more that say the same." if mention.copies else ""
    back = "Then it is in the queue again, and the card's thread says so. Anybody can wake it before."
    return text.joined((sleeps, copies, back), " ")


def _value(mention_id: int, moment: datetime) -> str:
    return f"{mention_id}:{_epoch(moment)}"


def _epoch(moment: datetime) -> int:
    return int(moment.timestamp())
